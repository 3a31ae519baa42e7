"""Feedback pages for learners: nbgrader's GenerateFeedback with a Chinese template of our own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import MissingEntry
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import NbGraderPreprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound
from sqlalchemy.exc import OperationalError
from traitlets.config import Config

from grading.bridge.calls import run_converter
from grading.bridge.marks import Marks, class_marks
from grading.bridge.scores import CHECK
from grading.course import Course
from helpers.errors import WorkbookError
from helpers.exercises.catalog import lesson

TEMPLATES = Path(__file__).resolve().parent / "templates"
# No scripts and no widgets: neither works in a page that is kept, mailed or printed.
SHOWN = ["text/html", "image/png", "image/jpeg", "text/markdown", "text/plain"]
NO_ALT = "图"
# Most of a page is the same for the whole class: what was rendered once is kept for the next page.
# A lesson has about a hundred pieces; the rest is room for what learners have in common.
KEPT = 1024


def feedback(course: Course, lesson_ids: Sequence[str]) -> list[Path]:
    """Write ``feedback/STUDENT/LESSON/LESSON.html`` for everybody who was graded; return the pages.

    Raises WorkbookError when a lesson has not been graded, or at the end, with the students' names,
    when pages failed.
    """
    for lesson_id in lesson_ids:
        if not any(course.autograded.glob(f"*/{lesson_id}/{lesson_id}.ipynb")):
            raise WorkbookError(
                f"课次 {lesson_id} 还没有批改，请先运行 workbook grade {lesson_id}。"
            )
    failed = []
    for lesson_id in lesson_ids:
        try:
            run_converter(course, FeedbackPages, lesson_id)
        except WorkbookError as error:
            failed.append(error)
    if failed:
        raise WorkbookError("\n".join(map(str, failed))) from failed[0]
    return sorted(
        page for one in lesson_ids for page in course.feedback.glob(f"*/{one}/{one}.html")
    )


class FeedbackPages(GenerateFeedback):  # type: ignore[misc]  # nbgrader is untyped
    """GenerateFeedback that replaces a page at once and says whose page failed."""

    def start(self) -> None:
        """Write the pages; raises WorkbookError with the students' names when some failed."""
        self.failed: list[str] = []
        try:
            super().start()
        except NbGraderException as error:
            if not self.failed:
                raise
            raise WorkbookError(
                f"课次 {self.coursedir.assignment_id} 有 {len(self.failed)} 位学生的反馈没有生成："
                f"{'、'.join(self.failed)}。请把他们的作业重新批改一次，再生成反馈；"
                "nbgrader 的说明在课程文件夹的 .workbook/nbgrader.log。"
            ) from error

    def init_destination(self, assignment_id: str, student_id: str) -> bool:
        """Clear the student's folder but for the page, which stays until the new one replaces it."""
        if student_id in (self.coursedir.student_id_exclude or "").split(","):
            return False
        pages = {f"{Path(notebook).stem}.html" for notebook in self.notebooks}
        for path in Path(self._format_dest(assignment_id, student_id)).glob("*"):
            if path.name not in pages:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        return True

    def convert_single_notebook(self, notebook_filename: str) -> None:
        """Convert one notebook, remembering whose it is when that fails."""
        try:
            super().convert_single_notebook(notebook_filename)
        except OperationalError:
            raise  # the gradebook itself, which is nobody's page
        except Exception:
            self.failed.append(Path(notebook_filename).parent.parent.name)
            raise

    def write_single_notebook(self, output: str, resources: dict[str, Any]) -> None:
        """Write a page under another name first: a page that is there is whole."""
        name = resources["unique_key"]
        draft = {**resources, "unique_key": f".{name}.draft"}
        super().write_single_notebook(output, draft)
        folder = Path(self.writer.build_directory)
        extension = resources["output_extension"]
        os.replace(folder / f".{name}.draft{extension}", folder / f"{name}{extension}")


