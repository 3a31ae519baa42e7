"""Without a sandbox: what a cell breaks costs itself, nothing stays behind, and nothing of Linux is needed."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import psutil
import pytest

from grading.execution import unprotected
from grading.execution.api import Limits
from grading.execution.unprotected import run_unprotected, unprotected_executor
from tests.grading.execution import support
from tests.grading.execution.support import SHORT, ask, statuses, text, values

pytestmark = pytest.mark.slow
run = partial(support.run, executor=unprotected_executor())


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Temporary folders lie here, bubblewrap is out of sight, and what Windows lacks is missing."""
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("fork", "memfd_create", "geteuid", "chown", "O_NOFOLLOW"):
        monkeypatch.delattr(os, name)
    return folder


def processes_with(word: str) -> list[int]:
    """Processes with ``word`` in their command line."""
    return [
        p.pid
        for p in psutil.process_iter(["cmdline", "status"])
        if word in " ".join(p.info["cmdline"] or []) and p.info["status"] != psutil.STATUS_ZOMBIE
    ]


def test_answers_are_collected_and_files_come_back(temporary: Path) -> None:
    done = run(
        "import helpers.lab\nfrom pathlib import Path\nfrom helpers.lab import check, dataset",
        "Path('二.bin').write_bytes(Path('一.bin').read_bytes() * 2); check('x')",
        "def double(x):\n    return 2 * x",
        ask("double", 2, 21),
        data={"一.bin": b"\0\1"},
        wanted=("一.bin", "二.bin", "absent"),
    )
    assert statuses(done) == ["ok"] * 4
    assert values(done, 3) == [4, 42]
    assert done.files == {"一.bin": b"\0\1", "二.bin": b"\0\1\0\1"}
    assert list(temporary.iterdir()) == []


def test_the_grading_edition_is_used_and_no_secret_is_in_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEACHERS_SECRET", "TEACHERS_SECRET")
    done = run(
        "import os, helpers\nprint(sorted(k for k, v in os.environ.items() if 'SECRET' in k + v))",
        "import helpers.exercises",
        "print(os.path.realpath(os.environ['HOME']).startswith(os.path.dirname(os.getcwd())))",
    )
    assert text(done) == "[]"
    assert statuses(done)[1] == "error" and "helpers.exercises" in text(done, 1)
    assert text(done, 2) == "True"


def test_loops_and_exits_cost_their_cell_only() -> None:
    done = run(
        "x = 1",
        "print('before')\nwhile True:\n    x = 2",
        "sum(range(10**11))",
        "import os; os._exit(1)",
        "x = x + 1\nx",
        limits=replace(SHORT, cell_seconds=1.5),
    )
    assert statuses(done) == ["ok", "timeout", "timeout", "died", "ok"]
    assert text(done, 1).startswith("before")
    assert done.restarts == 2


def test_memory_is_watched_also_that_of_children() -> None:
    grow = "kept = []\nfor i in range(60):\n    kept.append(b'x' * 50_000_000)\n    time.sleep(.05)"
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'import time\\n' + {grow!r}])"
    done = run("import time", grow, child, "1 + 1", limits=replace(SHORT, cell_seconds=20.0))
    assert statuses(done) == ["ok", "died", "died", "ok"]
    assert text(done, 3) == "2"


def test_a_flood_of_output_is_cut() -> None:
    done = run(
        "for i in range(100_000):\n    print(i)", "1", limits=replace(SHORT, cell_seconds=20)
    )
    assert statuses(done) == ["ok", "ok"]
    assert "输出太多" in text(done) and len(text(done)) < SHORT.output_chars + 100


def test_too_many_files_and_processes_cost_the_cell() -> None:
    disk = "import time\nfor i in range(9):\n    open(f'{i}', 'wb').write(bytes(5_000_000))\ntime.sleep(5)"
    sleeper = "[sys.executable, '-c', 'import time; time.sleep(20) # many-of-a-test']"
    many = f"import subprocess, sys\nfor i in range(9):\n    subprocess.Popen({sleeper})\ntime.sleep(5)"
    done = run("import time", disk, many, "1", limits=replace(SHORT, file_mb=8, processes=6))
    assert statuses(done) == ["ok", "died", "died", "ok"]
    assert processes_with("many-of-a-test") == []


DAEMON = """
import subprocess, sys
stay = "import time; time.sleep(60)"
in_between = f'''
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {stay!r}, "left-by-a-test"], start_new_session=True, cwd="/")
'''
subprocess.run([sys.executable, "-c", in_between], start_new_session=True)
subprocess.Popen([sys.executable, "-c", stay, "left-by-a-test"], env={}, start_new_session=True)
"""


def test_processes_that_left_their_parent_are_ended_too(temporary: Path) -> None:
    done = run(DAEMON, "1")
    assert statuses(done) == ["ok", "ok"]
    assert processes_with("left-by-a-test") == []
    assert list(temporary.iterdir()) == []


def test_nothing_outlives_a_grader_that_was_killed(tmp_path: Path) -> None:
    """The kernel looks for its parent once a second."""
    script = (
        "from grading.execution.unprotected import UnprotectedKernel\n"
        "from grading.execution.api import Limits\nimport os\n"
        "kernel = UnprotectedKernel({}, Limits())\nprint('up', flush=True)\nos._exit(9)"
    )
    import subprocess

    root = Path(unprotected.__file__).parents[2]
    env = os.environ | {"PYTHONPATH": str(root), "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (9, b"up\n")
    end = time.monotonic() + 20
    while processes_with(str(tmp_path)) and time.monotonic() < end:
        time.sleep(0.2)
    assert processes_with(str(tmp_path)) == []


def test_commands_of_ours_run_and_end(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os\ndata = open('一.bin', 'rb').read()\nos.mkdir('done')\n"
        "open('done/二.bin', 'wb').write(data * 2)\nos.symlink('/etc/passwd', 'link')\n"
        "open('large', 'wb').write(bytes(1_100_000))"
    )
    wanted = ("done/二.bin", "absent", "link", "large")
    command = [sys.executable, "-c", code]
    found = run_unprotected(command, {"一.bin": b"\0\1"}, wanted, Limits(file_mb=1))
    assert found == {"done/二.bin": b"\0\1\0\1"}
    monkeypatch.setattr(unprotected, "COMMAND_SECONDS", 1.0)
    endless = [sys.executable, "-c", "open('a', 'w').write('1')\nwhile True: pass"]
    assert run_unprotected(endless, {}, ("a",), Limits(cell_seconds=1.0)) == {}
    assert list(temporary.iterdir()) == []
