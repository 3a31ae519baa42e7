"""Feedback pages for learners: nbgrader's GenerateFeedback with a Chinese template of our own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from grading.bridge.calls import run_converter
from grading.bridge.scores import CHECK
from grading.course import Course
from helpers.errors import WorkbookError
from helpers.exercises.catalog import lesson

TEMPLATES = Path(__file__).resolve().parent / "templates"
# No scripts and no widgets: neither works in a page that is kept, mailed or printed.
SHOWN = ["text/html", "image/png", "image/jpeg", "text/markdown", "text/plain"]
# nbconvert writes this in English where a picture has no text
NO_ALT = "No description has been provided for this image"


def feedback(course: Course, lesson_ids: Sequence[str]) -> list[Path]:
    """Write ``feedback/STUDENT/LESSON/LESSON.html`` for everybody who was graded; return the pages.

    Raises WorkbookError when a lesson has not been graded, or at the end when a page failed.
    """
    for lesson_id in lesson_ids:
        if not any(course.autograded.glob(f"*/{lesson_id}/{lesson_id}.ipynb")):
            raise WorkbookError(
                f"课次 {lesson_id} 还没有批改，请先运行 workbook grade {lesson_id}。"
            )
    failed: WorkbookError | None = None
    for lesson_id in lesson_ids:
        try:
            run_converter(course, GenerateFeedback, lesson_id)
        except WorkbookError as error:
            failed = error
    if failed:
        raise failed
    return sorted(
        page for one in lesson_ids for page in course.feedback.glob(f"*/{one}/{one}.html")
    )


class FeedbackGrades(GetGrades):  # type: ignore[misc]  # nbgrader is untyped
    """GetGrades that also tells which written answers still wait for the teacher."""

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata.nbgrader.grade_id, self.notebook_id, self.assignment_id, self.student_id
        )
        cell.metadata.nbgrader["waiting"] = bool(grade.needs_manual_grade)


class FeedbackExporter(HTMLExporter):  # type: ignore[misc]  # nbconvert is untyped
    """HTMLExporter with our template, whatever nbgrader or a teacher set for HTMLExporter."""

    @property
    def default_config(self) -> Config:
        """HTMLExporter's defaults and, under our own name so that they win, ours."""
        config = Config(super().default_config)
        config.FeedbackExporter.template_name = "feedback"
        config.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES)]
        config.FeedbackExporter.language_code = "zh"
        config.NbConvertBase.display_data_priority = SHOWN
        return config

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render ``nb``; ``resources`` must name the lesson as nbgrader does."""
        if resources is None:
            raise TypeError("FeedbackExporter works for nbgrader's GenerateFeedback only")
        resources["workbook"] = _names(resources["nbgrader"]["assignment"])
        html, resources = super().from_notebook_node(nb, resources, **kw)
        return html.replace(NO_ALT, "图"), resources


def _names(lesson_id: str) -> dict[str, Any]:
    """What the lesson and its grade cells are called in Chinese."""
    try:
        one = lesson(lesson_id)
    except WorkbookError:  # an assignment of the teacher's own
        return {"title": lesson_id, "titles": {}}
    titles = {CHECK + exercise.name: exercise.title for exercise in one.exercises}
    titles |= {written.name: written.title for written in one.written}
    return {"title": f"第 {int(one.number)} 课　{one.title}", "titles": titles}
