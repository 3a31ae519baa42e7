"""How nbgrader's Autograde reads a submission: it does not; it takes what the pipeline made of it.

nbgrader would parse the submitted file before any preprocessor runs, and one corrupt file would end
there. Here the submitted bytes go through ``grading.boundary`` only, inside the pipeline.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.utils import parse_utc
from traitlets import Bool, Unicode, import_item

from grading.course import Course
from grading.execution.choice import executor
from grading.execution.unprotected import WARNING
from helpers.errors import WorkbookError


class Graded(Protocol):
    """What the pipeline makes of one submission, as far as nbgrader needs it."""

    @property
    def notebook(self) -> NotebookNode:
        """Released cells, the learner's cells, outputs and cards; sanitised."""
        ...

    @property
    def scores(self) -> Mapping[str, float]:
        """Points by grade_id of each automatically graded cell."""
        ...

    @property
    def work(self) -> str:
        """What stands for the work that was handed in, whatever it is graded by."""
        ...

    @property
    def sandbox(self) -> bool:
        """Whether a sandbox protected the marks."""
        ...


class SubmissionExporter(NotebookExporter):  # type: ignore[misc]  # nbconvert is untyped
    """Gives Autograde the judged notebook, in its cleaning pass as in its grading pass."""

    grader = Unicode(
        "grading.pipeline.grade_submission",
        help="(course, lesson_id, student_id) -> Graded; takes sandbox=False, too",
    ).tag(config=True)
    sandbox = Bool(True, help="False: run learners' code unprotected").tag(config=True)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._say_what_protects()
        self._last: tuple[tuple[str, str], Graded] | None = None
        # Autograde copies a submission's other files, following links, right after this.
        for folder in getattr(self.parent, "assignments", {}):
            for path in remove_special_files(Path(folder)):
                self.log.warning("已删除不是普通文件的“%s”", path)
            if remove_false_timestamp(Path(folder)):
                self.log.warning("“%s”里的 timestamp.txt 不是时间，已删除", folder)

    def _say_what_protects(self) -> None:
        """Refuse the whole class at once where a sandbox is wanted and none works."""
        if not self.sandbox:
            self.log.warning(WARNING)
            return
        try:
            executor()
        except WorkbookError as error:
            self.log.error(str(error))
            # ends nbgrader's command without a traceback
            raise NbGraderException(str(error)) from error

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the judged notebook of the student and lesson that ``resources`` name.

        ``filename`` is not read. The scores go on to SaveScores in ``resources["workbook"]``.
        """
        if resources is None:
            raise TypeError("SubmissionExporter works for nbgrader's Autograde only")
        lesson_id, student_id = (
            resources["nbgrader"]["assignment"],
            resources["nbgrader"]["student"],
        )
        course = Course.open(Path(self.parent.coursedir.root))
        graded = self._graded(course, lesson_id, student_id)
        resources["workbook"] = {
            "course": course,
            "scores": dict(graded.scores),
            "work": graded.work,
        }
        result: tuple[str, dict[str, Any]] = self.from_notebook_node(
            graded.notebook, resources=resources, **kw
        )
        return result

    def _graded(self, course: Course, lesson_id: str, student_id: str) -> Graded:
        """Ask the pipeline once for both passes: they must not see two states of a submission."""
        key = (lesson_id, student_id)
        if self._last is None or self._last[0] != key:
            grade: Callable[..., Graded] = import_item(self.grader)
            how = {} if self.sandbox else {"sandbox": False}
            self._last = (key, grade(course, lesson_id, student_id, **how))
        return self._last[1]


def remove_false_timestamp(folder: Path) -> bool:
    """Delete a ``timestamp.txt`` that holds no time, or nbgrader would not grade what lies beside it.

    Intake writes true ones; in a folder that was filled in another way it may be the learner's.
    """
    path = folder / "timestamp.txt"
    try:
        text = path.read_text("utf-8").strip()
        if text:
            parse_utc(text)
    except FileNotFoundError:
        return False
    except (OSError, ValueError, OverflowError):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
        return True
    return False


def remove_special_files(folder: Path) -> list[Path]:
    """Delete links, pipes and devices below ``folder``; return what was deleted.

    A linked notebook stays: nbgrader does not copy it, and the boundary refuses it by name.
    """
    removed = []
    for where, folders, files in os.walk(folder):
        for name in folders + files:
            path = Path(where, name)
            plain = path.is_dir() or path.is_file()
            if (path.is_symlink() or not plain) and path.suffix != ".ipynb":
                path.unlink()
                removed.append(path)
    return removed
