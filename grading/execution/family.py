"""The processes of one run without a sandbox: found again wherever they went, and ended together."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import psutil

from grading.execution.api import Limits
from grading.execution.watch import memory_exceeds

MARK = "WORKBOOK_RUN"  # in the environment of every process of a run: it tells whose they are
EVERY_SECONDS = 0.2
MAX_FILES = 2_000
ROUNDS = 20  # of ending what is found, which may start others meanwhile


class Family:
    """A process, all that came from it, and what they use together.

    It is no prison: a process that leaves its parent, its folder and its environment is not found.
    """

    def __init__(self, pid: int, mark: str, folder: Path, limits: Limits) -> None:
        """``mark`` is the value of MARK in the environment, ``folder`` where all work is done."""
        self._mark, self._folder, self._limits = mark, folder, limits
        self._seen: set[psutil.Process] = set()
        self._next = 0.0
        with suppress(psutil.NoSuchProcess):
            self._seen.add(psutil.Process(pid))

    def broken(self) -> bool:
        """Tell whether a limit is broken; looks again only if the last look was a while ago."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + EVERY_SECONDS
        members, limits = self._members(), self._limits
        return (
            len(members) > limits.processes
            or memory_exceeds(members, limits.memory_mb * 1024 * 1024)
            or self._disk_exceeds(limits.file_mb * 4 * 1024 * 1024)
        )

    def end(self) -> None:
        """Kill every process of the run."""
        for _ in range(ROUNDS):
            found = self._members() | set(self._strays())
            if not found:
                return
            for process in found:
                with suppress(psutil.Error):
                    process.kill()
            psutil.wait_procs(found, timeout=1)

    def _members(self) -> set[psutil.Process]:
        self._seen = set(filter(_runs, self._seen))
        for process in list(self._seen):
            if process in self._seen and not self._has_parent(process):
                with suppress(psutil.Error):
                    self._seen |= set(filter(_runs, process.children(recursive=True)))
        return self._seen

    def _has_parent(self, process: psutil.Process) -> bool:
        """Tell whether its parent is one of ours, whose descendants are looked up anyway."""
        with suppress(psutil.Error):
            return process.ppid() in {one.pid for one in self._seen}
        return False

    def _strays(self) -> Iterator[psutil.Process]:
        """Processes that left their parent: a daemon keeps its environment, or at least its folder."""
        for process in psutil.process_iter():
            with suppress(psutil.Error, OSError):
                if self._is_marked(process) and _runs(process):
                    yield process

    def _is_marked(self, process: psutil.Process) -> bool:
        if process.environ().get(MARK) == self._mark:
            return True
        return Path(process.cwd()).is_relative_to(self._folder)

    def _disk_exceeds(self, most: int) -> bool:
        sizes = list(islice(_sizes(self._folder), MAX_FILES + 1))
        return len(sizes) > MAX_FILES or sum(sizes) > most


def _runs(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        # one that has ended stays in the list until its parent looks, which may be never
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def _sizes(folder: Path) -> Iterator[int]:
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                yield os.lstat(os.path.join(where, name)).st_size
