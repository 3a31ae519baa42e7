"""Run nbgrader's own converters on a course, configured as its ``nbgrader_config.py`` says.

The same as nbgrader's ``NbGraderAPI`` does, without its look at the exchange (which does not exist
on Windows and is no part of this workbook).
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter, NbGraderException
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading.course import Course
from helpers.errors import WorkbookError


def run_converter(
    course: Course,
    converter: type[BaseConverter],
    lesson_id: str,
    student_id: str = "*",
    *,
    sandbox: bool | None = None,
) -> None:
    """Run ``converter`` for one lesson, for one student or all, replacing what was there.

    ``sandbox`` overrules what the course's configuration says of it. What nbgrader reports goes to
    ``course.log_file``. Raises WorkbookError when it fails.
    """
    config = course_config(course)
    if sandbox is not None:
        config.SubmissionExporter.sandbox = sandbox
    directory = CourseDirectory(config=config)
    directory.assignment_id = lesson_id
    directory.student_id = student_id
    with venv_on_path(), nbgrader_log(course) as log, warnings.catch_warnings():
        # nbgrader's own way with SQLAlchemy; nothing that a teacher could act on
        warnings.simplefilter("ignore", SAWarning)
        running = converter(coursedir=directory, config=config, log=log)
        running.force = True
        try:
            running.start()
        except NbGraderException as error:
            raise WorkbookError(
                f"课次 {lesson_id} 没有处理成功，nbgrader 的说明在“{course.log_file}”。"
            ) from error


def course_config(course: Course) -> Config:
    """The course's configuration; raises WorkbookError when the file cannot be executed."""
    try:
        return PyFileConfigLoader(course.config_file.name, path=str(course.root)).load_config()
    except Exception as error:
        # whatever a teacher's own lines may raise
        raise WorkbookError(
            f"课程配置“{course.config_file}”有错误（{type(error).__name__}: {error}），"
            "请改正您添加的那几行，或删除该文件后再运行一次，会重新生成。"
        ) from error


def release_assignment(course: Course, lesson_id: str) -> None:
    """Run nbgrader's GenerateAssignment for ``lesson_id``: release folder and gradebook."""
    run_converter(course, GenerateAssignment, lesson_id)


@contextmanager
def venv_on_path() -> Iterator[None]:
    """Put this interpreter's programs first: nbgrader starts ``alembic`` by name."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


@contextmanager
def nbgrader_log(course: Course) -> Iterator[logging.Logger]:
    """A logger that writes to the course's log file and nowhere else."""
    log = logging.getLogger("workbook.nbgrader")
    log.propagate = False
    log.setLevel(logging.INFO)
    handler = logging.FileHandler(course.log_file, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    try:
        yield log
    finally:
        log.removeHandler(handler)
        handler.close()
