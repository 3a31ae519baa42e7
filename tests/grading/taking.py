"""A folder of hand-ins and what became of them, for the tests of intake."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from grading.course import Course

LESSON = "97_small"
NOON = (2026, 3, 2, 12, 0, 0)
LATER = (2026, 3, 2, 13, 0, 0)


def put(inbox: Path, name: str, text: str = "笔记", moment: tuple[int, ...] = NOON) -> Path:
    path = inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    seconds = time.mktime((*moment, 0, 0, -1))
    os.utime(path, (seconds, seconds))
    return path


def taken(course: Course, student: str, name: str = f"{LESSON}.ipynb") -> str:
    return (course.submission(student, LESSON) / name).read_text("utf-8")


def timestamp(course: Course, student: str) -> datetime:
    folder = course.submission(student, LESSON)
    found: datetime = CourseDirectory().get_existing_timestamp(str(folder))
    return found.replace(tzinfo=UTC)


def snapshot(course: Course) -> dict[str, tuple[bytes, int]]:
    return {
        str(p.relative_to(course.root)): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in course.root.rglob("*")
        if p.is_file()
    }
