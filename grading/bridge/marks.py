"""Marks and comments of a whole class out of nbgrader's gradebook, in a few queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import Select, select

from grading.bridge.calls import venv_on_path


@dataclass(frozen=True)
class Mark:
    """One grade cell's mark: points got, points to be had, whether the teacher has yet to mark it."""

    score: float
    points: float
    waiting: bool


@dataclass
class Marks:
    """What the gradebook holds for one submitted notebook; cells by grade_id.

    ``points`` can be had in all; ``penalty`` is taken off for handing in late.
    """

    points: float
    penalty: float
    cells: dict[str, Mark] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Points got, less the penalty."""
        return sum(mark.score for mark in self.cells.values()) - self.penalty


def class_marks(db_url: str, assignment: str, notebook: str) -> dict[str, Marks]:
    """The marks of everybody who was graded, by student id.

    ``assignment`` and ``notebook`` are nbgrader's names. Raises nbgrader's MissingEntry for others.
    """
    with venv_on_path(), Gradebook(db_url) as gradebook:
        asked = gradebook.find_notebook(notebook, assignment)
        of_class = SubmittedNotebook.notebook_id == asked.id
        found, students = {}, {}
        for number, student, penalty in gradebook.db.execute(_submissions().where(of_class)):
            students[student] = found[number] = Marks(asked.max_score, penalty or 0.0)
        for number, name, *mark in gradebook.db.execute(_grades().where(of_class)):
            found[number].cells[name] = Mark(*mark)
        for number, name, comment in gradebook.db.execute(_comments().where(of_class)):
            found[number].comments[name] = comment
    return students


def _submissions() -> Select[Any]:
    return select(
        SubmittedNotebook.id,
        SubmittedAssignment.student_id,
        SubmittedNotebook.late_submission_penalty,
    ).join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)


def _grades() -> Select[Any]:
    points = (Grade.score, Grade.max_score, Grade.needs_manual_grade)
    return (
        select(Grade.notebook_id, BaseCell.name, *points)
        .join(BaseCell, BaseCell.id == Grade.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
    )


def _comments() -> Select[Any]:
    return (
        select(Comment.notebook_id, BaseCell.name, Comment.comment)
        .join(BaseCell, BaseCell.id == Comment.cell_id)
        .join(SubmittedNotebook, SubmittedNotebook.id == Comment.notebook_id)
    )
