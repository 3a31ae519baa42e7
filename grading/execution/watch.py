"""Looks after a running sandbox from outside, for what limits on single processes do not cover."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path

import psutil

EVERY_SECONDS = 0.5
MAX_ENTRIES = 12  # five sockets, the connection file, and what the kernel may add
MAX_BYTES = 20_000  # of a file beside the sockets


class Watch:
    """Tells whether the processes of a sandbox together, or its shared folder, went too far.

    ``pid`` is the process above them all; ``shared`` is None where nothing outside is written to.
    """

    def __init__(self, pid: int, shared: Path | None, memory_mb: int) -> None:
        self._pid, self._shared, self._most = pid, shared, memory_mb * 1024 * 1024
        self._next = 0.0

    def broken(self) -> bool:
        """Look again, if the last look was a while ago."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + EVERY_SECONDS
        return self._litter() or self._too_much_memory()

    def _litter(self) -> bool:
        """Nothing but the sockets and the connection file belongs in the folder on our disk."""
        if self._shared is None:
            return False
        with suppress(OSError), os.scandir(self._shared) as entries:
            found = list(islice(entries, MAX_ENTRIES + 1))
            return len(found) > MAX_ENTRIES or any(_is_litter(entry) for entry in found)
        return False

    def _too_much_memory(self) -> bool:
        with suppress(psutil.Error):
            family = psutil.Process(self._pid).children(recursive=True)
            return memory_exceeds(family, self._most)
        return False


def _is_litter(entry: os.DirEntry[str]) -> bool:
    try:
        size = entry.stat(follow_symlinks=False).st_size
    except OSError:  # gone meanwhile
        return False
    return size > MAX_BYTES or entry.is_dir(follow_symlinks=False)


def memory_exceeds(family: Iterable[psutil.Process], most: int) -> bool:
    """Tell whether ``family`` together holds more than ``most`` bytes."""
    # pages shared by forked processes count again and again in the quick measure
    return _sum(family, exact=False) > most and _sum(family, exact=True) > most


def _sum(family: Iterable[psutil.Process], *, exact: bool) -> int:
    total = 0
    for process in family:
        with suppress(psutil.Error):
            total += _exact(process) if exact else process.memory_info().rss
    return total


def _exact(process: psutil.Process) -> int:
    info = process.memory_full_info()
    return int(getattr(info, "pss", info.uss))  # Linux alone knows how many share a page
