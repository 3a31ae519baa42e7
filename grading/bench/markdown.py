"""Lines of Markdown for what was measured."""

from __future__ import annotations

from collections.abc import Sequence

from grading.bench.running import Run

COLUMNS = ("份数", "秒", "份/秒", "最高内存 MB")


def head(*names: str) -> list[str]:
    """The first two lines of a table; the first column is text, the others are numbers."""
    return [line(names), line(["---", *["---:"] * (len(names) - 1)])]


def line(cells: Sequence[str]) -> str:
    """One row of a table."""
    return f"| {' | '.join(cells)} |"


def measured(name: str, size: int, run: Run) -> str:
    """The row of one run over ``size`` notebooks, under a first column and ``COLUMNS``."""
    return line(
        [
            name,
            f"{size:,}",
            f"{run.seconds:.1f}",
            f"{size / run.seconds:.2f}",
            f"{run.memory / 2**20:,.0f}",
        ]
    )
