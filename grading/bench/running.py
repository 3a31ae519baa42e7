"""Run one command as a teacher would, and measure it: time, processor, memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from grading.release import REPOSITORY
from helpers.errors import WorkbookError

EVERY_SECONDS = 0.5  # between two looks at the memory: a look costs some milliseconds a process


@dataclass(frozen=True)
class Run:
    """What a command took: seconds by the clock, and at the highest so many bytes.

    ``memory`` is the sum over its process tree; pages that processes share count once (PSS).
    """

    seconds: float
    memory: int


def measure(command: Sequence[str], folder: Path, good: Sequence[int] = (0,)) -> Run:
    """Run ``command`` (arguments of this Python) in ``folder`` to its end.

    Raises WorkbookError, with its last words, when its exit status is not one of ``good``.
    """
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            memory = _watch(process)
        finally:
            process.kill()  # does nothing to one that has ended
            process.wait()
        seconds = time.perf_counter() - begun
        if process.returncode not in good:
            said.seek(0)
            last = said.read().decode("utf-8", "replace")[-2000:]
            raise WorkbookError(f"命令“{' '.join(command)}”没有成功，它最后说：\n{last}")
    return Run(seconds, memory)


def _environment() -> dict[str, str]:
    """The same for both: this Python's programs first, this repository's packages."""
    programs = str(Path(sys.executable).parent)
    path = os.pathsep.join([programs, os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY)}


def _watch(process: subprocess.Popen[bytes]) -> int:
    highest = 0
    while True:
        with suppress(psutil.Error):
            first = psutil.Process(process.pid)
            highest = max(highest, sum(map(_bytes, [first, *first.children(recursive=True)])))
        try:
            process.wait(EVERY_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return highest


def _bytes(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):  # ended meanwhile
        try:
            info = process.memory_full_info()
            return int(getattr(info, "pss", info.uss))  # PSS is known on Linux only
        except psutil.AccessDenied:
            return int(process.memory_info().rss)  # counts shared pages again: never too little
    return 0
