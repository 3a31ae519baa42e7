"""What a learner's code must not reach: network, files, other processes, the replies of other cells."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import psutil
import pytest

from tests.grading.execution.support import run, statuses, text

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.usefixtures("each_executor")]
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
        "import os\nprint(max((int(p) for p in os.listdir('/proc') if p.isdigit()), default=0) < 60)",
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
        "rights = (ctypes.c_uint32 * 6)()\n"
        "print(libc.capget((ctypes.c_uint32 * 2)(0x20080522, 0), rights))\n"
        "effective, permitted = rights[0::3], rights[1::3]\n"
        "print(effective, permitted, libc.prctl(39, 0, 0, 0, 0))",  # and no new ones
    )
    assert text(done, 0) == "[]"
    assert statuses(done)[1] == "error"
    assert text(done, 2) == "-1 -1"
    assert text(done, 3) == "0\n[0, 0] [0, 0] 1"


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


def test_nothing_survives() -> None:
    before = {p.pid for p in psutil.process_iter()}
    done = run(
        "import os, subprocess, signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "for i in range(3):\n    subprocess.Popen(['sleep', '4711'], start_new_session=True)\n"
        "if os.fork() == 0:\n    os.setsid()\n    __import__('time').sleep(4711)",
    )
    assert statuses(done) == ["ok"]
    left = [
        p.info["cmdline"] or [] for p in psutil.process_iter(["cmdline"]) if p.pid not in before
    ]
    assert [line for line in left if "4711" in line] == []


def test_one_submission_leaves_nothing_to_the_next() -> None:
    first = run("x = 1", "open('here', 'w').write('')", "open('/tmp/there', 'w').write('')")
    second = run(
        "import os\nprint('x' in globals(), os.listdir('.'), os.path.exists('/tmp/there'))"
    )
    assert statuses(first) == ["ok"] * 3
    assert text(second) == "False [] False"
