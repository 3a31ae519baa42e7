"""Two courses with the same submissions: one for this workbook, one for nbgrader as it comes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat

from grading.course import Course
from grading.demo.plan import Work, ordinary_work
from grading.rebuild import grade_info
from grading.release import release
from helpers.exercises import catalog

SEED = 20190512


def submissions(lesson_id: str, size: int) -> Iterator[tuple[str, Work, bytes]]:
    """``size`` students with the work that each hands in, and their notebooks' bytes.

    The demo class's ordinary works again and again, each time with other words in the answers, so
    that nothing can be graded once for two students.
    """
    works = ordinary_work(catalog.lesson(lesson_id))
    for number in range(size):
        work = works[number % len(works)]
        yield f"学生{number + 1:04d}", work, _with_words(work.notebook, f"第 {number + 1} 份")


def _with_words(data: bytes, words: str) -> bytes:
    notebook = nbformat.reads(data.decode(), as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code" and grade_info(cell).get("solution"):
            cell.source += f"\n# {words}"
    text: str = nbformat.writes(notebook)
    return text.encode()


def released_course(target: Path, lesson_id: str) -> Course:
    """A new course in ``target`` where ``lesson_id`` is released."""
    course = Course.create(target, seed=SEED)
    release(course, [lesson_id])
    return course


def handed_in(released: Course, target: Path, lesson_id: str, size: int) -> Course:
    """A copy of ``released`` in ``target`` where ``size`` students have handed in ``lesson_id``."""
    course = Course(shutil.copytree(released.root, target))
    for student, work, notebook in submissions(lesson_id, size):
        folder = course.submission(student, lesson_id)
        folder.mkdir(parents=True)
        (folder / f"{lesson_id}.ipynb").write_bytes(notebook)
        for name, data in work.files.items():
            (folder / name).write_bytes(data)
    return course


def stock_course(course: Course, target: Path, lesson_id: str, size: int) -> Path:
    """The first ``size`` submissions of ``course`` in a course that nothing of ours configures."""
    for name in ("source", "release"):
        shutil.copytree(course.root / name, target / name)
    for student in course.students(lesson_id)[:size]:
        shutil.copytree(
            course.submission(student, lesson_id), target / "submitted" / student / lesson_id
        )
    shutil.copy(course.gradebook, target / "gradebook.db")
    (target / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    return target
