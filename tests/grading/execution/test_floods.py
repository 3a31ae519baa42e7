"""However much a cell says, only the allowed share is kept, and the next cell runs."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from tests.grading.execution.support import SHORT, ask, run, statuses, text, values

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.slow, pytest.mark.usefixtures("each_executor")]
ROOMY = replace(SHORT, cell_seconds=20.0)


def test_many_printed_lines_are_cut() -> None:
    begin = time.monotonic()
    done = run("for i in range(200_000):\n    print(i)", "1", limits=ROOMY)
    assert statuses(done) == ["ok", "ok"]
    assert text(done).startswith("0\n1\n2\n") and "输出太多" in text(done)
    assert len(text(done)) < SHORT.output_chars + 100
    assert time.monotonic() - begin < 15


def test_many_small_messages_are_cut() -> None:
    source = "import sys\nfor i in range(6_000):\n    print(i, file=(sys.stdout, sys.stderr)[i % 2], flush=True)"
    done = run(source, "1", limits=ROOMY)
    assert statuses(done) == ["ok", "ok"]
    assert len(done.cells[0].outputs) <= 200
    assert text(done, 1) == "1"


def test_many_pictures_and_made_up_errors_are_cut() -> None:
    source = (
        "from IPython.display import display\n"
        "for i in range(500):\n    display({'text/html': 'x' * 200_000}, raw=True)\n"
        "    display({'application/json': [1] * 1000}, raw=True)"
    )
    done = run(source, "1", limits=ROOMY)
    assert statuses(done) == ["ok", "ok"]
    kept = done.cells[0].outputs
    assert sum(len(o["data"].get("text/html", "")) for o in kept) <= 10_000_000
    assert all(isinstance(v, str) for o in kept for v in o["data"].values())


def test_a_long_value_is_cut_and_the_kernel_goes_on() -> None:
    done = run("print('x' * 20_000_000)", "y = 3", "y", limits=ROOMY)
    assert statuses(done) == ["ok", "ok", "ok"]
    assert len(text(done)) < SHORT.output_chars + 100
    assert done.restarts == 0


def test_a_message_beyond_the_cap_of_the_wire_costs_its_cell() -> None:
    show = "from IPython.display import HTML\nHTML('x' * 3_000_000)"
    done = run("x = 1", show, "x", limits=replace(ROOMY, message_bytes=1_000_000))
    assert statuses(done) == ["ok", "died", "ok"]
    assert text(done, 2) == "1"


def test_a_reply_beyond_the_cap_is_none() -> None:
    limits = replace(SHORT, reply_chars=10_000)
    done = run(
        "def long(x):\n    return ['x' * 1000] * x", ask("long", 3), ask("long", 50), limits=limits
    )
    assert len(values(done, 1)[0]["v"]) == 3
    assert not done.cells[2].reply
