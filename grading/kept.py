"""What came of one submission, and results kept in the course folder so that nothing is run twice.

A result is kept under a key of everything that it depends on: an interrupted class goes on where it
stopped, and a corrected exercise is graded again.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.course import Course
from helpers.checking.verdict import Verdict
from helpers.errors import WorkbookError


@dataclass
class Graded:
    """One submission, run and judged; everything in ``notebook`` is safe to show.

    ``scores`` maps the grade_id of each check cell to its score. ``repairs`` tell what was set right
    on the way, ``problems`` what needs the teacher's eye; both are Chinese sentences. ``key`` stands
    for everything that the marks depend on, ``work`` for what was handed in alone. ``seconds`` is the
    wall time by phase when it was run, ``from_kept`` tells that this was not now. ``sandbox`` is False
    where nothing but the teacher's trust protected the computer and the marks.
    """

    notebook: NotebookNode
    scores: dict[str, float]
    verdicts: dict[str, Verdict]
    repairs: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    key: str = ""
    work: str = ""
    sandbox: bool = True
    seconds: dict[str, float] = field(default_factory=dict, compare=False)
    from_kept: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Kept:
    """The place where the result for one submission is kept."""

    course: Course
    lesson_id: str
    student_id: str

    @property
    def path(self) -> Path:
        """The file, which need not exist."""
        return _folder(self.course, self.lesson_id) / f"{self.student_id}.json"

    def load(self, key: str) -> Graded | None:
        """The result kept under ``key``; None where there is none."""
        found = _load(self.path)
        return found if found is not None and found.key == key else None

    def store(self, graded: Graded) -> None:
        """Keep ``graded``, whole or not at all; raises WorkbookError where it cannot be written."""
        data = {
            "key": graded.key,
            "work": graded.work,
            "notebook": graded.notebook,
            "scores": graded.scores,
            "verdicts": {name: verdict.to_dict() for name, verdict in graded.verdicts.items()},
            "repairs": graded.repairs,
            "problems": graded.problems,
            "sandbox": graded.sandbox,
            "seconds": graded.seconds,
        }
        write_whole(self.course, self.path, json.dumps(data, ensure_ascii=False))


def kept_results(course: Course, lesson_id: str) -> dict[str, Graded]:
    """The results kept for a lesson by student id, newest grading, whatever they were keyed by.

    Their notebooks are left empty: those of a whole class would fill the memory.
    """
    results = {}
    for path in sorted(_folder(course, lesson_id).glob("*.json")):
        graded = _load(path)
        if graded is not None:
            graded.notebook = nbformat.v4.new_notebook()
            results[path.stem] = graded
    return results


def unprotected_students(course: Course, lesson_id: str) -> set[str]:
    """The students whose kept marks for a lesson no sandbox protected."""
    kept = kept_results(course, lesson_id).items()
    return {student for student, graded in kept if not graded.sandbox}


def write_whole(course: Course, path: Path, text: str) -> None:
    """Write ``text`` to a file of the course's private folder so that nobody ever sees half of it.

    Raises WorkbookError where it cannot be written.
    """
    draft = course.drafts / secrets.token_hex(6)
    try:
        course.drafts.mkdir(exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8")
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise WorkbookError(
            f"批改结果写不进“{path.parent}”（{error.strerror}）：请检查磁盘空间和写入权限。"
        ) from error


def _folder(course: Course, lesson_id: str) -> Path:
    return course.private / "judged" / lesson_id


def _load(path: Path) -> Graded | None:
    try:
        data: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Graded(
            nbformat.from_dict(data["notebook"]),
            dict(data["scores"]),
            {name: Verdict.from_dict(v) for name, v in data["verdicts"].items()},
            list(data["repairs"]),
            list(data["problems"]),
            data["key"],
            data["work"],
            bool(data["sandbox"]),
            dict(data["seconds"]),
            from_kept=True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # absent, or written by an older version: grade again
