"""What code tries with the teacher's computer, in the quickest lesson. Payloads are harmless and bounded."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell

from tests.grading.hostile.first_lesson import COUNT, DIED, LOST, RIGHT, WRITTEN, WRONG, attack
from tests.grading.hostile.support import cell_of

# Whatever runs in a browser when it is shown, in further ways than file_attacks.MARKUP has.
LIVELY = (
    '<meta http-equiv="refresh" content="0;url=https://example.org"><base href="https://example.org">'
    '<style>@import "https://example.org/x.css"</style><form action="https://example.org"><input></form>'
    '<a href="java&#10;script:alert(2)">看</a><details open ontoggle="alert(2)">'
    "<math><mtext><img src=x onerror=alert(2)></mtext></math><object data='data:text/html,<script>'>"
    "[看](<java\tscript:alert(2)>) ![图](https://example.org/1.png)\n[甲]: javascript:alert(2)\n[甲]"
)


def _lively(notebook: NotebookNode) -> None:
    notebook.cells.insert(1, new_markdown_cell(LIVELY))
    cell_of(notebook, WRITTEN).source = f"石头您好 {LIVELY}"
    notebook.metadata["title"] = LIVELY


def _tries(paths: str, action: str) -> str:
    """A cell that does ``action`` with each of ``paths`` and prints those for which it worked."""
    return (
        f"import os, socket, sqlite3, subprocess\ndone = []\nfor path in {paths}:\n    try:\n"
        f"        {action}\n        done.append(path)\n"
        "    except (OSError, ValueError, sqlite3.Error):\n        pass\nprint('done:', done)"
    )


_NOTHING_DONE = "done: []"

PRISON = [
    attack("locks-the-gradebook", ("locking the gradebook",), "opens the gradebook and keeps it locked",
           own=_tries('["@COURSE/gradebook.db", "../../gradebook.db", "../../../gradebook.db"]',
                      "sqlite3.connect(f'file:{path}?mode=rw', uri=True).execute('BEGIN EXCLUSIVE')"),
           shown=_NOTHING_DONE),
    attack("writes-the-gradebook", ("writing the gradebook",), "writes over the gradebook and kept marks",
           own=_tries('["@COURSE/gradebook.db", "@COURSE/.workbook/judged", "../../gradebook.db",'
                      ' "@COURSE/nbgrader_config.py"]', "open(path, 'r+b').write(b'hacked')"),
           shown=_NOTHING_DONE),
    attack("writes-home", ("writing to home", "startup files"),
           "writes into the teacher's home, where programs look when they start",
           own=_tries('["@HOME", "@HOME/.ipython/profile_default/startup", "@HOME/.config", "@HOME/.jupyter"]',
                      "open(os.path.join(path, 'hacked-by-a-test.txt'), 'w').write('x')"),
           shown=_NOTHING_DONE),
    attack("startup-files", ("startup files",), "writes what Python and IPython read at their start, then restarts",
           {COUNT: 0}, {COUNT: f"import os\nos._exit(0)\n{RIGHT}",
                        "total_amount": "import builtins\ndef total_amount(orders):\n"
                        "    return -1 if hasattr(builtins, 'hacked') else orders['订单金额'].sum()"},
           own="""
import os, site
text = "import builtins; builtins.hacked = True"
for path in ("~/.ipython/profile_default/startup/00-mine.py", "~/.ipython/profile_default/ipython_config.py",
             site.getusersitepackages() + "/usercustomize.py", "~/.pythonrc", "~/lesson/sitecustomize.py",
             "/opt/edition/sitecustomize.py", "~/.jupyter/jupyter_config.py", "~/.matplotlib/matplotlibrc"):
    path = os.path.expanduser(path)
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w").write(text)
    except OSError:
        pass
""", says=DIED),
    attack("unix-sockets", ("unix sockets",), "speaks to programs of the teacher's through sockets that are files",
           own=_tries('["@SOCKET", "\\0@ABSTRACT", "/run/docker.sock", "/run/dbus/system_bus_socket",'
                      ' "/tmp/.X11-unix/X0"]', "socket.socket(socket.AF_UNIX).connect(path)"),
           shown=_NOTHING_DONE),
    attack("datagrams", ("loopback network",), "sends without connecting, and looks for network cards",
           own=_tries('[("127.0.0.1", @PORT), ("8.8.8.8", 53), ("255.255.255.255", 9)]',
                      "socket.create_connection(path, timeout=1)")
           + "\nprint([name for _, name in socket.if_nameindex() if name != 'lo'])",
           shown=f"{_NOTHING_DONE}\n[]"),
    attack("survives-its-death", ("surviving processes",), "starts programs that leave their group, then ends Python",
           own="""
