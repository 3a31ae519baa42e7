"""The sandbox: bubblewrap's command line, and running one command in it.

Inside there is no network and nothing to read but the interpreter, the system's libraries and the
grading edition of ``helpers``; what is written lies in memory of limited size and is gone afterwards.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from grading.execution.api import Limits
from grading.execution.edition import HELPERS, edition_folder
from helpers.errors import WorkbookError

HOME = "/home/student"
WORK = f"{HOME}/lesson"
EDITION = "/opt/edition"
INSTALL = (
    "Linux 上请运行 apt-get install bubblewrap（或您的系统的安装命令）；"
    "Windows 上请在 WSL2 里安装 Ubuntu 后再运行。"
)
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/etc/libreoffice")

# Runs inside, first: sets limits, gives up what is left of root, becomes the command.
_LAUNCH = """
import json, os, resource, sys
settings = json.loads(sys.argv[1])
for name, value in settings["limits"].items():
    resource.setrlimit(getattr(resource, name), (value, value))
if settings["uid"]:
    os.setgroups([])
    os.setresgid(*[settings["uid"]] * 3)
    os.setresuid(*[settings["uid"]] * 3)
os.execvp(sys.argv[2], sys.argv[2:])
"""


def sandbox_command(
    command: Sequence[str], files: Mapping[str, int], limits: Limits, shared: Path | None = None
) -> tuple[list[str], int]:
    """Return bubblewrap's command line for ``command``, and the user id that it will run as.

    ``files`` maps names in the working folder to open file descriptors to copy from; ``shared`` is
    the one folder of the outside that can be written. The id is 0 where nobody has to be changed.
    """
    as_root = os.geteuid() == 0
    # one user per sandbox: limits on processes are counted by user
    uid = 200_000 + secrets.randbelow(800_000) if as_root else 0
    settings = json.dumps({"limits": _resource_limits(limits, as_root), "uid": uid})
    bwrap = [_bwrap(), *_isolation(as_root), *_mounts()]
    for name, descriptor in files.items():
        bwrap += ["--perms", "0666", "--file", str(descriptor), f"{WORK}/{name}"]
    if shared is not None:
        bwrap += ["--bind", str(shared), str(shared)]
    bwrap += ["--remount-ro", "/", "--chdir", WORK, "--"]
    return [*bwrap, sys.executable, "-I", "-S", "-c", _LAUNCH, settings, *command], uid


def _bwrap() -> str:
    found = shutil.which("bwrap")
    if found is None:
        raise WorkbookError(f"没有找到沙箱程序 bubblewrap，不能批改。{INSTALL}")
    return found


def _isolation(as_root: bool) -> list[str]:
    parts = [
        "--unshare-pid",
        "--unshare-net",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-cgroup-try",
    ]
    parts += ["--die-with-parent", "--new-session", "--hostname", "workbook", "--cap-drop", "ALL"]
    if as_root:
        # needed once, to become an ordinary user: root escapes the limit on processes
        return [*parts, "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    return [*parts, "--unshare-user"]


def _mounts() -> list[str]:
    parts = ["--proc", "/proc", "--dev", "/dev", *_memory("/dev/shm", 64), *_memory("/tmp", 256)]
    for path in map(Path, _SYSTEM):
        if path.is_symlink():
            parts += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            parts += ["--ro-bind", str(path), str(path)]
    # made here, or bubblewrap makes them with nobody but root allowed in
    for folder in ("/etc", "/opt", "/home"):
        parts += ["--perms", "0755", "--dir", folder]
    for name in _ETC:
        parts += ["--ro-bind-try", name, name]
    for prefix in dict.fromkeys([sys.base_prefix, sys.prefix]):
        if not prefix.startswith("/usr"):
            parts += [*_parents(prefix), "--ro-bind", prefix, prefix]
    if HELPERS.is_relative_to(sys.prefix):  # installed, not editable: hide the full edition
        parts += ["--tmpfs", str(HELPERS)]
    parts += ["--ro-bind", str(edition_folder()), EDITION, *_memory(HOME, 256)]
    parts += ["--perms", "0777", "--dir", WORK, "--perms", "0777", "--dir", f"{HOME}/.matplotlib"]
    for fonts in edition_folder().glob("fontlist-*.json"):
        parts += ["--ro-bind", str(fonts), f"{HOME}/.matplotlib/{fonts.name}"]
    return parts


def _parents(path: str) -> list[str]:
    """Make the folders above ``path`` anew: those outside may be closed to an ordinary user."""
    above = [str(parent) for parent in reversed(Path(path).parents)][1:]
    return [word for parent in above for word in ("--perms", "0755", "--dir", parent)]


def _memory(path: str, megabytes: int) -> list[str]:
    return ["--perms", "0777", "--size", str(megabytes * 1024 * 1024), "--tmpfs", path]


def _resource_limits(limits: Limits, as_root: bool) -> dict[str, int]:
    # an ordinary user's own processes count too where the kernel has no count per namespace
    others = 0 if as_root else sum(1 for _ in Path("/proc").glob("[0-9]*/task/*"))
    return {
        "RLIMIT_AS": limits.memory_mb * 1024 * 1024,
        "RLIMIT_NPROC": limits.processes + others,
        "RLIMIT_FSIZE": limits.file_mb * 1024 * 1024,
        "RLIMIT_CPU": int(limits.total_seconds * 4) + 10,
        "RLIMIT_NOFILE": 512,
        "RLIMIT_CORE": 0,
    }


def sandbox_environment() -> dict[str, str]:
    """The whole environment inside; nothing of the teacher's crosses."""
    path = os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"])
    return {
        "PATH": path,
        "HOME": HOME,
        "USER": "student",
        "LOGNAME": "student",
        "LANG": "C.UTF-8",
        "PYTHONPATH": EDITION,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "MPLCONFIGDIR": f"{HOME}/.matplotlib",
        "IPYTHONDIR": f"{HOME}/.ipython",
        "NBGRADER_EXECUTION": "autograde",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def open_files(stack: ExitStack, files: Mapping[str, bytes]) -> dict[str, int]:
    """Descriptors from which bubblewrap copies ``files`` in; ``stack`` closes them."""
    found = {}
    for name, data in files.items():
        file = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  the stack closes it
        file.write(data)
        file.seek(0)
        os.set_inheritable(file.fileno(), True)
        found[Path(name).name] = file.fileno()
    return found


def run_in_sandbox(
    command: Sequence[str], files: Mapping[str, bytes], wanted: Sequence[str], limits: Limits
) -> dict[str, bytes]:
    """Run one command of ours on strangers' ``files`` and return the ``wanted`` ones it left.

    Only regular files within ``limits.file_mb`` come back; a command that fails or takes longer than a
    cell may gives what it left until then.
    """
    with ExitStack() as stack:
        shared = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="box-")))
        copy_out = "; ".join(
            f'[ -f "{name}" ] && [ ! -L "{name}" ] && cp "{name}" "{shared}/{number}"'
            for number, name in enumerate(wanted)
        )
        script = f'"$@"; {copy_out}; true'
        descriptors = open_files(stack, files)
        line, uid = sandbox_command(
            ["/bin/sh", "-c", script, "sh", *command], descriptors, limits, shared
        )
        if uid:
            os.chown(shared, uid, uid)
        _run(line, list(descriptors.values()), limits)
        return _collect(shared, wanted, limits)


