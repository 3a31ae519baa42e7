"""Where the time of one graded notebook went, out of the run's own log."""

from __future__ import annotations

from grading.bench.markdown import head, line
from grading.course import Course
from grading.timings import latest_run, read_timings

NAMES = {"start": "启动", "run": "运行", "judge": "判分", "write": "写入"}


def phases(course: Course) -> list[str]:
    """A table of mean seconds by phase; nothing where the course's newest run left no log."""
    log = latest_run(course.runs)
    if log is None:
        return []
    means = read_timings(log)[list(NAMES)].mean()
    cells = [f"{means[name] * 1000:.0f}" for name in NAMES]
    return ["", *head("每份平均（毫秒）", *NAMES.values()), line(["workbook grade", *cells])]
