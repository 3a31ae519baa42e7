"""The one writer: puts a judged submission into the course exactly as nbgrader's Autograde would.

Autograde opens the gradebook a dozen times for each submission and converts each notebook twice.
Here one connection serves a whole class, and each submission is one short transaction.

What a kill at any moment leaves behind, and why grading again mends it:
1. a draft, if the new folder was not complete: swept at the next start;
2. the new folder beside the old marks, if it came before the commit: the marks are written again,
   and those given by hand are still held against the answers that they were given for;
3. marks without a note of their answers (``Seen``), if it came after: answers that changed are
   found changed again, so no mark stays for an answer that nobody looked at.
"""

from __future__ import annotations

import os
import secrets
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode, validator
from nbgrader import utils
from nbgrader.api import Course as CourseRow
from nbgrader.api import Gradebook, MissingEntry, SubmittedAssignment, SubmittedNotebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import update
from sqlalchemy.exc import OperationalError, SAWarning
from traitlets.config import Config

from grading.bridge.calls import course_config, nbgrader_log, run_converter, venv_on_path
from grading.bridge.exporter import Graded, remove_false_timestamp, remove_special_files
from grading.bridge.ours import is_ours
from grading.bridge.scores import Marks, Seen, auto_scores, marks_of, save_marks
from grading.course import Course
from helpers.errors import WorkbookError

TRIES = 6  # while another program holds the gradebook; SQLite waits five seconds each time


@dataclass(frozen=True)
class Written:
    """What the gradebook says of a submission now.

    ``score`` and ``max_score`` are points, late penalty off; ``unmarked`` tells whether an answer
    waits for the teacher. ``changed`` holds the old and the new points, by grade_id, where the same
    work was marked otherwise before.
    """

    score: float
    max_score: float
    unmarked: bool
    changed: dict[str, tuple[float, float]]


@contextmanager
def open_writer(course: Course) -> Iterator[Writer]:
    """A writer for ``course``; it holds no lock on the gradebook between two submissions.

    Raises WorkbookError when the course's configuration cannot be executed.
    """
    config = course_config(course)
    directory = CourseDirectory(config=config)
    with venv_on_path(), nbgrader_log(course) as log, warnings.catch_warnings():
        # nbgrader's own way with SQLAlchemy; nothing that a teacher could act on
        warnings.simplefilter("ignore", SAWarning)
        with Gradebook(directory.db_url, directory.course_id) as gradebook:
            gradebook.check_course()  # the one that Autograde's steps use, too
            files = _Files(coursedir=directory, config=config, log=log)
            yield Writer(course, config, gradebook, files)


class Writer:
    """Writes judged submissions, one at a time."""

    def __init__(self, course: Course, config: Config, gradebook: Gradebook, files: _Files) -> None:
        self._course, self._gradebook, self._files = course, gradebook, files
        self._by_nbgrader = not is_ours(config)

    def write(self, lesson_id: str, student_id: str, graded: Graded) -> Written:
        """Write folder, marks and comments of one submission, whole or not at all.

        Raises WorkbookError when the gradebook stays locked, or nbgrader cannot write it.
        """
        one = _Submission(self._course, lesson_id, student_id)
        seen = one.seen()
        if self._by_nbgrader:
            with _one_transaction(self._gradebook):
                before = self._before(one)
            run_converter(self._course, Autograde, lesson_id, student_id, sandbox=graded.sandbox)
            with _one_transaction(self._gradebook):
                return self._written(one, before if seen.work == graded.work else {})
        for _ in range(TRIES):
            try:
                return self._write(one, graded, seen)
            except OperationalError as error:
                self._files.log.warning("%s", error)
        raise WorkbookError(
            "成绩册一直被别的程序占用，写不进去：请关闭它（例如数据库工具或同步软件）再运行一次，"
            "已经判好的都留着。"
        )

    def _write(self, one: _Submission, graded: Graded, seen: Seen) -> Written:
        marks = marks_of(graded.notebook, graded.scores)
        with self._files.draft(one, graded.notebook) as draft, _one_transaction(self._gradebook):
            before = self._before(one)
            self._save(one, marks, seen)
            written = self._written(one, before if seen.work == graded.work else {})
            self._gradebook.db.commit()  # all is said to the database; see _one_transaction
            draft.install()
        one.note(Seen(graded.work, marks.digests))
        return written

    def _before(self, one: _Submission) -> dict[str, float | None]:
        try:
            return auto_scores(self._gradebook, one.notebook(self._gradebook))
        except MissingEntry:
            return {}

    def _save(self, one: _Submission, marks: Marks, seen: Seen) -> None:
        gradebook = self._gradebook
        gradebook.update_or_create_student(one.student_id)
        # as in Autograde: without a time the one that is known already stays
        handed_in = self._files.handed_in(one)
        time = {"timestamp": handed_in} if handed_in else {}
        submission = gradebook.update_or_create_submission(one.lesson_id, one.student_id, **time)
        notebook = one.notebook(gradebook)
        save_marks(gradebook, notebook, marks, seen.digests)
        gradebook.db.flush()
        self._files.penalise(submission, notebook, one.student_id)

    def _written(self, one: _Submission, before: Mapping[str, float | None]) -> Written:
        self._gradebook.db.flush()
        self._gradebook.db.expire_all()
        notebook = one.notebook(self._gradebook)
        changed = {
            name: (old, new)
            for name, new in auto_scores(self._gradebook, notebook).items()
            if (old := before.get(name)) is not None and new is not None and old != new
        }
        score = notebook.score - (notebook.late_submission_penalty or 0.0)
        return Written(score, notebook.max_score, bool(notebook.needs_manual_grade), changed)


