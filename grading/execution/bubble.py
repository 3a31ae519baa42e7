"""bubblewrap around one command: no network, nothing of the teacher's, an ordinary user with real limits."""

from __future__ import annotations

import json
import os
import platform
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from grading.execution.api import Limits
from grading.execution.edition import edition_files, font_list, inside_files
from grading.execution.mounts import EDITION, FONTS, GRADER, HOME, WORK, mounts
from grading.execution.syscalls import syscall_filter
from helpers.errors import WorkbookError

INSTALL = (
    "Linux 上请运行 sudo apt-get install bubblewrap（或您的系统的安装命令）；"
    "Windows 上请在 WSL2 里安装 Ubuntu 24.04，再在里面运行。"
)
OTHERWISE = "步骤见 docs/windows.md，装不了沙箱时怎样批改也在那里。"

# Runs inside, first: sets limits, gives up what is left of root, becomes the command.
_LAUNCH = """
import json, os, resource, sys
settings = json.loads(sys.argv[1])
try:
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # should memory run out, the system ends this before anything else
except OSError:
    pass
for name, value in settings["limits"].items():
    resource.setrlimit(getattr(resource, name), (value, value))
os.umask(0o022)
if settings["uid"]:
    os.setgroups([])
    os.setresgid(*[settings["uid"]] * 3)
    os.setresuid(*[settings["uid"]] * 3)
os.execvp(sys.argv[2], sys.argv[2:])
"""


def start_sandbox(
    command: Sequence[str],
    files: Mapping[str, bytes],
    limits: Limits,
    *,
    shared: Path | None = None,
    output: int = subprocess.DEVNULL,
    inner: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start ``command`` with ``files`` in its working folder, by plain file name.

    ``shared`` is the one folder outside that it can write to; ``output`` takes what it prints. With
    ``inner``, a descriptor that it keeps, ``command`` is ours and shuts others in: it may make
    namespaces, and sets its children's limits itself. End it by ``end_sandbox``. Raises WorkbookError
    where bubblewrap is missing.
    """
    # as root: one user per sandbox, since limits on processes are counted by user
    uid = 200_000 + secrets.randbelow(800_000_000) if os.geteuid() == 0 else 0
    set_now = resource_limits(limits) if inner is None else {}
    settings = json.dumps({"limits": set_now, "uid": uid})
    inside = {f"{EDITION}/helpers/{name}": data for name, data in edition_files().items()}
    if inner is not None:
        inside |= {f"{GRADER}/inside/{name}": data for name, data in inside_files().items()}
    inside |= {f"{FONTS}/{name}": data for name, data in font_list().items()}
    inside["/etc/passwd"] = f"student:x:{uid or os.getuid()}:0::{HOME}:/bin/sh\n".encode()
    with ExitStack() as opened:
        line = [bubblewrap(), *_isolation(bool(uid), inner is not None), *mounts()]
        descriptors = [] if inner is None else [inner]
        for path, data, mode in [
            *((path, data, "0644") for path, data in inside.items()),
            *((f"{WORK}/{Path(name).name}", data, "0666") for name, data in files.items()),
        ]:
            descriptors.append(_in_memory(opened, data))
            line += ["--perms", mode, "--file", str(descriptors[-1]), path]
        if inner is None and (refused := syscall_filter()):
            descriptors.append(_in_memory(opened, refused))
            line += ["--seccomp", str(descriptors[-1])]
        if shared is not None:
            line += ["--bind", str(shared), str(shared)]
            _give(shared, uid)
        line += ["--remount-ro", "/", "--chdir", WORK, "--"]
        return subprocess.Popen(
            [*line, sys.executable, "-I", "-S", "-c", _LAUNCH, settings, *command],
            env=clean_environment(),
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )


def end_sandbox(process: subprocess.Popen[bytes]) -> None:
    """Kill everything in a sandbox and wait until nothing of it is left."""
    with suppress(psutil.Error):
        # the first process inside takes all others of its namespace along, and bubblewrap waits for it
        for first in psutil.Process(process.pid).children():
            first.kill()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def bubblewrap() -> str:
    """The program's path; raises WorkbookError where it is missing."""
    found = shutil.which("bwrap")
    if found is None:
        raise WorkbookError(f"没有找到沙箱程序 bubblewrap，不能批改。{INSTALL}{OTHERWISE}")
    return found


def _in_memory(stack: ExitStack, data: bytes) -> int:
    descriptor = os.memfd_create("stage", 0)
    stack.callback(os.close, descriptor)
    with open(descriptor, "wb", closefd=False) as file:
        file.write(data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _give(folder: Path, uid: int) -> None:
    for path in [folder, *folder.iterdir()] if uid else []:
        os.chown(path, uid, uid)


def _isolation(as_root: bool, may_nest: bool) -> list[str]:
    parts = [f"--unshare-{what}" for what in ("pid", "net", "ipc", "uts", "cgroup-try")]
    parts += ["--die-with-parent", "--new-session", "--hostname", "workbook", "--cap-drop", "ALL"]
    if as_root:
        # needed once, to become an ordinary user: root escapes the limit on processes
        return [*parts, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*parts, "--unshare-user", *([] if may_nest else ["--disable-userns"])]


def resource_limits(limits: Limits) -> dict[str, int]:
    """The limits on each process inside, by the names of Python's ``resource``."""
    return {
        "RLIMIT_AS": limits.memory_mb * 1024 * 1024,
        "RLIMIT_NPROC": limits.processes + _counted_outside(),
        "RLIMIT_FSIZE": limits.file_mb * 1024 * 1024,
        "RLIMIT_CPU": int(limits.total_seconds * 4) + 10,
        "RLIMIT_NOFILE": 512,
        "RLIMIT_CORE": 0,
    }


def _counted_outside() -> int:
    """How many processes and threads outside count against the limit on those inside."""
    version = tuple(map(int, re.findall(r"\d+", platform.release())[:2]))
    # root's sandboxes have users of their own; since Linux 5.14 each user namespace counts for itself
    if os.geteuid() == 0 or version >= (5, 14):
        return 0
    return sum(1 for _ in Path("/proc").glob("[0-9]*/task/*"))


def clean_environment(
    home: str = HOME, edition: str = EDITION, fonts: str = FONTS
) -> dict[str, str]:
    """The whole environment of learners' code; nothing of the teacher's crosses."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
        "HOME": home,
        "USER": "student",
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "PYTHONPATH": edition,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MPLCONFIGDIR": fonts,
        "IPYTHONDIR": f"{home}/.ipython",
        "NBGRADER_EXECUTION": "autograde",
        "OFFICE_PROFILE": "file:///tmp/office",  # the sandbox's user has no entry that tells where home is
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
