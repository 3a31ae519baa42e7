"""``workbook grade`` beside ``nbgrader autograde``: the same submissions, everything counted."""

from __future__ import annotations

import os
import platform
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import psutil

from grading.bench.compare import different_marks, different_outputs
from grading.bench.courses import handed_in, released_course, stock_course
from grading.bench.markdown import COLUMNS, head, measured
from grading.bench.phases import phases
from grading.bench.running import Run, measure
from grading.course import Course

SIZE = 100


def report(lesson_id: str, sizes: Sequence[int], stock: int | None = None) -> Iterator[str]:
    """Lines of Markdown: for each size both ways of grading and of making feedback, compared.

    ``stock`` has nbgrader grade only so many. Everything happens in temporary folders. Raises
    WorkbookError when one of the commands fails.
    """
    yield machine(lesson_id)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="workbook-bench-") as folder:
            yield from _compare(Path(folder), lesson_id, size, min(stock or size, size))


def machine(lesson_id: str) -> str:
    """What was measured, and on which machine."""
    return (
        f"课次 {lesson_id}；{os.cpu_count()} 核，{platform.system()} {platform.machine()}，"
        f"Python {platform.python_version()}，nbgrader {version('nbgrader')}。"
        f"开始时机器的负载是 {psutil.getloadavg()[0]:.1f}。"
        "时间从命令开始算到命令结束，内存是它全部进程的总和（PSS）。"
    )


def grade(course: Course, lesson_id: str) -> Run:
    """Measure the command that grades the whole class."""
    # status 1: somebody's work needs the teacher's eye
    return measure(_workbook("grade", course, lesson_id), course.root, good=(0, 1))


def _workbook(name: str, course: Course, lesson_id: str) -> list[str]:
    return ["-P", "-m", "grading.cli", name, lesson_id, "--course", str(course.root)]


def _nbgrader(name: str, course: Path, lesson_id: str) -> Run:
    return measure(["-m", "nbgrader", name, lesson_id], course)


def _compare(folder: Path, lesson_id: str, size: int, stock_size: int) -> Iterator[str]:
    released = released_course(folder / "released", lesson_id)
    course, again = (
        handed_in(released, folder / name, lesson_id, size) for name in ("ours", "again")
    )
    stock = stock_course(course, folder / "stock", lesson_id, stock_size)
    yield from ["", *head("批改", *COLUMNS)]
    first = grade(course, lesson_id)
    yield measured("workbook grade，第 1 次", size, first)
    theirs = _nbgrader("autograde", stock, lesson_id)
    yield measured("nbgrader autograde", stock_size, theirs)
    # once more, so that a disturbance is seen
    second = grade(again, lesson_id)
    yield measured("workbook grade，第 2 次", size, second)
    slower = max(first.seconds, second.seconds)
    yield from ["", f"workbook grade {_times(slower / size, theirs.seconds / stock_size)}"]
    if stock_size < size:
        yield f"nbgrader 只批改了前 {stock_size} 份，按每份的时间比较。"
    yield from _compared(course, Course(stock), lesson_id)
    yield from phases(course)
    yield from _feedback(course, stock, lesson_id, size, stock_size)


def _compared(course: Course, stock: Course, lesson_id: str) -> Iterator[str]:
    both = lesson_id, stock.students(lesson_id)
    yield _same("分数", *different_marks(course.db_url, stock.db_url, *both))
    for what, answers in (("作答格的输出", True), ("课里其余代码格的输出", False)):
        folders = course.autograded, stock.autograded
        yield _same(what, *different_outputs(*folders, *both, answers=answers))


def _feedback(
    course: Course, stock: Path, lesson_id: str, size: int, stock_size: int
) -> Iterator[str]:
    yield from ["", *head("反馈", *COLUMNS)]
    ours = measure(_workbook("feedback", course, lesson_id), course.root)
    yield measured("workbook feedback", size, ours)
    theirs = _nbgrader("generate_feedback", stock, lesson_id)
    yield measured("nbgrader generate_feedback", stock_size, theirs)
    ratio = _times(ours.seconds / size, theirs.seconds / stock_size)
    yield from ["", f"workbook feedback {ratio}"]


def _times(ours: float, theirs: float) -> str:
    return f"每份 {ours:.3f} 秒，nbgrader 每份 {theirs:.3f} 秒：{theirs / ours:.1f} 倍。"


def _same(what: str, compared: int, different: Counter[str]) -> str:
    if not different:
        return f"{what}：比较了 {compared:,} 个，全部相同。"
    named = "、".join(f"{name}（{times} 份）" for name, times in different.most_common())
    return f"{what}：比较了 {compared:,} 个，{different.total():,} 个不同：{named}。"