import os, subprocess, sys
for prefix in ([], ["setsid"], ["nohup"]):
    subprocess.Popen([*prefix, "sleep", "47120"], start_new_session=True, stdout=subprocess.DEVNULL,
                     stderr=subprocess.DEVNULL)
os._exit(0)
""", says=DIED),
    attack("fork-bomb", ("fork bomb",), "starts more processes than it may, 300 at most, that wait",
           own="""
import os, time
made = 0
try:
    for made in range(300):
        if os.fork() == 0:
            time.sleep(20); os._exit(0)
except OSError:
    pass
print("stopped early:", made < 290)
""", shown="stopped early: True"),
    attack("thread-bomb", ("fork bomb",), "starts more threads than it may, 300 at most, that wait",
           own="""
import threading, time
made = 0
try:
    for made in range(300): threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
except RuntimeError:
    pass
print("stopped early:", made < 290)
""", shown="stopped early: True"),
    attack("file-bomb", ("file bomb",), "writes 2,000 files and then as much as fits, 400 MB at most",
           own="""
import os
os.makedirs("/tmp/many", exist_ok=True)
total = 0
try:
    for n in range(2_000): open(f"/tmp/many/{n}", "w").close()
    for n in range(400): total += open(f"many-{n}", "wb").write(bytes(1_000_000))
except OSError:
    pass
print("stopped early:", total < 390_000_000)
""", shown="stopped early: True"),
    attack("big-file", ("file bomb",), "writes one file of 200 MB, and one that only says it is large",
           own="""
import os
written = 0
try:
    with open("/tmp/big", "wb", buffering=0) as file:
        for _ in range(200): written += file.write(bytes(1_000_000))
except OSError:
    pass
try:
    os.truncate("/tmp/big", 10**11)
    written = 10**11
except OSError:
    pass
print("stopped early:", written < 190_000_000)
""", shown="stopped early: True"),
    attack("environments", ("environment", "/proc"), "reads the surroundings of every process for secrets",
           own="""
import glob, os
found = [name for name, value in os.environ.items() if "TEACHERS_SECRET" in name + value]
for kind in ("environ", "cmdline", "maps", "mountinfo"):
    for path in glob.glob(f"/proc/[0-9]*/{kind}"):
        try:
            text = open(path, "rb").read()
        except OSError:
            continue
        if b"TEACHERS_SECRET" in text or (kind != "mountinfo" and b"gradebook" in text): found.append(path)
print("found:", found)
""", shown="found: []"),
    attack("proc-and-devices", ("/proc",), "writes to the kernel's settings, opens memory and disks",
           own=_tries('["/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/1/mem", "/dev/mem",'
                      ' "/dev/kmsg", "/dev/sda", "/dev/vda", "/sys/kernel/uevent_helper",'
                      ' "/proc/sys/vm/overcommit_memory"]', "os.close(os.open(path, os.O_WRONLY))"),
           shown=_NOTHING_DONE),
    attack("climbs-through-links", ("symlinks", "reading solutions"),
           "makes links to what lies outside and reads through them",
           own=_tries('["@SECRET", "@COURSE/source", "@REPOSITORY/helpers/exercises", "/proc/1/root/@SECRET",'
                      ' "/proc/1/cwd/../../@SECRET"]',
                      "os.symlink(path, str(len(path))); os.stat(str(len(path)))"),
           shown=_NOTHING_DONE),
    attack("becomes-root", ("reading solutions",), "asks the system for more rights",
           own="""
import os, subprocess
mount = ["mount", "-t", "tmpfs", "none", "/mnt"]
done = []
for name, action in {
    "user": lambda: os.setuid(0),
    "group": lambda: os.setgid(0),
    "root": lambda: os.chroot("/tmp"),
    "priority": lambda: os.nice(-5),
    "mount": lambda: subprocess.run(mount, check=True, capture_output=True),
}.items():
    try:
        action()
        done.append(name)
    except (OSError, subprocess.SubprocessError):
        pass
print("done:", done)
""", shown=_NOTHING_DONE),
    attack("lively", ("script in outputs", "script in markdown"),
           "more ways in which a page runs or fetches something", LOST,
           {**WRONG, COUNT: f"from IPython.display import HTML, Markdown, Latex, display\n"
                            f"for kind in (HTML, Markdown, Latex): display(kind({LIVELY!r}))\n{WRONG[COUNT]}"},
           edit=_lively),
]  # fmt: skip
