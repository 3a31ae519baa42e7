"""Runs one submission's cells in sandboxed kernels, however often one of them dies."""

from __future__ import annotations

import base64
import binascii
import json
import time
from collections.abc import Sequence
from typing import Literal

from grading.execution.api import CellRun, CodeCell, Limits, Stage, Transcript
from grading.execution.heard import CellOutputs
from grading.execution.kernel import SandboxKernel, execute_all

MAX_SHARED = 10_000_000  # bytes beside the sockets
_COLLECT = "from helpers.lab.collector import collect as _c; _c({text!r})"
_COLLECT_FILES = "from helpers.lab.collector import collect_files as _f; _f({names!r})"


class KernelExecutor:
    """An ``Executor``: a fresh sandboxed kernel for each submission."""

    def run(self, cells: Sequence[CodeCell], stage: Stage, limits: Limits) -> Transcript:
        """Run ``cells`` in order; a cell that kills the kernel costs only itself."""
        return _Run(cells, stage, limits).run()


class _Run:
    def __init__(self, cells: Sequence[CodeCell], stage: Stage, limits: Limits) -> None:
        self.cells, self.stage, self.limits = cells, stage, limits
        self.end = time.monotonic() + limits.total_seconds
        self.transcript = Transcript({})
        self.done: list[str] = []  # sources to run again in a fresh kernel
        self.kernel: SandboxKernel | None = SandboxKernel(stage.data, limits)

    def run(self) -> Transcript:
        try:
            for cell in self.cells:
                self.transcript.cells[cell.index] = self._cell(cell)
            self.transcript.files = self._files()
        finally:
            if self.kernel is not None:
                self.kernel.close()
        return self.transcript

    def _cell(self, cell: CodeCell) -> CellRun:
        if self.kernel is None or self._left() <= 0:
            return CellRun([], "skipped")
        heard = CellOutputs(self.limits)
        code = cell.source if cell.question is None else _COLLECT.format(text=cell.question.payload)
        # a question times each of its calls itself; together they may take longer than one cell
        seconds = min(self.limits.cell_seconds, self._left())
        ended = self.kernel.execute(code, seconds, heard.hear)
        if self.kernel.shared_bytes() > MAX_SHARED:
            ended = "died"
        if ended in {"timeout", "died"}:
            self._restart()
        elif cell.question is None:
            self.done.append(cell.source)
        status: Literal["ok", "error", "timeout", "died"] = ended
        return CellRun(heard.outputs(), status, heard.reply if cell.question else None)

    def _left(self) -> float:
        return self.end - time.monotonic()

    def _restart(self) -> None:
        """A fresh kernel with the earlier ordinary cells run again; None when it has died too often."""
        assert self.kernel is not None
        self.kernel.close()
        self.kernel = None
        while self.transcript.restarts < self.limits.restarts and self._left() > 0:
            self.transcript.restarts += 1
            kernel = SandboxKernel(self.stage.data, self.limits)
            if execute_all(kernel, self.done, self._left()):
                self.kernel = kernel
                return
            kernel.close()

    def _files(self) -> dict[str, bytes]:
        """The wanted files; from a kernel that is gone, those that were handed in."""
        handed_in = {n: d for n, d in self.stage.data.items() if n in self.stage.wanted}
        if not self.stage.wanted or self.kernel is None:
            return handed_in
        heard = CellOutputs(self.limits)
        code = _COLLECT_FILES.format(names=list(self.stage.wanted))
        self.kernel.execute(code, self.limits.cell_seconds, heard.hear)
        return _decoded(heard.reply, self.stage.wanted) if heard.reply else handed_in


def _decoded(reply: str, wanted: Sequence[str]) -> dict[str, bytes]:
    try:
        found = json.loads(reply)
        return {
            name: base64.b64decode(found[name], validate=True) for name in wanted if name in found
        }
    except (ValueError, TypeError, RecursionError, binascii.Error):
        return {}
