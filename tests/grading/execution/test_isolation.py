"""What a learner's code must not reach: network, files, other processes, the replies of other cells."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from grading.execution import kernel
from tests.grading.execution.support import ask, run, statuses, text, values

pytestmark = pytest.mark.needs_bwrap
REPOSITORY = Path(__file__).resolve().parents[3]


def test_there_is_no_network_not_even_to_this_computer() -> None:
    abstract = f"\0workbook-{os.getpid()}"
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.socket(socket.AF_UNIX) as local:
        local.bind(abstract)
        local.listen()
        port = listener.getsockname()[1]
        done = run(
            f"import socket\nsocket.create_connection(('127.0.0.1', {port}), timeout=1)",
            f"socket.socket(socket.AF_UNIX).connect({abstract!r})",
            "socket.create_connection(('192.0.2.1', 80), timeout=1)",
            "print(sorted(name for _, name in socket.if_nameindex()))",
        )
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert statuses(done) == ["error", "error", "error", "ok"]
    assert text(done, 3) == "['lo']"


def test_files_of_this_computer_cannot_be_read(tmp_path: Path) -> None:
    secret = tmp_path / "gradebook.db"
    secret.write_text("marks")
    home = Path.home()
    places = [secret, REPOSITORY / "helpers", REPOSITORY / "grading", REPOSITORY / "datasets",
              Path(__file__), Path("/etc/group"), Path("/etc/shadow"), Path("/etc/hostname"),
              Path("/var"), Path("/run"), Path("/sys"), home / ".bashrc"]  # fmt: skip
    done = run(
        f"import os\nprint([p for p in {[str(p) for p in places]!r} if os.path.exists(p)])",
        # folders above the interpreter may be there, but no file beside it
        f"print([p.name for p in __import__('pathlib').Path({str(home)!r}).glob('*') if p.is_file()])",
        "print(os.listdir('/home'), open('/etc/passwd').read().count('\\n'))",
    )
    assert statuses(done) == ["ok"] * 3
    assert text(done, 0) == "[]"
    assert text(done, 1) == "[]"
    assert "student" in text(done, 2) and text(done, 2).endswith(" 1")


def test_processes_and_environments_outside_are_out_of_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBOOK_TEST_SECRET", "tiger")
    done = run(
        "import os\nprint(sorted(int(p) for p in os.listdir('/proc') if p.isdigit())[-1] < 60)",
        "seen = b''\nfor p in os.listdir('/proc'):\n    for f in ('environ', 'cmdline'):\n        try:\n"
        "            seen += open(f'/proc/{p}/{f}', 'rb').read()\n        except OSError:\n            pass\n"
        "print(b'tiger' in seen, b'pytest' in seen)",
        f"os.kill({os.getpid()}, 9)",
        "try:\n    os.kill(1, 9)\nexcept OSError:\n    pass\nprint('still here', os.getuid() != 0, os.getsid(0) != 0)",
    )
    assert statuses(done) == ["ok", "ok", "error", "ok"]
    assert [text(done, i) for i in (0, 1, 3)] == ["True", "False False", "still here True True"]


def test_nothing_but_its_own_folders_can_be_written_to() -> None:
    done = run(
        "import os, sys\nmade = []\n"
        "for p in ('/', '/usr', '/etc', '/opt/edition/helpers', '/home', '/proc/sys', sys.prefix):\n"
        "    try:\n        open(p + '/wb-test', 'w')\n        made.append(p)\n    except OSError:\n        pass\n"
        "print(made)",
        "os.setuid(0)",
        "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "print(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None), libc.umount2(b'/proc', 2))",
        "print(open('/proc/self/status').read())",
    )
    assert text(done, 0) == "[]"
    assert statuses(done)[1] == "error"
    assert text(done, 2) == "-1 -1"
    assert "CapEff:\t0000000000000000" in text(done, 3) and "NoNewPrivs:\t1" in text(done, 3)


def test_system_calls_that_lead_out_of_the_limits_are_refused() -> None:
    done = run(
        "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
        "def refused(result):\n    return result == -1 and os.strerror(ctypes.get_errno())\n"
        "new_user = 0x10000000\nprint(refused(libc.unshare(new_user)))",
        "try:\n    os.memfd_create('more')\nexcept OSError as error:\n    print(error.strerror)",
        "print(refused(libc.ptrace(0, 0, 0, 0)))",
        # what lessons do need
        "import subprocess, threading, multiprocessing.pool\n"
        "threading.Thread(target=print, args=('thread',)).start()\n"
        "print(subprocess.run(['echo', 'program'], capture_output=True, text=True).stdout)\n"
        "print(multiprocessing.get_context('fork').Pool(2).map(abs, [-1, -2]))",
    )
    assert [text(done, i) for i in range(3)] == ["Operation not permitted"] * 3
    assert statuses(done) == ["ok"] * 4
    assert all(word in text(done, 3) for word in ("thread", "program", "[1, 2]"))


def test_no_answers_can_be_imported() -> None:
    modules = ("exercises", "analysis", "shop", "checking.verdict", "checking.compare",
               "checking.attempt", "lab.checks", "lab.card")  # fmt: skip
    done = run(
        "found = []\nimport importlib, pkgutil, helpers\n"
        f"for name in {modules!r}:\n    try:\n        importlib.import_module('helpers.' + name)\n"
        "        found.append(name)\n    except ImportError:\n        pass\n"
        "print(found, importlib.util.find_spec('grading'))",
        "import re\ntexts = ''.join(open(p).read() for p in __import__('glob')"
        ".glob('/opt/edition/**/*.py', recursive=True))\n"
        "print(len(texts) > 5000, [w for w in ('helpers.exercises', 'helpers.analysis') if w in texts])",
    )
    assert text(done, 0) == "[] None"
    assert text(done, 1) == "True []"


def test_links_and_odd_files_are_not_handed_out() -> None:
    done = run(
        "import os\nos.symlink('/usr/bin/env', 'link.xlsx')\nos.mkdir('folder.xlsx')\n"
        "os.mkfifo('pipe.xlsx')\nopen('big.xlsx', 'wb').write(bytes(4_000_000))\n"
        "open('good.xlsx', 'w').write('1')",
        wanted=("link.xlsx", "folder.xlsx", "pipe.xlsx", "big.xlsx", "good.xlsx"),
    )
    assert statuses(done) == ["ok"]
    assert done.files == {"good.xlsx": b"1"}


FORGE = """
import json, threading, time
from IPython.core.getipython import get_ipython
kernel = get_ipython().kernel
MIME = 'application/vnd.workbook.reply+json'

