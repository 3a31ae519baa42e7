"""The interface between the grader and whatever runs a learner's cells.

An executor knows nothing of exercises, references or marks: it gets cells and inputs, and gives back
outputs and raw replies. Everything in a ``Transcript`` was made by the learner's code and is untrusted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

REPLY_MIME = "application/vnd.workbook.reply+json"


@dataclass(frozen=True)
class Limits:
    """What one submission may use up; part of the key under which marks are kept."""

    cell_seconds: float = 20.0  # wall time of one cell, checks included
    total_seconds: float = 240.0  # wall time of one submission
    memory_mb: int = 4096  # address space of each process
    processes: int = 128  # processes and threads of the whole sandbox
    file_mb: int = 50  # size of one written file
    output_chars: int = 100_000  # text kept of one cell's outputs
    reply_chars: int = 5_000_000  # size of one reply
    message_bytes: int = 40_000_000  # of one message; after a larger one nothing more is heard
    interrupt_seconds: float = 3.0  # after an interrupt, before what runs counts as deaf
    restarts: int = 4  # fresh kernels after a death, at most


@dataclass(frozen=True)
class Question:
    """What one check cell asks the sandbox: inputs only, never an expected value."""

    exercise: str
    answer: str  # the name that the learner defines, "" for a workbook
    payload: str  # JSON text for helpers.lab.collector.collect


@dataclass(frozen=True)
class CodeCell:
    """One code cell to run; for a check cell the question is asked instead of running the source.

    ``shared`` says that it is the release's own, does the same each time and comes before whatever a
    learner wrote: one run of it can serve a whole class.
    """

    index: int
    source: str
    question: Question | None = None
    shared: bool = False


@dataclass(frozen=True)
class Stage:
    """The files that lie in the working folder, and those wanted back from it, by plain file name."""

    data: Mapping[str, bytes]
    wanted: tuple[str, ...] = ()


@dataclass
class CellRun:
    """What came of one cell. ``reply`` is the raw reply of a question cell, None if none came."""

    outputs: list[dict[str, Any]]
    status: Literal["ok", "error", "timeout", "died", "skipped"]
    reply: str | None = None


@dataclass
class Transcript:
    """What came of one submission: a ``CellRun`` for each code cell index, and the wanted files.

    ``seconds``: wall time by phase, ``start`` (until cells can run) and ``run``.
    """

    cells: dict[int, CellRun]
    files: dict[str, bytes] = field(default_factory=dict)
    restarts: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


Ended = Literal["ok", "error", "timeout", "died"]
Heard = Callable[[dict[str, Any]], None]


class Kernel(Protocol):
    """One fresh Python with the grading edition, shut in, that runs a submission's cells.

    What it says is not trusted. Nothing of it outlives ``close``, which may be called twice.
    """

    def execute(self, code: str, seconds: float, heard: Heard) -> Ended:
        """Run ``code``, handing each of Jupyter's output messages to ``heard``; return how it ended.

        A cell that takes longer than ``seconds`` is interrupted. A kernel that does not listen to
        that, or breaks a limit, is ended: see ``alive``.
        """
        ...

    def alive(self) -> bool:
        """Tell whether the kernel can still be used."""
        ...

    def close(self) -> None:
        """End the kernel with all its processes and files."""
        ...


Start = Callable[[Mapping[str, bytes], Limits], Kernel]
"""Starts a kernel with files in its working folder; raises KernelError if none starts."""


class Begin(Protocol):
    """Starts kernels in which the first cells have been run already."""

    def __call__(
        self,
        sources: Sequence[str],
        data: Mapping[str, bytes],
        files: Mapping[str, bytes],
        limits: Limits,
    ) -> tuple[Kernel, Sequence[CellRun]]:
        """A kernel with ``files`` that has run ``sources`` with ``data``, and what came of them."""
        ...


class KernelError(RuntimeError):
    """A kernel did not start."""


class Executor(Protocol):
    """Runs the cells of one submission in order and never raises because of what they do."""

    def run(self, cells: Sequence[CodeCell], stage: Stage, limits: Limits) -> Transcript:
        """Run ``cells`` in a fresh sandbox and report on every one of them."""
        ...
