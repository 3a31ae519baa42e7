"""Marks and comments for the gradebook, from the verdicts and never from a notebook's outputs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.course import Course
from grading.kept import write_whole

NO_RESPONSE = "未作答。"
CHECK = "check_"


@dataclass(frozen=True)
class Marks:
    """What one submission earns by itself.

    ``scores``: points by grade_id of every grade cell, None where the teacher must look.
    ``comments``: by grade_id of every answer cell, None where there is nothing to say.
    ``digests``: of the answer's text, by grade_id of every grade cell.
    """

    scores: dict[str, float | None]
    comments: dict[str, str | None]
    digests: dict[str, str]


@dataclass(frozen=True)
class Seen:
    """What the marks in the gradebook were given for: the whole work, and each answer's digest."""

    work: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, course: Course, lesson_id: str, student_id: str) -> Seen:
        """What was noted last; nothing if that cannot be read."""
        try:
            data = json.loads(_notes(course, lesson_id, student_id).read_text("utf-8"))
            return cls(str(data["work"]), dict(data["digests"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, course: Course, lesson_id: str, student_id: str) -> None:
        """Note it, after the gradebook: if this is cut short, changed answers are found changed again."""
        data = {"work": self.work, "digests": dict(self.digests)}
        text = json.dumps(data, indent=1, sort_keys=True)
        write_whole(course, _notes(course, lesson_id, student_id), text)


def _notes(course: Course, lesson_id: str, student_id: str) -> Path:
    return course.private / "answers" / lesson_id / f"{student_id}.json"


def marks_of(notebook: NotebookNode, scores: Mapping[str, float]) -> Marks:
    """The marks of a judged ``notebook``: ``scores`` for check cells, and its written answers."""
    graded = {_grade_id(cell): cell for cell in notebook.cells if utils.is_grade(cell)}
    solved = {_grade_id(cell): cell for cell in notebook.cells if utils.is_solution(cell)}
    points: dict[str, float | None] = {}
    for grade_id, cell in graded.items():
        if utils.is_solution(cell):
            points[grade_id] = 0.0 if _untouched(cell) else None
        else:
            points[grade_id] = scores[grade_id]
    comments = {name: NO_RESPONSE if _untouched(cell) else None for name, cell in solved.items()}
    # the answer to check_NAME is the cell NAME; a written answer is its own grade cell
    texts = {name: cell.source for name, cell in solved.items()}
    digests = {
        name: hashlib.sha256(
            texts.get(name, texts.get(name.removeprefix(CHECK), "")).encode()
        ).hexdigest()
        for name in graded
    }
    return Marks(points, comments, digests)


def save_marks(
    gradebook: Gradebook, notebook: SubmittedNotebook, marks: Marks, seen: Mapping[str, str]
) -> None:
    """Put ``marks`` into the gradebook's session; the caller commits.

    A mark given by hand counts for the answer that the teacher saw, whose digest is in ``seen``. It
    stays while that answer's text is the same, also when everything is graded again; otherwise it
    is cleared and kept in a comment. Raises MissingEntry for a cell that the gradebook does not have.
    """
    grades = _entries(gradebook, Grade, notebook)
    comments = _entries(gradebook, Comment, notebook)
    missing = (marks.scores.keys() - grades.keys()) | (marks.comments.keys() - comments.keys())
    if missing:
        raise MissingEntry(f"not in the gradebook: {', '.join(sorted(missing))}")
    for name, text in marks.comments.items():
        comments[name].auto_comment = text
    for name, score in marks.scores.items():
        grade, before = grades[name], seen.get(name)
        grade.auto_score = score
        by_hand = grade.manual_score is not None or bool(grade.extra_credit)
        if by_hand and before is not None and before != marks.digests[name]:
            _clear_mark(grade, comments.get(name.removeprefix(CHECK)))
        if grade.manual_score is None:
            grade.needs_manual_grade = score is None
        else:
            # marked before we kept digests: only the teacher can tell whether the mark still fits
            grade.needs_manual_grade = before is None


def auto_scores(gradebook: Gradebook, notebook: SubmittedNotebook) -> dict[str, float | None]:
    """The marks that were given automatically, by grade_id."""
    grades = _entries(gradebook, Grade, notebook)
    return {name: grade.auto_score for name, grade in grades.items()}


def _entries(gradebook: Gradebook, kind: type[Any], notebook: SubmittedNotebook) -> dict[str, Any]:
    """The grades or comments of one submitted notebook by their cell's name, in one query."""
    found = (
        gradebook.db.query(BaseCell.name, kind)
        .join(BaseCell, BaseCell.id == kind.cell_id)
        .filter(kind.notebook_id == notebook.id)
    )
    return {name: entry for name, entry in found}


def _clear_mark(grade: Grade, comment: Comment | None) -> None:
    marks = [] if grade.manual_score is None else [f"{grade.manual_score:g} 分"]
    if grade.extra_credit:
        marks.append(f"加分 {grade.extra_credit:g} 分")
    grade.manual_score = grade.extra_credit = None
    if comment is not None:
        note = f"（作答已修改，原来的人工评分已清除：{'，'.join(marks)}。）"
        earlier = f"\n\n原来的评语：{comment.manual_comment}" if comment.manual_comment else ""
        comment.manual_comment = note + earlier


class SaveScores(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """What nbgrader's Autograde saves marks by, in the place of its own SaveAutoGrades."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the score of every grade cell and the comment of every answer cell."""
        names, ours = resources["nbgrader"], resources["workbook"]
        lesson_id, student_id = names["assignment"], names["student"]
        seen = Seen.read(ours["course"], lesson_id, student_id)
        marks = marks_of(nb, ours["scores"])
        with Gradebook(names["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(names["notebook"], lesson_id, student_id)
            save_marks(gradebook, notebook, marks, seen.digests)
            gradebook.db.commit()
        Seen(ours["work"], marks.digests).write(ours["course"], lesson_id, student_id)
        return nb, resources


def _grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.nbgrader.grade_id)


def _untouched(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell))
