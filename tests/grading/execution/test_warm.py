"""The warm parent: children that know nothing of each other, and speak as a kernel would."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import psutil
import pytest

from grading.execution import choice
from grading.execution.api import CodeCell, Limits, Stage
from grading.execution.choice import executor, fast_available
from grading.execution.executor import KernelExecutor
from grading.execution.kernel import SandboxKernel
from grading.execution.warm import WarmKernel, WarmParent
from grading.release import DATASETS
from helpers.errors import WorkbookError
from helpers.exercises import catalog
from tests.grading.execution import support
from tests.grading.execution.support import SHORT, ask, run, statuses, text, values

pytestmark = pytest.mark.needs_bwrap
REPOSITORY = Path(__file__).resolve().parents[3]
LESSONS = [lesson.id for lesson in catalog.lessons()]


@pytest.fixture(autouse=True)
def _warm() -> Iterator[None]:
    support.in_use.append(support.STARTS["warm"])
    yield
    support.in_use.pop()


@pytest.fixture(scope="module")
def parent() -> Iterator[WarmParent]:
    started = WarmParent()
    yield started
    started.close()


def say(kernel: WarmKernel, code: str) -> str:
    heard: list[dict[str, object]] = []
    kernel.execute(code, 10.0, heard.append)
    return "".join(str(m["content"]["text"]) for m in heard if m["msg_type"] == "stream")  # type: ignore[index]


@pytest.mark.slow
@pytest.mark.parametrize("lesson_id", LESSONS)
def test_the_teachers_notebook_gives_the_same_outputs_in_both_ways(lesson_id: str) -> None:
    path = REPOSITORY / "notebooks" / lesson_id / f"{lesson_id}.ipynb"
    notebook = nbformat.read(path, 4)
    cells = [CodeCell(i, c.source) for i, c in enumerate(notebook.cells) if c.cell_type == "code"]
    data = {name: (DATASETS / name).read_bytes() for name in catalog.lesson(lesson_id).datasets}
    outputs = []
    for start in support.STARTS.values():
        done = KernelExecutor(start).run(cells, Stage(data), Limits())
        assert {cell.status for cell in done.cells.values()} <= {"ok", "error"}
        outputs.append({i: (cell.status, cell.outputs) for i, cell in done.cells.items()})
    assert outputs[0] == outputs[1]


def test_outputs_of_all_kinds_are_those_of_a_kernel() -> None:
    sources = [
        "print('a'); import sys; print('b', file=sys.stderr); 1 + 1",
        "raise ValueError('x')",
        "def f(:",
        "import warnings; warnings.warn('old')",
        "import os; os.system('echo program'); import time; time.sleep(.3)",
        "!echo shell",
        "import pandas as pd; pd.DataFrame({'a': [1]})",
        "from IPython.display import Markdown, clear_output; display(Markdown('*x*'))",
        "print('gone'); clear_output(); print('there')",
        "len?",
        "await __import__('asyncio').sleep(0)",
        "print(In[-2], _i, len(Out))",
    ]
    cells = [CodeCell(i, source) for i, source in enumerate(sources)]
    both = [KernelExecutor(start).run(cells, Stage({}), SHORT) for start in support.STARTS.values()]
    for one, other in zip(both[0].cells.values(), both[1].cells.values(), strict=True):
        assert (one.status, _told(one.outputs)) == (other.status, _told(other.outputs))


def _told(outputs: list[dict[str, object]]) -> str:
    """Outputs as text, without what differs between any two processes."""
    import re

    return re.sub(r"ipykernel_\d+", "", repr(outputs))


def test_brothers_do_not_see_each_other(parent: WarmParent) -> None:
    one, two = (WarmKernel(parent, {"mine.csv": b"1"}, SHORT) for _ in range(2))
    try:
        say(one, "x = 7\nimport subprocess, socket\nsubprocess.Popen(['sleep', '60'])")
        for folder in ("/tmp", "/dev/shm", "/home/student", "."):
            say(one, f"open('{folder}/left', 'w').write('secret')")
        say(one, "s = socket.socket(socket.AF_UNIX); s.bind('\\0left'); s.listen()")
        assert say(one, "import os; print(os.listdir('.'))").startswith("['")
        seen = say(
            two,
            "import os\nprint('x' in globals(), os.listdir('.'), os.listdir('/proc'))\n"
            "print([f for f in ('/tmp', '/dev/shm', '/home/student') if os.path.exists(f + '/left')])",
        )
        assert seen == "False ['mine.csv'] []\n[]\n"
        said = say(two, "import socket\ntry:\n    socket.socket(socket.AF_UNIX).connect('\\0left')\n"
                        "except OSError as error:\n    print('refused')")  # fmt: skip
        assert said == "refused\n"
        assert say(two, "try:\n    os.kill(-1, 9)\nexcept OSError as e:\n    print(e.errno)") in (
            "", "3\n", "1\n")  # fmt: skip
        assert say(one, "print(x)") == "7\n"  # and the brother lives
    finally:
        one.close()
        two.close()


def test_a_child_holds_no_end_of_the_parents_or_a_brothers_socket(parent: WarmParent) -> None:
    one, two = WarmKernel(parent, {}, SHORT), WarmKernel(parent, {}, SHORT)
    try:
        sockets = (
            "import os, stat\nopened = []\nfor fd in range(256):\n    try:\n"
            "        opened += [fd] if stat.S_ISSOCK(os.fstat(fd).st_mode) else []\n"
            "    except OSError:\n        pass\nprint(len(opened))"
        )
        assert say(two, sockets) == "1\n"
    finally:
        one.close()
        two.close()


def test_the_parent_learns_nothing_from_its_children(parent: WarmParent) -> None:
    one = WarmKernel(parent, {}, SHORT)
    say(one, "import builtins, pandas as pd\nbuiltins.len = lambda x: 42\npd.read_csv = None")
    one.close()
    two = WarmKernel(parent, {}, SHORT)
    try:
        assert say(two, "import pandas as pd\nprint(len('ab'), pd.read_csv is None)") == "2 False\n"
    finally:
        two.close()


def test_each_child_draws_other_random_numbers(parent: WarmParent) -> None:
    drawn = set()
    for _ in range(3):
        kernel = WarmKernel(parent, {}, SHORT)
        drawn.add(say(kernel, "import random, numpy\nprint(random.random(), numpy.random.rand())"))
        kernel.close()
    assert len(drawn) == 3


def test_a_parent_that_was_killed_is_started_again() -> None:
    assert values(run("def f(x):\n    return x", ask("f", 1)), 1) == [1]
    own = psutil.Process().children(recursive=True)
    parents = [p for p in own if p.name() == "bwrap" and "inside.parent" in " ".join(p.cmdline())]
    assert parents
    for process in parents:
        process.kill()
    psutil.wait_procs(parents, timeout=10)
    assert values(run("def f(x):\n    return x", ask("f", 2)), 1) == [2]


FORGE = """
import json, threading, time
out = get_ipython().displayhook.session.out
MIME = 'application/vnd.workbook.reply+json'
def publish(request, text):
    out.request = request
    out.send('display_data', {'data': {MIME: text}, 'metadata': {}})
