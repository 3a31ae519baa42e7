"""What a sandbox can see: the interpreter, the system's libraries, the grading edition, empty folders."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from grading.execution.edition import HELPERS

HOME = "/home/student"
WORK = f"{HOME}/lesson"
FONTS = f"{HOME}/.matplotlib"
EDITION = "/opt/edition"
GRADER = "/opt/grader"  # our own code that shuts children in
# Folders in memory, with megabytes: all that can be written to, and nothing in them outlives a sandbox.
WRITABLE = {"/dev/shm": 64, "/tmp": 256, HOME: 256}
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_ETC = ("/etc/ld.so.cache", "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/etc/libreoffice")


def mounts() -> list[str]:
    """bubblewrap's options for a file system in which nothing outlives the sandbox."""
    parts = ["--proc", "/proc", "--dev", "/dev", "--remount-ro", "/dev"]
    for path, megabytes in WRITABLE.items():
        parts += ["--perms", "0777", "--size", str(megabytes * 1024 * 1024), "--tmpfs", path]
    for link in (path for path in map(Path, _SYSTEM) if path.is_symlink()):
        parts += ["--symlink", str(link.readlink()), str(link)]
    # made here, or bubblewrap makes them with nobody but root allowed in
    for folder in ("/etc", "/opt", "/home"):
        parts += ["--perms", "0755", "--dir", folder]
    for name in _ETC:
        parts += ["--ro-bind-try", name, name]
    for tree in trees():
        parts += [*_parents(tree), "--ro-bind", str(tree), str(tree)]
        for secret in _secrets():
            if secret.is_relative_to(tree):
                parts += ["--tmpfs", str(secret)]
    for folder in (WORK, FONTS):
        parts += ["--perms", "0777", "--dir", folder]
    return parts


def trees() -> list[Path]:
    """The folders of this computer that can be read inside, those that hold others first."""
    system = [path for path in map(Path, _SYSTEM) if path.is_dir() and not path.is_symlink()]
    prefixes = [Path(sys.base_prefix), Path(sys.prefix)]
    # an interpreter is often reached through links: both names must exist
    named = [path for prefix in prefixes for path in (prefix, prefix.resolve())]
    mine = [path for path in named if not path.is_relative_to("/usr")]
    return sorted(dict.fromkeys([*system, *mine]), key=lambda path: len(path.parts))


def _secrets() -> list[Path]:
    """What must not be seen even where it lies within one of the ``trees``."""
    repository = HELPERS.parent
    if (repository / "pyproject.toml").exists():
        return [repository]
    return [HELPERS, Path(__file__).resolve().parents[1]]  # installed: both packages


def _parents(path: Path) -> Iterator[str]:
    """Make the folders above ``path`` anew: those outside may be closed to an ordinary user."""
    for parent in reversed(path.parents[:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))
