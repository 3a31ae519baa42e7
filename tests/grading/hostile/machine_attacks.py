"""What a learner's code tries with the machine while it runs. Payloads are harmless and bounded."""

from __future__ import annotations

from tests.grading.hostile.code_attacks import COUNT, NO_COUNT, RIGHT_LINE, in_count
from tests.grading.hostile.support import FILE, Attack

# Tricks with the machine: what is read, written, reached, left behind.
OUTBREAKS = [
    Attack(
        "reads-paths", ("reading solutions", "reading classmates", "reading the gradebook", "environment", "/proc"),
        "reads solutions, the gradebook, classmates' work and secrets by relative and absolute paths",
        own="""
import glob, os
wanted = ["@REPOSITORY/helpers/exercises/catalog.py", "@REPOSITORY/notebooks", "@COURSE/source",
          "@COURSE/submitted", "@COURSE/gradebook.db", "@COURSE/.workbook/seed", "@SECRET",
          "/etc/shadow", "/proc/1/environ", "/proc/1/root/etc/shadow", "../../source", "@HOME/.ssh"]
wanted += glob.glob("../*/*.ipynb") + glob.glob("../../**/*.ipynb", recursive=True)
found = []
for path in wanted:
    try:
        text = str(os.listdir(path)) if os.path.isdir(path) else open(path, "rb").read(300)
        if path != "/proc/1/environ" or b"TEACHERS_SECRET" in text:
            found.append(path)
    except OSError:
        pass
for top, _, names in os.walk("/home"):
    found += [name for name in names if name.endswith((".ipynb", ".db"))]
for top, _, names in os.walk("/opt"):
    found += [name for name in names if name.endswith(".py") and "BEGIN SOLUTION" in
              open(os.path.join(top, name)).read()]
print("found:", found, "secret" if "TEACHERS_SECRET" in os.environ else "")
""",
        shown="found: []",
    ),
    Attack(
        "opens-sockets", ("loopback network",),
        "connects to a program of the teacher's on this computer",
        own="""
import socket
reached = []
for address in ("127.0.0.1", "::1", "localhost"):
    try:
        socket.create_connection((address, @PORT), timeout=2).sendall(b"hello")
        reached.append(address)
    except OSError:
        pass
print("reached:", reached)
""",
        shown="reached: []",
    ),
    Attack(
        "writes-everywhere", ("writing to home", "a pandas of one's own"),
        "writes into the course, the package, the system and over the lesson's own data",
        own="""
import os
done = []
for folder in ("@COURSE", "@HOME", "@REPOSITORY", "@REPOSITORY/helpers", "/", "/etc", "/usr/lib", "/opt/edition/helpers"):
    try:
        open(os.path.join(folder, "hacked-by-a-test.txt"), "w").write("x"); done.append(folder)
    except OSError:
        pass
for name in ("../../notes.ipynb", "03_old_customers.ipynb", "trades_2019_09.xlsx", "pandas.py", "json.py"):
    try:
        open(name, "w").write("raise SystemExit")
    except OSError:
        pass
print("written:", done)
""",
        shown="written: []",
    ),
    Attack(
        "leaves-things-running", ("surviving processes",),
        "starts threads and processes that outlive the cell",
        own="""
import os, subprocess, threading, time
threading.Thread(target=time.sleep, args=(47_120,)).start()
subprocess.Popen(["sleep", "47120"], start_new_session=True)
if os.fork() == 0:
    os.setsid(); time.sleep(47_120); os._exit(0)
""",
    ),
    Attack(
        "fills-the-screen", ("200 MB of output",),
        "prints 200,000 lines, in its cell and in a right answer",
        {},
        {COUNT: f"def {COUNT}(trades):\n    for n in range(200_000): print(n)\n{RIGHT_LINE}"},
        own="for n in range(200_000): print(n)",
    ),
    Attack(
        "moves-away", ("chdir",),
        "leaves the folder and deletes what lies there",
        {},
        own="import os, shutil\nhere = os.getcwd()\nos.chdir('/tmp')\nos.makedirs('elsewhere')\n"
        "os.chdir('elsewhere')\nos.rmdir('/tmp/elsewhere')\nos.chdir(here)",
        workbook=True,
    ),
    Attack(
        "link-as-workbook", ("symlinks",),
        "makes a link to a file of the system where the workbook is expected",
        {},
        {"old_customer_file": f"import os\nos.symlink('/etc/passwd', '{FILE}')"},
    ),
]  # fmt: skip

# Code that does not end, or ends everything.
DEATHS = [
    Attack(
        "loops-in-its-cell", ("endless loop",),
        "an answer's cell never ends; only that answer is lost",
        NO_COUNT,
        {COUNT: f"while True:\n    pass\ndef {COUNT}(trades):\n{RIGHT_LINE}"},
        says="运行超时",
    ),
    Attack(
        "loops-deaf", ("interrupt-deaf loop",),
        "a function switches the alarm off, catches what interrupts it, and goes on for ever",
        {"count_old": 0},
        {"count_old": """
import signal, time
def count_old(trades):
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        try:
            while True: time.sleep(.1)
        except BaseException:
            pass"""},
        says="运行超时",
    ),
    Attack(
        "loops-in-its-function", ("endless loop",),
        "a function never returns; only its question is lost",
        {"count_old": 0},
        {"count_old": "import time\ndef count_old(trades):\n    while True: time.sleep(1)"},
    ),
    Attack(
        "exits-in-its-cell", ("os._exit",),
        "os._exit in an answer's cell",
        NO_COUNT,
        {COUNT: f"import os\nos._exit(0)\ndef {COUNT}(trades):\n{RIGHT_LINE}"},
        says="中断",
    ),
    Attack(
        "exits-in-its-function", ("os._exit",),
        "os._exit and a signal to itself when the questions are asked",
        {COUNT: 0, "count_old": 0},
        {
            **in_count("import os", "os._exit(0)"),
            "count_old": "import os, signal\ndef count_old(trades):\n    os.kill(os.getpid(), signal.SIGKILL)",
        },
        says="中断",
    ),
    Attack(
        "leaves-politely", ("sys.exit",),
        "sys.exit, exit() and quit() in cells and in a function",
        {"count_old": 0},
        {
            COUNT: f"import sys\ndef {COUNT}(trades):\n{RIGHT_LINE}\nsys.exit(0)",
            "pick_old": 'def pick_old(summary):\n    return summary[(summary["实际成交次数"] >= 2)'
            ' & (summary["成交金额"] > 40)]\nexit()',
            "count_old": "def count_old(trades):\n    raise SystemExit(0)",
        },
        own="quit",
    ),
    Attack(
        "asks-for-input", ("input()",),
        "waits for somebody at the keyboard",
        NO_COUNT,
        {COUNT: f"number = int(input('几笔？'))\ndef {COUNT}(trades):\n    return number"},
    ),
    Attack(
        "uses-up-memory", ("memory growth",),
        "asks for more memory than there is",
        NO_COUNT,
        in_count("kept = []", "while True: kept.append(bytes(200_000_000))"),
    ),
]  # fmt: skip