def f(x):
    return x
"""


def test_a_reply_cannot_be_given_before_its_question_or_from_another_cell() -> None:
    done = run(
        FORGE,
        "old = out.request\n"
        "def later():\n    for _ in range(60):\n        now = out.request\n"
        "        publish(old, 'forged')\n        out.request = now\n        time.sleep(.03)\n"
        "threading.Thread(target=later).start()",
        "time.sleep(.5)",
        ask("f", 41),
        ask("f", 42),
    )
    assert statuses(done) == ["ok"] * 5
    assert [done.cells[i].reply for i in range(3)] == [None] * 3
    assert values(done, 3) == [41] and values(done, 4) == [42]


@pytest.mark.parametrize(
    "bytes_",
    ["b'x' * 5000", "b'\\xff\\xff\\xff\\xff'", "b'\\0\\0\\0\\3[1]'", "b'\\0\\0\\0\\5{\"a\"'",
     "b'\\0\\0\\x30\\x39' + b'[' * 12345"],
    ids=["noise", "huge", "a list", "cut", "deep"],
)  # fmt: skip
def test_what_is_no_message_costs_its_cell(bytes_: str) -> None:
    noise = (
        "import os, stat, time\nfor fd in range(256):\n    try:\n"
        "        if stat.S_ISSOCK(os.fstat(fd).st_mode):\n"
        f"            os.write(fd, {bytes_})\n    except OSError:\n        pass\ntime.sleep(1)"
    )
    done = run("x = 1", noise, "x", limits=replace(SHORT, cell_seconds=2.0))
    assert statuses(done)[0] == "ok" and statuses(done)[2] == "ok"
    assert statuses(done)[1] in {"died", "timeout"}
    assert text(done, 2) == "1"


def test_lost_streams_do_not_lose_answers() -> None:
    done = run(
        "import sys\nsys.stdout = sys.stderr = None\ndef f(x):\n    return x",
        ask("f", 1),
        "import os\nos.close(1); os.close(2)",
        ask("f", 2),
    )
    assert values(done, 1) == [1] and values(done, 3) == [2]


@pytest.mark.slow
def test_nothing_outlives_a_grader_that_is_killed() -> None:
    grader = subprocess.Popen(
        [sys.executable, "-c", "from tests.grading.execution import support\n"
         "support.in_use.append(support.STARTS['warm'])\n"
         "support.run('print(1)'); print('up', flush=True)\n"
         "support.run('import time; time.sleep(60)')"],
        cwd=REPOSITORY, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert grader.stdout is not None and grader.stdout.readline() == b"up\n"
    time.sleep(1.0)
    family = psutil.Process(grader.pid).children(recursive=True)
    assert len(family) >= 3
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    grader.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


def test_the_fast_way_is_taken_where_it_holds() -> None:
    assert fast_available()[0]
    assert "快速" in fast_available()[1]


@pytest.fixture
def fresh_choice() -> Iterator[None]:
    fast_available.cache_clear()
    yield
    fast_available.cache_clear()


@pytest.mark.slow
@pytest.mark.usefixtures("fresh_choice")
@pytest.mark.parametrize(
    ("module", "line", "instead", "word"),
    [
        ("jail.py", "    _mount(\"tmpfs\", \"/proc\"", "    0 and _mount(\"tmpfs\", \"/proc\"", "processes"),
        ("jail.py", "        _mount(\"tmpfs\", folder", "        folder == \"/tmp\" or _mount(\"tmpfs\", folder", "/tmp"),
        ("jail.py", "0x40000000 |", "0 |", "brother"),
        ("jail.py", "    for name, value in settings", "    for name, value in () and settings", "limits"),
    ],
    ids=["processes", "files", "network", "limits"],
)  # fmt: skip
def test_a_leak_between_brothers_is_noticed(
    module: str, line: str, instead: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grading.execution import bubble, edition

    files = dict(edition.inside_files())
    source = files[module].decode()
    assert line in source
    files[module] = source.replace(line, instead).encode()
    monkeypatch.setattr(bubble, "inside_files", lambda: files)
    monkeypatch.setattr(choice, "_warm", type(choice._warm)())
    works, says = fast_available()
    assert not works and word in says
    assert executor()._start is SandboxKernel  # type: ignore[attr-defined]


@pytest.mark.usefixtures("fresh_choice")
def test_without_bubblewrap_nothing_is_run_even_if_a_parent_is_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert executor() is not None
    assert shutil.which("bwrap")
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    with pytest.raises(WorkbookError, match="bubblewrap"):
        executor()