@dataclass(frozen=True)
class _Submission:
    course: Course
    lesson_id: str
    student_id: str

    def seen(self) -> Seen:
        return Seen.read(self.course, self.lesson_id, self.student_id)

    def note(self, seen: Seen) -> None:
        seen.write(self.course, self.lesson_id, self.student_id)

    def notebook(self, gradebook: Gradebook) -> SubmittedNotebook:
        return gradebook.find_submission_notebook(self.lesson_id, self.lesson_id, self.student_id)


@contextmanager
def _one_transaction(gradebook: Gradebook) -> Iterator[None]:
    """Let nbgrader's methods, which commit as they go, take part in one transaction of ours."""
    with gradebook.engine.begin() as connection:
        # changes nothing, but takes the lock: what is read from here on stays true until the commit
        connection.execute(update(CourseRow).values(id=CourseRow.id))
        gradebook.db.remove()
        gradebook.db.configure(bind=connection, join_transaction_mode="rollback_only")
        try:
            yield
        finally:
            gradebook.db.remove()


class _Draft:
    """A complete folder that is not yet in its place."""

    def __init__(self, drafts: Path, target: Path) -> None:
        name = secrets.token_hex(6)
        self.path, self._old, self._target = drafts / name, drafts / f"{name}-old", target

    def install(self) -> None:
        """Put the folder in its place; what was there goes when the draft is done with."""
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if self._target.exists():
            os.rename(self._target, self._old)
        os.rename(self.path, self._target)

    def clear(self) -> None:
        for folder in (self.path, self._old):
            if folder.exists():
                utils.rmtree(str(folder))


class _Files(Autograde):  # type: ignore[misc]  # nbgrader is untyped
    """Autograde's care for files and late penalties, with a draft as the place to write to."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._destination = ""
        self._late = AssignLatePenalties(parent=self)
        self._late.init_plugin()

    def _format_dest(self, assignment_id: str, student_id: str, escape: bool = False) -> str:
        return self._destination

    @contextmanager
    def draft(self, one: _Submission, notebook: NotebookNode) -> Iterator[_Draft]:
        """The folder ``autograded/STUDENT/LESSON`` as Autograde would leave it, beside its place."""
        target = super()._format_dest(one.lesson_id, one.student_id)
        draft = _Draft(one.course.drafts, Path(target))
        try:
            one.course.autograded.mkdir(exist_ok=True)
            draft.path.mkdir(parents=True)
            self._destination = str(draft.path)
            self._fill(one, draft.path, notebook)
            yield draft
        finally:
            draft.clear()

    def _fill(self, one: _Submission, folder: Path, notebook: NotebookNode) -> None:
        handed_in = one.course.submission(one.student_id, one.lesson_id)
        remove_special_files(handed_in)
        remove_false_timestamp(handed_in)
        # the learner's other files, then the lesson's over them
        BaseConverter.init_assignment(self, one.lesson_id, one.student_id)
        source = self.coursedir.format_path(self.coursedir.source_directory, ".", one.lesson_id)
        for path in utils.find_all_files(source, [*self.coursedir.ignore, "*.ipynb"]):
            copy = folder / os.path.relpath(path, source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.unlink(missing_ok=True)
            shutil.copy(path, copy)
        (folder / f"{one.lesson_id}.ipynb").write_text(_as_text(notebook), "utf-8")
        self.set_permissions(one.lesson_id, one.student_id)

    def handed_in(self, one: _Submission) -> Any:
        """When the work was handed in; None if that is not known."""
        folder = one.course.submission(one.student_id, one.lesson_id)
        return self.coursedir.get_existing_timestamp(str(folder))

    def penalise(
        self, submission: SubmittedAssignment, notebook: SubmittedNotebook, student_id: str
    ) -> None:
        """Take off what the course's plugin takes off for being late, as AssignLatePenalties does."""
        if not self._late.enabled:
            return
        notebook.late_submission_penalty = None
        late = submission.total_seconds_late
        if late > 0:
            score = notebook.score
            penalty = self._late.plugin_inst.late_submission_penalty(student_id, score, late)
            if penalty is not None:
                penalty = self._late._check_late_penalty(notebook, penalty)
            notebook.late_submission_penalty = penalty


def _as_text(notebook: NotebookNode) -> str:
    """A notebook as nbconvert's NotebookExporter writes it."""
    _, normal = validator.normalize(notebook)
    nbformat.validate(normal, relax_add_props=True)
    text: str = nbformat.writes(normal)
    return text if text.endswith("\n") else text + "\n"
