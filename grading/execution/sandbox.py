"""Running one command of ours on strangers' files in the sandbox, and whether the sandbox holds here."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path

from grading.execution.api import Limits
from grading.execution.bubble import INSTALL, OTHERWISE, end_sandbox, start_sandbox
from grading.execution.edition import HELPERS
from grading.execution.mounts import trees

COMMAND_SECONDS = 60.0  # at least, for one command: LibreOffice starts slowly
# command, files, wanted, limits: as below
Runner = Callable[[Sequence[str], Mapping[str, bytes], Sequence[str], Limits], dict[str, bytes]]
_RESTRICTED = Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns")


def run_in_sandbox(
    command: Sequence[str], files: Mapping[str, bytes], wanted: Sequence[str], limits: Limits
) -> dict[str, bytes]:
    """Run one command of ours on strangers' ``files`` and return the ``wanted`` ones that it left.

    Only regular files of at most ``limits.file_mb`` come back; from a command that takes longer than
    a minute (or a cell may, if that is longer) nothing does. Raises WorkbookError without bubblewrap.
    """
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        copies = [
            f"cp -- {shlex.quote(name)} {shlex.quote(f'{folder}/{number}')}"
            for number, name in enumerate(wanted)
        ]
        script = "; ".join(['"$@"', *copies])
        process = start_sandbox(
            ["/bin/sh", "-c", script, "sh", *command], files, limits, shared=Path(folder)
        )
        try:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=max(limits.cell_seconds, COMMAND_SECONDS))
        finally:
            end_sandbox(process)
        found = {name: _read(folder, str(n), limits) for n, name in enumerate(wanted)}
    return {name: data for name, data in found.items() if data is not None}


def _read(folder: str, name: str, limits: Limits) -> bytes | None:
    """Bytes of a regular file; None for a link, a pipe, a file that is too large, or none at all."""
    most = limits.file_mb * 1024 * 1024
    parent = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=parent)
    except OSError:
        return None
    finally:
        os.close(parent)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with open(descriptor, "rb") as file:
        data = file.read(most + 1)
    return data if len(data) <= most else None


# Tries what must not work, and says so; nothing of the answer can be right by accident. Its arguments
# are a port and files that must be out of reach, see ``bait``.
CANARY = """
import os, resource, socket, sys
port, *secrets = sys.argv[1:]
broken = []
if any(os.path.exists(path) for path in secrets):
    broken.append("file")
try:
    socket.create_connection(("127.0.0.1", int(port)), timeout=2)
    broken.append("network")
except OSError:
    pass
if os.getuid() == 0:
    broken.append("root")
if resource.RLIM_INFINITY in [resource.getrlimit(limit)[1] for limit in (resource.RLIMIT_NPROC, resource.RLIMIT_AS)]:
    broken.append("limits")
import helpers.lab.collector
try:
    import helpers.exercises
    broken.append("references")
except ImportError:
    pass
print("canary:" + (",".join(broken) or "ok"))
"""


@cache
def sandbox_available() -> tuple[bool, str]:
    """Start a sandbox that tries to get out; return whether grading is safe here, and a sentence.

    The answer is kept for the life of this process.
    """
    problem = _program_problem() or _interpreter_problem() or _canary_problem()
    if problem:
        return False, f"{problem}{OTHERWISE}"
    return True, "沙箱可用：没有网络，读不到您的文件，也读不到答案。"


def _canary_problem() -> str:
    printed = _canary()
    if "canary:ok" in printed:
        return ""
    if "canary:" in printed:
        return f"沙箱不严密（{printed.strip()}），为安全起见不能批改：请更新 bubblewrap。"
    return _why_not(printed)


@contextmanager
def bait() -> Iterator[list[str]]:
    """Offer what no sandbox may reach: a port that listens, and files; the arguments of ``CANARY``."""
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        secrets = [str(HELPERS / "exercises" / "catalog.py"), __file__]
        for folder in (None, Path.home()):
            with suppress(OSError):  # a home that cannot be written to
                file = tempfile.NamedTemporaryFile(prefix=".wb-canary-", dir=folder)  # noqa: SIM115
                secrets.append(stack.enter_context(file).name)
        yield [str(listener.getsockname()[1]), *secrets]


def _canary() -> str:
    with bait() as arguments:
        command = [sys.executable, "-c", CANARY, *arguments]
        process = start_sandbox(command, {}, Limits(), output=subprocess.PIPE)
        try:
            printed, _ = process.communicate(timeout=COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            return ""
        finally:
            end_sandbox(process)
    return printed.decode("utf-8", "replace")


def _program_problem() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return f"没有找到沙箱程序 bubblewrap。{INSTALL}"
    try:
        done = subprocess.run(
            [program, "--help"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return f"沙箱程序 bubblewrap 运行不了。{INSTALL}"
    if done.returncode == 0 and "--disable-userns" not in done.stdout:
        return (
            "沙箱程序 bubblewrap 太旧，需要 0.8 以上：请换用 Ubuntu 24.04、Debian 12 或更新的系统。"
        )
    return ""


def _interpreter_problem() -> str:
    """As root the sandbox runs as another user, who must be able to read the interpreter."""
    if os.geteuid() != 0:
        return ""
    for tree in trees():
        for path in (tree, *tree.glob("bin"), *tree.glob("lib/python3*/site-packages/*")):
            readable = stat.S_IROTH | (stat.S_IXOTH if path.is_dir() else 0)
            if path.exists() and path.stat().st_mode & readable != readable:
                return f"沙箱里的用户读不了 Python 的文件：请运行 chmod -R go+rX “{tree}”。"
    return ""


def _why_not(printed: str) -> str:
    says = " ".join(printed.split())[:200] or "没有任何输出"
    with suppress(OSError):
        if os.geteuid() != 0 and _RESTRICTED.read_text().strip() == "1":
            return (
                f"沙箱启动不了（{says}）：这个系统不让普通用户使用用户命名空间（user namespaces），请运行 "
                "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 （重启后要再运行一次）。"
            )
    return f"沙箱启动不了（{says}）：这台电脑可能不允许用户命名空间（user namespaces）。{INSTALL}"
