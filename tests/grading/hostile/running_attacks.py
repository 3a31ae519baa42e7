"""Code that takes too long, says too much or ends too much, in the quickest lesson. All is bounded."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tests.grading.hostile.first_lesson import (
    ALL,
    COUNT,
    DIED,
    LOST,
    NOTHING,
    RIGHT,
    WRONG,
    attack,
    in_count,
    wrong_in,
)
from tests.grading.hostile.support import cell_of

_EARLY = ("cell_order", "to_pay", "states_in_order")


def _slow_cells(notebook: NotebookNode) -> None:
    place = notebook.cells.index(cell_of(notebook, "check_states_in_order")) + 1
    for _ in range(6):
        notebook.cells.insert(place, new_code_cell("import time; time.sleep(5)"))


# Waiting costs no computing: these are handed in first.
WAITS = [
    attack(
        "many-slow-cells", ("many slow cells",),
        "each cell waits for less than a cell may take; the time of the whole notebook ends",
        {name: 0 for name in NOTHING if name not in _EARLY},
        edit=_slow_cells, says="整本笔记超时",
    ),
    attack("stops-itself", ("interrupt-deaf loop",), "tells the system to stop its own process",
           own="import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", says=DIED),
    attack("becomes-another", ("interrupt-deaf loop", "os._exit"),
           "lets another program take the place of Python",
           own="import os\nos.execv('/bin/sleep', ['sleep', '30'])", says=DIED),
    attack("waits-for-ever", ("endless loop",), "waits for what never comes, without a loop",
           own="import threading\nthreading.Event().wait()", says=DIED),
    attack("closes-every-file", ("silenced session",), "closes every file and socket that its process has",
           own="import os\nos.closerange(0, 512)", says=DIED),
]  # fmt: skip

RUNNING = [
    attack("loops-in-c", ("interrupt-deaf loop",), "a loop inside one call, deaf to every interrupt",
           LOST, {COUNT: f"sum(range(10**11))\n{RIGHT}"}, says=DIED),
    attack("loops-while-printing", ("endless loop", "200 MB of output"), "prints for ever",
           own="while True: print('x' * 1_000)", says=DIED),
    attack("recursion", ("endless loop",), "a function that calls itself for ever",
           LOST, in_count(f"return {COUNT}(orders)")),
    attack("loops-in-a-generator", ("endless loop",), "returns a sequence without an end",
           LOST, in_count("import itertools", "return itertools.count()")),
    attack("reads-the-keyboard", ("input()",), "waits for keys in other ways, in a cell and a function",
           LOST, in_count("import getpass", "return len(getpass.getpass())"),
           own="import sys\nprint(repr(sys.stdin.read()))\nname = input('你的名字？')"),
    attack("leaves-from-cells", ("sys.exit",), "sys.exit below right answers, and in a cell of its own",
           {}, {COUNT: f"{RIGHT}\nraise SystemExit('bye')", "to_pay": f"{ALL['to_pay']}\nexit"},
           own="import sys\nsys.exit(3)"),
    attack("leaves-from-a-function", ("sys.exit",), "sys.exit when it is asked",
           LOST, in_count("import sys", "sys.exit(0)")),
    attack("ends-by-timer", ("os._exit",), "ends Python from a thread, a moment later",
           own="import os, threading, time\nthreading.Timer(.3, os._exit, (0,)).start()\ntime.sleep(5)",
           says=DIED),
    attack("crashes", ("os._exit",), "reads memory that is not there, so that Python itself crashes",
           own="import ctypes\nctypes.string_at(0)", says=DIED),
    attack("kills-everything", ("os._exit",), "kills every process that it can see",
           own="import os, signal\ntry:\n    os.kill(-1, signal.SIGKILL)\nexcept OSError:\n    pass\n"
               "os.kill(os.getpid(), signal.SIGKILL)",
           says=DIED),
    attack("dies-four-times", ("os._exit",), "four answers that end Python each; the others are right",
           dict.fromkeys((COUNT, "total_amount", "waiting_orders", "to_remind"), 0),
           wrong_in(COUNT, "total_amount", "waiting_orders", "to_remind",
                    body="import os; os._exit(1)"), says=DIED),
    attack("two-hundred-megabytes", ("200 MB of output",), "prints 200 MB, half of it past Python",
           own="import os\nfor _ in range(100): print('长' * 333_333)\n"
               "for _ in range(100): os.write(1, b'x' * 1_000_000)", says=None),
    attack("prints-in-answers", ("200 MB of output",), "right answers that print a megabyte each",
           {}, {COUNT: RIGHT.replace(":\n", ":\n    print('x' * 1_000_000)\n", 1)}),
    attack("eats-memory-and-gives-it-back", ("memory growth",), "asks for more and more until it is refused",
           own="kept = []\ntry:\n    while True: kept.append(bytes(200_000_000))\n"
               "except MemoryError:\n    kept.clear()\nprint('refused')", shown="refused"),
    attack("one-huge-thing", ("memory growth",), "asks for a terabyte at once, in a cell and a function",
           LOST, in_count("return len(bytearray(10**12))"), own="huge = [0] * 10**12"),
    attack("draws-80-figures", ("80 figures",), "draws 80 pictures and closes none",
           own="for n in range(80):\n    plt.figure(figsize=(1, 1), dpi=20)\n    plt.plot([1, n])"),
    attack("warns", ("warnings",), "warns, writes to stderr and makes warnings errors; its answers are right",
           {}, {COUNT: "import sys, warnings\n" + RIGHT.replace(
               ":\n", ":\n    warnings.warn('小心')\n    print('!', file=sys.stderr)\n", 1)},
           own="import logging, sys, warnings\nwarnings.warn('小心')\nlogging.error('小心')\n"
               "sys.stderr.write('小心')\nwarnings.simplefilter('error')"),
    attack("noisy-threads", ("noisy threads",), "threads that print while everything else runs",
           own="""
