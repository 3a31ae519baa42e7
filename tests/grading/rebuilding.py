"""Handing a notebook in and having it rebuilt, for the tests of both."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from small_lesson import (
    EXERCISES,
    LESSON,
    as_bytes,
    find,
    released,
)

from grading.boundary.submission import Submission, _parse
from grading.rebuild import Rebuilt, rebuild
from helpers.exercises.model import Lesson

NAMES = [exercise.name for exercise in EXERCISES]
ADD_UP, AVERAGE, PICKED, BOOK = NAMES
PLAN = "boundary_plan"
AVERAGED = 'def average(table):\n    return table["金额"].mean()'


def submitted(notebook: NotebookNode) -> Submission:
    """``notebook`` after its way through the door, without the disk."""
    found = Submission()
    _parse(as_bytes(notebook), found)
    assert found.problem == ""
    return found


def hand_in(
    notebook: NotebookNode, original: NotebookNode | None = None, lesson: Lesson = LESSON
) -> Rebuilt:
    rebuilt = rebuild(original or released(), submitted(notebook), lesson)
    ids = [cell.id for cell in rebuilt.notebook.cells]
    assert len(ids) == len(set(ids))
    return rebuilt


def source(rebuilt: Rebuilt, grade_id: str) -> str:
    return str(find(rebuilt.notebook, grade_id).source)


def locked(notebook: NotebookNode) -> list[Any]:
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("locked")]


def attempted(rebuilt: Rebuilt) -> list[str]:
    return [name for name, yes in rebuilt.attempted.items() if yes]
