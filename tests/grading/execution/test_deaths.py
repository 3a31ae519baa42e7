"""A cell that never ends or kills its kernel costs itself, and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.grading.execution.support import SHORT, ask, run, statuses, text, values

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.slow, pytest.mark.usefixtures("each_executor")]

DEAF = "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"


def test_a_cell_that_ends_the_kernel_is_left_out_when_the_others_run_again() -> None:
    done = run(
        "x = 1\nprint('first')",
        "x = 2\nimport os\nos._exit(0)",
        "x",
        "def stop(x):\n    import os\n    os._exit(3)",
        ask("stop", 1),
        ask("stop", 1),
        "def fine(x):\n    return x + 1",
        ask("fine", 1),
    )
    assert statuses(done) == ["ok", "died", "ok", "ok", "died", "died", "ok", "ok"]
    assert text(done, 0) == "first"
    assert text(done, 2) == "1"
    assert done.cells[4].reply is None
    assert values(done, 7) == [2]
    assert done.restarts == 3


def test_leaving_politely_does_not_end_the_kernel() -> None:
    later = "import time; time.sleep(.4)"
    done = run("x = 7", "quit", later, "exit()", later, "import sys; sys.exit(0)", later, "x")
    assert statuses(done) == ["ok"] * 5 + ["error", "ok", "ok"]
    assert text(done, 7) == "7"
    assert done.restarts == 0


def test_an_endless_loop_is_interrupted_and_costs_no_restart() -> None:
    done = run("x = 5", "print('before')\nwhile True:\n    x = 6", "x")
    assert statuses(done) == ["ok", "timeout", "ok"]
    assert text(done, 1).startswith("before") and "停了下来" in text(done, 1)
    assert text(done, 2) == "6"
    assert done.restarts == 0


@pytest.mark.parametrize("source", [DEAF, "sum(range(10**11))"], ids=["catches", "in C"])
def test_a_kernel_that_is_deaf_to_interrupts_is_replaced(source: str) -> None:
    begin = time.monotonic()
    done = run("x = 5", source, "x", limits=replace(SHORT, cell_seconds=1.5))
    assert statuses(done) == ["ok", "timeout", "ok"]
    assert text(done, 2) == "5"
    assert done.restarts == 1
    assert time.monotonic() - begin < 20


def test_a_function_that_never_returns_is_a_timeout_within_its_reply() -> None:
    done = run("def loop(x):\n    while True:\n        pass", ask("loop", 1, seconds=0.5), "1")
    assert statuses(done) == ["ok", "ok", "ok"]
    assert '"timeout"' in str(done.cells[1].reply)


def test_after_too_many_deaths_the_rest_is_skipped() -> None:
    die = "import os; os._exit(1)"
    done = run(die, die, "1", limits=replace(SHORT, restarts=1), wanted=("a",), data={"a": b"1"})
    assert statuses(done) == ["died", "died", "skipped"]
    assert done.restarts == 1
    assert done.files == {"a": b"1"}


def test_a_cell_that_kills_only_when_run_again_is_found() -> None:
    late = time.time() + 4
    mean = f"import os, time\nif time.time() > {late}:\n    os._exit(1)"
    die = f"time.sleep(max(0, {late} + .1 - time.time()))\nos._exit(1)"
    done = run("x = 1", mean, die, "x", limits=replace(SHORT, cell_seconds=10.0))
    assert statuses(done) == ["ok", "ok", "died", "ok"]
    assert text(done, 3) == "1"
    assert done.restarts == 2


@pytest.mark.parametrize("end", ["sys.stdout = sys.stderr = None", "sys.stdout = object()"])
def test_a_cell_without_stdout_costs_the_later_ones_nothing(end: str) -> None:
    done = run(
        f"import sys\n{end}", "def fine(x):\n    return x + 1", ask("fine", 1), "print('seen')"
    )
    assert statuses(done) == ["ok"] * 4
    assert values(done, 2) == [2]


def test_the_whole_submission_has_a_time_of_its_own() -> None:
    sleep = "import time; time.sleep(2)"
    begin = time.monotonic()
    done = run(sleep, sleep, sleep, "1", limits=replace(SHORT, total_seconds=4.5))
    assert statuses(done)[0] == "ok" and statuses(done)[-1] == "skipped"
    assert time.monotonic() - begin < 15


def test_memory_beyond_the_cap_is_an_error_in_the_cell() -> None:
    done = run("kept = []\nwhile True:\n    kept.append(bytes(50_000_000))", "kept = None", "1 + 1")
    assert statuses(done)[0] in {"error", "died"}
    assert statuses(done)[2] == "ok" and text(done, 2) == "2"


def test_memory_of_several_processes_counts_together() -> None:
    hog = (
        "import os, time\nfor i in range(8):\n    if os.fork() == 0:\n"
        "        kept = b'x' * 250_000_000\n        time.sleep(60)\n        os._exit(0)\ntime.sleep(20)"
    )
    done = run(hog, "1", limits=replace(SHORT, cell_seconds=15.0, memory_mb=1500))
    assert statuses(done) == ["died", "ok"]


def test_processes_are_limited() -> None:
    fork = (
        "import os, time\nmade = 0\ntry:\n    for i in range(60):\n        if os.fork() == 0:\n"
        "            time.sleep(30)\n            os._exit(0)\n        made += 1\n"
        "except BlockingIOError:\n    print('refused', made)"
    )
    done = run(fork, "1")
    assert statuses(done) == ["ok", "ok"]
    assert text(done).startswith("refused")
    assert 0 < int(text(done).split()[1]) < 40


def test_files_are_limited() -> None:
    done = run(
        "import os\ntry:\n    open('/tmp/big', 'wb').write(bytes(9_000_000))\n"
        "except OSError:\n    print('too large')",
        "n = 0\ntry:\n    for n in range(900):\n        open(f'{n}', 'wb').write(bytes(1_000_000))\n"
        "except OSError:\n    print('full')",
        limits=replace(SHORT, file_mb=8),
    )
    assert text(done, 0) == "too large"
    assert text(done, 1) == "full"
