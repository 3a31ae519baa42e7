"""A kernel's sockets and messages in a stranger's hands."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.grading.execution.support import SHORT, ask, run, statuses, text, values

pytestmark = pytest.mark.needs_bwrap
REPOSITORY = Path(__file__).resolve().parents[3]

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
def test_a_link_in_a_sockets_place_is_not_followed(disconnect: str, tmp_path: Path) -> None:
    limits = replace(SHORT, message_bytes=1_000_000)  # a larger one ends the connection
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(tmp_path / "other"))
        other.listen()
        done = run(
            "import glob, os, time\nfor s in glob.glob('/tmp/wb-*/k-*'):\n    os.remove(s)\n"
            f"    os.symlink({str(tmp_path / 'other')!r}, s)\n{disconnect}",
            limits=limits,
        )
        other.setblocking(False)
        with pytest.raises(BlockingIOError):
            other.accept()
    assert statuses(done) in (["died"], ["timeout"])


def test_a_cell_that_ends_the_kernel_after_it_ended_well_does_not_use_up_all_restarts() -> None:
    mean = (
        "import asyncio\nget_ipython().kernel.do_shutdown(False)\nasyncio.get_event_loop().stop()"
    )
    done = run("x = 1", mean, "2", "x", "x", limits=replace(SHORT, restarts=2))
    assert statuses(done) == ["ok", "ok", "died", "ok", "ok"]
    assert text(done, 4) == "1"
    assert done.restarts == 2


def test_its_folder_is_removed() -> None:
    done = run("import glob\nprint(*glob.glob('/tmp/wb-*'))")
    assert text(done).startswith("/tmp/wb-") and not Path(text(done)).exists()


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