def publish(parent, text):
    content = {'data': {MIME: text}, 'metadata': {}, 'transient': {}}
    kernel.session.send(kernel.iopub_socket, 'display_data', content, parent=parent)
"""


def test_a_reply_cannot_be_given_before_its_question_or_from_another_cell() -> None:
    done = run(
        FORGE,
        "head = dict(kernel.get_parent('shell')['header'])\nbase, n = head['msg_id'].rsplit('_', 1)\n"
        "def f(x):\n    return x",
        # a thread goes on with this cell's number, and with the coming ones, if they were counted up
        "def later():\n    for _ in range(60):\n        for i in range(12):\n"
        "            publish(dict(header=dict(head, msg_id=f'{base}_{int(n) + i}')), 'forged')\n"
        "        time.sleep(.03)\nthreading.Thread(target=later).start()",
        "time.sleep(.5)",
        ask("f", 41),
        ask("f", 42),
    )
    assert statuses(done) == ["ok"] * 6
    assert [done.cells[i].reply for i in range(4)] == [None] * 4
    assert values(done, 4) == [41] and values(done, 5) == [42]


def test_malformed_messages_are_left_out() -> None:
    done = run(
        FORGE,
        "parent = kernel.get_parent('shell')\n"
        "for kind in ('status', 'stream', 'display_data', 'error', 'clear_output'):\n"
        "    for content in ([], None, 'x', 3, {'data': 3}, {'data': {MIME: {}}}, {'name': [], 'text': {}},\n"
        "                    {'traceback': 5}, {'execution_state': {}}):\n"
        "        text = json.dumps(content).encode()\n"
        "        kernel.session.send(kernel.iopub_socket, kind, text, parent=parent)\n"
        "for frames in ([b''], [b'x'] * 3, [b'<IDS|MSG>', b'', b'{', b'{', b'{', b'{'],\n"
        "               [b'<IDS|MSG>', b'0' * 64, b'[]', b'[]', b'[]', b'[]']):\n"
        "    kernel.iopub_socket.send_multipart(frames)\n"
        "nested = b'[' * 100_000\n"
        "sign = kernel.session.sign([nested, b'{}', b'{}', b'{}'])\n"
        "kernel.iopub_socket.send_multipart([b'<IDS|MSG>', sign, nested, b'{}', b'{}', b'{}'])\n"
        "print('said')",
        "def f(x):\n    return x",
        ask("f", 1),
    )
    assert statuses(done) == ["ok"] * 4
    assert text(done, 1).endswith("said")
    assert values(done, 3) == [1]


@pytest.mark.slow
def test_the_folder_with_the_sockets_cannot_be_used_for_anything_else() -> None:
    find = "import glob, os, time\nshared, = glob.glob('/tmp/wb-*')\n"
    done = run(
        find + "open(shared + '/big', 'wb').write(bytes(1_000_000))\ntime.sleep(2)",
        find + "os.makedirs(shared + '/a/b')\nos.chmod(shared + '/a', 0)\ntime.sleep(2)",
        "1 + 1",
    )
    assert statuses(done) == ["died", "died", "ok"]
    assert text(done, 2) == "2"


@pytest.mark.slow
@pytest.mark.parametrize(
    "disconnect",
    ["print('x' * 3_000_000)", "os.closerange(3, 200)\ntime.sleep(1)"],
    ids=["message too large", "closed"],
)
def test_a_link_in_a_sockets_place_is_not_followed(
    disconnect: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "MAX_MESSAGE", 1_000_000)  # a larger one ends the connection
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "other"))
        other.listen()
        done = run(
            "import glob, os, time\nfor s in glob.glob('/tmp/wb-*/k-*'):\n    os.remove(s)\n"
            f"    os.symlink({str(tmp_path / 'other')!r}, s)\n{disconnect}",
        )
        other.setblocking(False)
        with pytest.raises(BlockingIOError):
            other.accept()
    assert statuses(done) in (["died"], ["timeout"])


def test_nothing_survives() -> None:
    before = {p.pid for p in psutil.process_iter()}
    done = run(
        "import os, subprocess, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "for i in range(3):\n    subprocess.Popen(['sleep', '4711'], start_new_session=True)\n"
        "if os.fork() == 0:\n    os.setsid()\n    __import__('time').sleep(4711)",
        "import glob\nprint(*glob.glob('/tmp/wb-*'))",
    )
    assert statuses(done) == ["ok", "ok"]
    left = [
        p.info["cmdline"] or [] for p in psutil.process_iter(["cmdline"]) if p.pid not in before
    ]
    assert [line for line in left if {"4711", text(done, 1) + "/c.json"} & set(line)] == []
    assert text(done, 1).startswith("/tmp/wb-") and not Path(text(done, 1)).exists()


@pytest.mark.slow
def test_nothing_outlives_a_grader_that_is_killed() -> None:
    grader = subprocess.Popen(
        [sys.executable, "-c", "from tests.grading.execution.support import run\n"
         "run('import time; time.sleep(60)')"], cwd=REPOSITORY,
    )  # fmt: skip
    family: list[psutil.Process] = []
    end = time.monotonic() + 30
    while not any("ipykernel_launcher" in p.name() + str(p.cmdline()) for p in family):
        assert time.monotonic() < end
        time.sleep(0.2)
        family = psutil.Process(grader.pid).children(recursive=True)
    shared = {Path(word).parent for p in family for word in p.cmdline() if word.endswith("/c.json")}
    grader.kill()
    grader.wait()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []
    for folder in shared:  # sockets without anybody behind them
        shutil.rmtree(folder)


def test_one_submission_leaves_nothing_to_the_next() -> None:
    first = run("x = 1", "open('here', 'w').write('')", "open('/tmp/there', 'w').write('')")
    second = run(
        "import os\nprint('x' in globals(), os.listdir('.'), os.path.exists('/tmp/there'))"
    )
    assert statuses(first) == ["ok"] * 3
    assert text(second) == "False [] False"
