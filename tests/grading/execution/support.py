"""Running sources as one submission, in real kernels, in a real sandbox unless told otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from grading.execution.api import CodeCell, Executor, Limits, Question, Stage, Transcript
from grading.execution.executor import KernelExecutor, Start
from grading.execution.kernel import SandboxKernel
from grading.execution.warm import WarmKernels
from helpers.lab.collector import question

SHORT = Limits(
    cell_seconds=3.0, total_seconds=60.0, memory_mb=1024, processes=40, interrupt_seconds=1.0
)

# Every way of starting a kernel that holds a stranger's code; the one in use is set by conftest.
STARTS: dict[str, Start] = {"kernel": SandboxKernel, "warm": WarmKernels()}
in_use: list[Start] = [SandboxKernel]


def ask(answer: str, *values: Any, seconds: float = 2.0) -> Question:
    """The question of a function's outcomes on each of ``values``."""
    calls = {str(number): {"x": value} for number, value in enumerate(values)}
    return Question(answer, answer, question(answer, "function", calls, seconds))


def run(
    *cells: str | Question,
    data: Mapping[str, bytes] | None = None,
    wanted: tuple[str, ...] = (),
    limits: Limits = SHORT,
    executor: Executor | None = None,
) -> Transcript:
    made = [
        CodeCell(i, cell) if isinstance(cell, str) else CodeCell(i, "", cell)
        for i, cell in enumerate(cells)
    ]
    return (executor or KernelExecutor(in_use[-1])).run(made, Stage(data or {}, wanted), limits)


def statuses(transcript: Transcript) -> list[str]:
    return [cell.status for cell in transcript.cells.values()]


def text(transcript: Transcript, index: int = 0) -> str:
    """Everything that a cell printed, showed or raised."""
    parts = []
    for output in transcript.cells[index].outputs:
        shown = output.get("data", {})
        parts.append(output.get("text", "") or shown.get("text/html") or shown.get("text/plain"))
    return "".join(map(str, parts)).strip()


def values(transcript: Transcript, index: int) -> list[Any]:
    """What the asked function returned in each case."""
    reply = transcript.cells[index].reply
    assert reply is not None
    return [outcome["value"] for outcome in json.loads(reply).values()]