def _run(line: Sequence[str], descriptors: Sequence[int], limits: Limits) -> str:
    try:
        done = subprocess.run(
            line,
            env=sandbox_environment(),
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(limits.cell_seconds, 60.0),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


def _collect(shared: Path, wanted: Sequence[str], limits: Limits) -> dict[str, bytes]:
    found = {}
    for number, name in enumerate(wanted):
        path = shared / str(number)
        regular = path.is_file() and not path.is_symlink()
        if regular and path.stat().st_size <= limits.file_mb * 1024 * 1024:
            found[name] = path.read_bytes()
    return found


# Tries what must not work, and says so; nothing of the answer can be right by accident.
_CANARY = """
import os, socket, sys
secret, repository, port = sys.argv[1:]
broken = []
for path in (secret, repository + "/exercises/__init__.py"):
    if os.path.exists(path):
        broken.append("file")
try:
    socket.create_connection(("127.0.0.1", int(port)), timeout=2)
    broken.append("network")
except OSError:
    pass
if os.getuid() == 0:
    broken.append("root")
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
    """Start a sandbox that tries to get out; return whether grading is safe here, and a sentence."""
    import socket

    if shutil.which("bwrap") is None:
        return False, f"没有找到沙箱程序 bubblewrap。{INSTALL}"
    with ExitStack() as stack:
        secret = stack.enter_context(tempfile.NamedTemporaryFile(prefix="canary-"))
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = str(listener.getsockname()[1])
        command = [sys.executable, "-c", _CANARY, secret.name, str(HELPERS), port]
        line, _ = sandbox_command(command, {}, Limits())
        printed = _run(line, [], Limits())
    if "canary:ok" in printed:
        return True, "沙箱可用：没有网络，读不到您的文件，也读不到答案。"
    if "canary:" in printed:
        return False, f"沙箱不严密（{printed.strip()}），为安全起见不能批改：请更新 bubblewrap。"
    return False, f"沙箱启动不了：这台电脑可能不允许用户命名空间（user namespaces）。{INSTALL}"
