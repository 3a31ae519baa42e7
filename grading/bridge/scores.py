"""Marks and comments for the gradebook, from the verdicts and never from a notebook's outputs."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Grade, MissingEntry
from nbgrader.preprocessors import SaveAutoGrades

NO_RESPONSE = "未作答。"
CHECK = "check_"


class SaveScores(SaveAutoGrades):  # type: ignore[misc]  # nbgrader is untyped
    """nbgrader's SaveAutoGrades with the pipeline's scores, and care for marks given by hand.

    A mark given by hand counts for the answer that the teacher saw. It stays while that answer's
    text is the same, also when everything is graded again; otherwise it is cleared and kept in a
    comment.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the score of every grade cell and the comment of every answer cell."""
        self.scores: dict[str, float] = resources["workbook"]["scores"]
        path: Path = resources["workbook"]["answers"]
        self.seen = _read_digests(path)
        self.digests = answer_digests(nb)
        nb, resources = super().preprocess(nb, resources)
        # Last: should this be cut short, changed answers are found changed again next time.
        _write_digests(path, self.digests)
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        grade_id = cell.metadata.nbgrader.grade_id
        grade = self._entry("find_grade", grade_id)
        if utils.is_solution(cell):
            grade.auto_score = 0.0 if _untouched(cell) else None
        else:
            grade.auto_score = self.scores[grade_id]
        by_hand = grade.manual_score is not None or bool(grade.extra_credit)
        seen = self.seen.get(grade_id)
        if by_hand and seen is not None and seen != self.digests[grade_id]:
            self._clear_mark(grade, grade_id)
        if grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        else:
            # Marked before we kept digests: only the teacher can tell whether the mark still fits.
            grade.needs_manual_grade = seen is None
        self.gradebook.db.commit()

    def _clear_mark(self, grade: Grade, grade_id: str) -> None:
        marks = [] if grade.manual_score is None else [f"{grade.manual_score:g} 分"]
        if grade.extra_credit:
            marks.append(f"加分 {grade.extra_credit:g} 分")
        note = f"（作答已修改，原来的人工评分已清除：{'，'.join(marks)}。）"
        grade.manual_score = grade.extra_credit = None
        try:
            comment = self._entry("find_comment", grade_id.removeprefix(CHECK))
        except MissingEntry:
            self.log.warning("%s %s", grade_id, note)
            return
        earlier = f"\n\n原来的评语：{comment.manual_comment}" if comment.manual_comment else ""
        comment.manual_comment = note + earlier

    def _add_comment(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        comment = self._entry("find_comment", cell.metadata.nbgrader.grade_id)
        comment.auto_comment = NO_RESPONSE if _untouched(cell) else None
        self.gradebook.db.commit()

    def _entry(self, method: str, grade_id: str) -> Any:
        find = getattr(self.gradebook, method)
        return find(grade_id, self.notebook_id, self.assignment_id, self.student_id)


def answer_digests(notebook: NotebookNode) -> dict[str, str]:
    """A digest of the answer's text for each grade cell, by grade_id.

    The answer to ``check_NAME`` is the cell NAME; a written answer is its own grade cell.
    """
    texts = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in notebook.cells
        if utils.is_solution(cell)
    }
    graded = [cell.metadata.nbgrader.grade_id for cell in notebook.cells if utils.is_grade(cell)]
    return {
        grade_id: hashlib.sha256(
            texts.get(grade_id, texts.get(grade_id.removeprefix(CHECK), "")).encode()
        ).hexdigest()
        for grade_id in graded
    }


def _untouched(cell: NotebookNode) -> bool:
    return bool(cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell))


def _read_digests(path: Path) -> dict[str, str]:
    try:
        digests: dict[str, str] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return digests


def _write_digests(path: Path, digests: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".tmp")
    draft.write_text(json.dumps(digests, indent=1, sort_keys=True), "utf-8")
    os.replace(draft, path)