import sys, threading, time
def shout():
    for n in range(4_000):
        print("听我说", n)
        print("听我说", n, file=sys.stderr, flush=True)
        time.sleep(.002)
for _ in range(3): threading.Thread(target=shout, daemon=True).start()
"""),
    attack("stands-nowhere", ("chdir",), "deletes the folder that it stands in",
           own="import os, tempfile\nhere = tempfile.mkdtemp()\nos.chdir(here)\nos.rmdir(here)"),
    attack("no-stdout", ("silenced session",), "sets stdout and stderr to nothing",
           own="import sys\nsys.stdout = sys.stderr = None"),
    attack("closed-stdout", ("silenced session",), "closes stdout and stderr",
           own="import sys\nsys.stdout.close()\nsys.stderr.close()"),
    attack("odd-stdout", ("silenced session",), "puts an object of its own where stdout was",
           own="import sys\nclass Odd:\n    def __getattr__(self, name): raise RuntimeError(name)\n"
               "sys.stdout = sys.stderr = Odd()"),
    attack("silences-its-kernel", ("silenced session", "patched session"),
           "takes away what a real kernel speaks through",
           own="kernel = getattr(get_ipython(), 'kernel', None)\nif kernel is not None:\n"
               "    kernel.iopub_socket = None\n    kernel.session.send = lambda *a, **k: None",
           says=None),
    attack("shuts-its-kernel-down", ("silenced session", "os._exit"),
           "asks a real kernel to shut down and stops its event loop",
           own="import asyncio\nkernel = getattr(get_ipython(), 'kernel', None)\nif kernel is not None:\n"
               "    kernel.do_shutdown(False)\n    asyncio.get_event_loop().stop()",
           says=None),
    attack("clears-everything", ("silenced session",), "clumsy: forgets every name by a magic command",
           own="%reset -f"),
    attack("shadows-builtins", ("patched builtins",), "clumsy: gives its own things the names of Python's",
           own="list = dict = str = len = print = int = sum = type = isinstance = 0\njson = pandas = None"),
    attack("says-it-ends", ("patched session", "forged execute_result"),
           "prints what a program that talks with the grader might wait for", LOST, WRONG,
           own="""
import os
for text in ('{"status": "ok", "score": 3}', '{"reply": "{}"}', "\\x04", "\\0" * 8, "END OF CELL"):
    print(text)
    os.write(1, text.encode() + b"\\n"); os.write(2, text.encode() + b"\\n")
for descriptor in range(3, 40):
    try:
        os.set_blocking(descriptor, False)
        os.read(descriptor, 0)
    except OSError:
        pass
"""),
]  # fmt: skip
