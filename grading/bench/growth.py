"""How time and memory of ``workbook grade`` grow with the class."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from grading.bench.courses import handed_in, released_course
from grading.bench.grade import grade, machine
from grading.bench.markdown import COLUMNS, head, measured
from grading.bench.running import Run

SIZES = (10, 100, 1000)
STRAIGHT = 0.15  # how far off the line a size may lie


def report(lesson_id: str, sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Lines of Markdown: a row for each size, then whether they lie on a straight line."""
    yield machine(lesson_id)
    yield from ["", *head("workbook grade", *COLUMNS)]
    runs: dict[int, Run] = {}
    with tempfile.TemporaryDirectory(prefix="workbook-bench-") as folder:
        released = released_course(Path(folder, "released"), lesson_id)
        for size in sorted(set(sizes)):
            course = handed_in(released, Path(folder, str(size)), lesson_id, size)
            runs[size] = grade(course, lesson_id)
            yield measured(lesson_id, size, runs[size])
    if len(runs) > 1:
        yield from ["", line_through({size: run.seconds for size, run in runs.items()})]
        memory = " → ".join(f"{run.memory / 2**20:,.0f}" for run in runs.values())
        yield f"最高内存：{memory} MB。"


def line_through(seconds: dict[int, float]) -> str:
    """Say what the line through the smallest and the largest class is, and how far off others lie.

    ``seconds`` by size, at least two sizes, in rising order.
    """
    (small, first), *between, (large, last) = seconds.items()
    each = (last - first) / (large - small)
    start = first - each * small
    said = f"从 {small:,} 份到 {large:,} 份：开头 {start:.1f} 秒，每多一份 {each:.3f} 秒。"
    for size, taken in between:
        straight = start + each * size
        off = taken / straight - 1
        kind = "在直线上" if abs(off) <= STRAIGHT else "不在直线上"
        said += (
            f"{size:,} 份按直线是 {straight:.1f} 秒，实测 {taken:.1f} 秒（{off:+.0%}），{kind}。"
        )
    return said