class FeedbackGrades(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is untyped
    """nbgrader's GetGrades for a class: marks read once, and which answers wait for the teacher."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        # one run of nbgrader has its own preprocessors, so nothing here outlives it
        self._class_marks = lru_cache(class_marks)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put marks and comments into the cells' metadata and the totals into ``resources``."""
        info = resources["nbgrader"]
        of_class = self._class_marks(info["db_url"], info["assignment"], info["notebook"])
        if info["student"] not in of_class:
            raise MissingEntry(f"no marks of {info['student']} for {info['assignment']}")
        marks = of_class[info["student"]]
        info["score"], info["max_score"] = marks.score, marks.points
        info["late_penalty"] = marks.penalty
        for cell in nb.cells:
            _add_marks(cell, marks)
        return nb, resources


def _add_marks(cell: NotebookNode, marks: Marks) -> None:
    if utils.is_solution(cell) or utils.is_task(cell):
        info = cell.metadata.nbgrader
        info["comment"] = marks.comments[info.grade_id]
    if utils.is_grade(cell) or utils.is_task(cell):
        info = cell.metadata.nbgrader
        mark = marks.cells[info.grade_id]
        info["score"], info["points"], info["waiting"] = mark.score, mark.points, mark.waiting


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

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._markdown_once = lru_cache(KEPT)(self._markdown)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """HTMLExporter's filters and ours."""
        yield from super().default_filters()
        yield "tidy", tidy

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """HTMLExporter's filter, which works once for each text."""
        if context.get("cell", {}).get("attachments"):
            return tidy(super().markdown2html(context, source))
        return self._markdown_once(source)

    def _markdown(self, source: str) -> str:
        return tidy(super().markdown2html({}, source))

    def _preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Exporter's, without its copies and checks: ``nb`` was checked when read, and is a copy."""
        for preprocessor in self._preprocessors:
            nb, resources = preprocessor(nb, resources)
        return nb, resources

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Render ``nb``; ``resources`` must name the lesson as nbgrader does.

        HTMLExporter would parse the whole page to complete it; here the template has each piece
        completed by ``tidy``, once.
        """
        if resources is None:
            raise TypeError("FeedbackExporter works for nbgrader's GenerateFeedback only")
        resources["workbook"] = _names(resources["nbgrader"]["assignment"])
        resources = self._init_resources(resources)
        info = nb.metadata.get("language_info", {})
        language = info.get("pygments_lexer", info.get("name", "ipython3"))
        self.register_filter("highlight_code", partial(_highlighted, language))
        page: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(
            self, nb, resources, **kw
        )
        return page


@lru_cache(KEPT)
def tidy(html: str) -> str:
    """A piece of HTML with every element closed and a text for every picture."""
    soup = BeautifulSoup(html, "html.parser")
    for image in soup.select("img:not([alt])"):
        image["alt"] = NO_ALT
    return str(soup)


@lru_cache(KEPT)
def _highlighted(language: str, source: str) -> str:
    """Code in colours, as nbconvert's Highlight2HTML has it, which makes its tools for each cell."""
    lexer, formatter = _colours(language)
    return str(highlight(source or " ", lexer, formatter))


@cache
def _colours(language: str) -> tuple[Lexer, HtmlFormatter[str]]:
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        lexer = TextLexer()
    return lexer, HtmlFormatter(cssclass=f"highlight hl-{language}")


@cache
def _names(lesson_id: str) -> dict[str, Any]:
    """What the lesson and its grade cells are called in Chinese."""
    try:
        one = lesson(lesson_id)
    except WorkbookError:  # an assignment of the teacher's own
        return {"title": lesson_id, "titles": {}}
    titles = {CHECK + exercise.name: exercise.title for exercise in one.exercises}
    titles |= {written.name: written.title for written in one.written}
    return {"title": f"第 {int(one.number)} 课　{one.title}", "titles": titles}
