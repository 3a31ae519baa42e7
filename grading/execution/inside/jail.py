"""Shuts one forked child in: own namespaces, empty folders, limits, no rights, fewer system calls.

A child sees no sibling and leaves nothing: its files are in memory that goes with its mount
namespace, its processes end with the first one of its PID namespace. Python has no call for mounts
and namespaces before 3.12, so libc is called by ``ctypes``.
"""

from __future__ import annotations

import base64
import ctypes
import os
import resource
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

_libc = ctypes.CDLL(None, use_errno=True)

_NEW_NAMESPACES = (
    0x00020000 | 0x10000000 | 0x20000000 | 0x40000000 | 0x08000000
)  # mnt user pid net ipc
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_PRIVATE_ALL, _MS_BIND_ALL = 0x40000 | 0x4000, 0x1000 | 0x4000
_PR_CAPBSET_DROP, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 24, 22, 38
_LAST_CAPABILITY = 63
_CAPABILITY_VERSION_3 = 0x20080522


class _Filter(ctypes.Structure):
    """struct sock_fprog of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("lines", ctypes.c_char_p))


def in_namespaces(inside: Callable[[], None]) -> None:
    """Run ``inside`` as the first process of new namespaces, in a process that nobody waits for.

    Returns in the calling process, which is one thread and is to end right away.
    """
    user, group = os.getuid(), os.getgid()
    _call("unshare", ctypes.c_int(_NEW_NAMESPACES))
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(text)
    if os.fork() == 0:
        inside()
        os._exit(0)


def shut_in(settings: Mapping[str, Any]) -> None:
    """Make this process, the first of its namespaces, safe for a stranger's code.

    ``settings``: ``folders`` (path to megabytes, each becomes empty memory but for the folders in
    ``trees``, which stay readable), ``files`` (path to base64), ``work`` (the working folder),
    ``limits`` (RLIMIT name to value) and ``filter`` (a seccomp program in base64, may be empty).
    """
    os.setsid()
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")  # should memory run out, the system ends this before anything else
    _mount("none", "/", "", _MS_PRIVATE_ALL, "")
    flags = _MS_NOSUID | _MS_NODEV
    kept = {tree: os.open(tree, os.O_PATH) for tree in settings["trees"]}
    for folder, megabytes in settings["folders"].items():
        _mount("tmpfs", folder, "tmpfs", flags, f"size={megabytes}m,mode=0777")
    os.umask(0o222)  # the folders above the trees are to be read, too
    for tree, opened in kept.items():
        os.makedirs(tree, exist_ok=True)
        _mount(f"/proc/self/fd/{opened}", tree, "", _MS_BIND_ALL, "")
        os.close(opened)
    write_files(settings["files"], settings["work"])
    # the one there shows siblings, and a new one may not be mounted
    _mount("tmpfs", "/proc", "tmpfs", flags | _MS_NOEXEC | _MS_RDONLY, "size=4k,mode=0555")
    os.chdir(settings["work"])
    _drop_rights()
    for name, value in settings["limits"].items():
        resource.setrlimit(getattr(resource, name), (value, value))
    _refuse_calls(base64.b64decode(settings["filter"]))


def wait_for(child: int) -> None:
    """Be the first process: take in orphans until ``child`` ends; all others end with this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        with suppress(InterruptedError):
            if os.waitpid(-1, 0)[0] == child:
                return


def write_files(files: Mapping[str, str], work: str) -> None:
    """Write ``files``, path to base64, and make sure that the working folder is there."""
    os.umask(0o022)
    os.makedirs(work, exist_ok=True)
    for path, data in files.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))


def _drop_rights() -> None:
    for capability in range(_LAST_CAPABILITY + 1):
        # EINVAL: this system does not have so many
        _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    head = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    none = (ctypes.c_uint32 * 6)()
    _call("capset", head, none)
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def _refuse_calls(program: bytes) -> None:
    if program:
        lines = _Filter(len(program) // 8, program)
        _call("prctl", _PR_SET_SECCOMP, 2, ctypes.byref(lines), 0, 0)


def _mount(source: str, target: str, kind: str, flags: int, options: str) -> None:
    texts = [text.encode() for text in (source, target, kind, options)]
    _call("mount", *texts[:3], ctypes.c_ulong(flags), texts[3])


def _call(name: str, *arguments: Any) -> None:
    if getattr(_libc, name)(*arguments) != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{name}: {os.strerror(error)}")
