"""Runs one submission's cells in kernels, however often one of them dies."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from grading.execution.api import (
    Begin,
    CellRun,
    CodeCell,
    Kernel,
    KernelError,
    Limits,
    Stage,
    Start,
    Transcript,
)
from grading.execution.heard import CellOutputs, Room
from grading.execution.kernel import SandboxKernel
from helpers.errors import WorkbookError

_COLLECT = "from helpers.lab.collector import collect as _c; _c({text!r})"
_COLLECT_FILES = "from helpers.lab.collector import collect_files as _f; _f({names!r})"
_NOTES = {
    "timeout": "……运行太久，在这里被停了下来。\n",
    "died": "……运行到这里，Python 停止了工作：是不是叫停了程序，或者用光了内存？\n",
    "skipped": "……前面的单元格用完了时间，这一格没有运行。\n",
}


class KernelExecutor:
    """An ``Executor``: a fresh kernel for each submission.

    With ``begin`` the cells that a class shares are run once for all.
    """

    def __init__(self, start: Start = SandboxKernel, begin: Begin | None = None) -> None:
        self._start, self._begin = start, begin

    def run(self, cells: Sequence[CodeCell], stage: Stage, limits: Limits) -> Transcript:
        """Run ``cells`` in order; a cell that kills the kernel costs only itself.

        Raises WorkbookError where not even the first kernel starts: that is no cell's doing.
        """
        return _Run(self._start, self._begin, cells, stage, limits).run()


class _Run:
    def __init__(
        self,
        start: Start,
        begin: Begin | None,
        cells: Sequence[CodeCell],
        stage: Stage,
        limits: Limits,
    ) -> None:
        self.start, self.begin, self.stage, self.limits = start, begin, stage, limits
        self.cells = cells
        self.shared = list(takewhile(lambda cell: cell.shared, cells)) if begin else []
        self.begun = time.monotonic()
        self.end = self.begun + limits.total_seconds
        self.transcript = Transcript({})
        self.starting = 0.0  # seconds, restarts included
        self.room = Room()
        self.done: list[str] = []  # sources to run again in a fresh kernel
        self.kernel = self._started()
        if self.kernel is None:
            raise WorkbookError(
                "批改用的 Python 没有启动：请运行 workbook doctor 看看缺什么，再批改一次。"
            )

    def run(self) -> Transcript:
        try:
            for cell in self.cells[len(self.shared) :]:
                self.transcript.cells[cell.index] = self._cell(cell)
            self.transcript.files = self._files()
        finally:
            if self.kernel is not None:
                self.kernel.close()
        running = time.monotonic() - self.begun - self.starting
        self.transcript.seconds = {"start": self.starting, "run": running}
        return self.transcript

    def _cell(self, cell: CodeCell) -> CellRun:
        if self.kernel is None or self._left() <= 0:
            return CellRun(_note("skipped"), "skipped")
        heard = CellOutputs(self.limits, self.room)
        code = cell.source if cell.question is None else _COLLECT.format(text=cell.question.payload)
        ended = self.kernel.execute(code, self._cell_seconds(), heard.hear)
        if cell.question is None and ended in {"ok", "error"}:
            self.done.append(cell.source)
        if not self.kernel.alive():
            self._restart()
        outputs = heard.outputs() + _note(ended)
        return CellRun(outputs, ended, heard.reply if cell.question else None)

    def _left(self) -> float:
        return self.end - time.monotonic()

    def _cell_seconds(self) -> float:
        return max(0.0, min(self.limits.cell_seconds, self._left()))

    def _started(self) -> Kernel | None:
        begun = time.monotonic()
        try:
            return self._with_the_shared() or self.start(self.stage.data, self.limits)
        except KernelError:
            return None
        finally:
            self.starting += time.monotonic() - begun

    def _with_the_shared(self) -> Kernel | None:
        """A kernel that has run the shared cells; None where they have to be run like all others."""
        if not self.shared or self.begin is None:
            return None
        sources = [cell.source for cell in self.shared]
        lessons = {n: data for n, data in self.stage.data.items() if n not in self.stage.wanted}
        try:
            kernel, runs = self.begin(sources, lessons, self.stage.data, self.limits)
        except KernelError:
            if self.transcript.cells:  # they have been run before, and what follows needs them
                self.done[:0] = sources
            self.shared = []
            return None
        self.transcript.cells |= {c.index: r for c, r in zip(self.shared, runs, strict=True)}
        return kernel

    def _restart(self) -> None:
        """A fresh kernel with the earlier ordinary cells run again; None when it has died too often."""
        assert self.kernel is not None
        self.kernel.close()
        self.kernel = None
        while self.transcript.restarts < self.limits.restarts and self._left() > 0:
            self.transcript.restarts += 1
            kernel = self._started()
            if kernel is None:
                continue
            if self._replay(kernel):
                self.kernel = kernel
                return
            kernel.close()  # it ended by itself: its folder and sockets are still there

    def _replay(self, kernel: Kernel) -> bool:
        """Run the earlier cells for their effect only; one that does not end well is not run again."""
        for number, source in enumerate(self.done):
            heard = CellOutputs(self.limits)  # caps hold, though nobody looks at it
            ended = kernel.execute(source, self._cell_seconds(), heard.hear)
            # one that ends well and the kernel a moment later would use up all restarts
            if kernel.alive():
                kernel.execute("", self._cell_seconds(), heard.hear)
            if not kernel.alive():
                del self.done[number]
                return False
            if ended == "timeout":
                self.done[number] = ""
        return True

    def _files(self) -> dict[str, bytes]:
        """The wanted files; from a kernel that is gone, those that were handed in."""
        handed_in = {n: d for n, d in self.stage.data.items() if n in self.stage.wanted}
        if not self.stage.wanted or self.kernel is None:
            return handed_in
        heard = CellOutputs(self.limits)
        code = _COLLECT_FILES.format(names=list(self.stage.wanted))
        self.kernel.execute(code, self.limits.cell_seconds, heard.hear)
        return _decoded(heard.reply, self.stage.wanted) if heard.reply else handed_in


def _note(status: str) -> list[dict[str, Any]]:
    """Say below a cell why it shows nothing (more)."""
    if status not in _NOTES:
        return []
    return [{"output_type": "stream", "name": "stderr", "text": _NOTES[status]}]


def _decoded(reply: str, wanted: Sequence[str]) -> dict[str, bytes]:
    try:
        found = json.loads(reply)
        return {
            name: base64.b64decode(found[name], validate=True) for name in wanted if name in found
        }
    except (ValueError, TypeError, RecursionError, binascii.Error):
        return {}
