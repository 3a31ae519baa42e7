"""From the teacher's notebook to the learners': in memory, or into a course through nbgrader."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from traitlets import import_item
from traitlets.config import Config

from grading.bridge.calls import release_assignment
from grading.bridge.cells import align_gradebook
from grading.bridge.config import RELEASE_STEPS, configure
from grading.course import Course
from helpers.errors import WorkbookError
from helpers.exercises.catalog import lesson

REPOSITORY = Path(__file__).resolve().parents[1]
NOTEBOOKS = REPOSITORY / "notebooks"
DATASETS = REPOSITORY / "datasets"


def released_notebook(lesson_id: str) -> NotebookNode:
    """The notebook of ``lesson_id`` as learners get it: a copy of one made in memory and cached.

    Raises WorkbookError when the teacher's notebook is missing, is no notebook, or breaks
    nbgrader's rules (a solution outside a solution cell, two cells with one id, …).
    """
    path = NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb"
    try:
        stamp = path.stat().st_mtime_ns
    except OSError as error:
        raise WorkbookError(
            f"没有课次 {lesson_id} 的教师版“{path.name}”，请检查课次编号。"
        ) from error
    return deepcopy(_released(path, stamp))


@lru_cache(maxsize=64)
def _released(path: Path, stamp: int) -> NotebookNode:
    try:
        notebook = nbformat.read(path, as_version=4)
        resources = ResourcesDict()
        for step in _release_steps():
            notebook, resources = step(notebook, resources)
    except Exception as error:
        # each of nbgrader's steps raises its own kind
        raise WorkbookError(
            f"教师版“{path.name}”不能变成学生版：{error}。请检查答案标记和单元格的 nbgrader 信息。"
        ) from error
    return notebook


def _release_steps() -> list[Callable[..., tuple[NotebookNode, Any]]]:
    """The real release's steps, without the one that writes to a gradebook."""
    config = Config()
    configure(config)
    names = [name for name in RELEASE_STEPS if not name.endswith(".SaveCells")]
    return [import_item(name)(config=config) for name in names]


def release(course: Course, lesson_ids: Sequence[str]) -> list[Path]:
    """Release lessons into ``course``: ``source/``, ``release/`` and the gradebook.

    Returns the release folder of each lesson, in order; it holds the notebook and the lesson's
    datasets. Every lesson is checked before the first is touched. Releasing a corrected lesson
    again keeps submissions and marks. When one fails, its folders and the gradebook are as before.

    Raises WorkbookError for an unknown or faulty lesson or a missing dataset.
    """
    files = {lesson_id: _lesson_files(lesson_id) for lesson_id in lesson_ids}
    notebooks = {lesson_id: released_notebook(lesson_id) for lesson_id in lesson_ids}
    for lesson_id in lesson_ids:
        with _undo_on_error(course, lesson_id):
            _fill(course.source / lesson_id, files[lesson_id])
            align_gradebook(course, lesson_id, notebooks[lesson_id])
            release_assignment(course, lesson_id)
    return [course.release / lesson_id for lesson_id in lesson_ids]


def is_current(course: Course, lesson_id: str) -> bool:
    """Tell whether the course holds ``lesson_id`` as it would be released now."""
    path = course.release / lesson_id / f"{lesson_id}.ipynb"
    try:
        held = nbformat.read(path, as_version=4)
    except (OSError, ValueError):
        return False
    return bool(held == released_notebook(lesson_id))


def _lesson_files(lesson_id: str) -> list[Path]:
    paths = [NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb"]
    paths += [DATASETS / name for name in lesson(lesson_id).datasets]
    for path in paths:
        if not path.is_file():
            raise WorkbookError(f"课次 {lesson_id} 缺少文件“{path.name}”，请重新下载本书。")
    return paths


def _fill(folder: Path, files: Sequence[Path]) -> None:
    folder.mkdir(parents=True)
    for path in files:
        shutil.copy(path, folder / path.name)


@contextmanager
def _undo_on_error(course: Course, lesson_id: str) -> Iterator[None]:
    """Set the lesson's folders aside; bring them and the gradebook back if the body raises."""
    folders = {name: course.root / name / lesson_id for name in ("source", "release")}
    with (
        tempfile.TemporaryDirectory(dir=course.private, prefix="release-") as aside,
        closing(sqlite3.connect(":memory:")) as saved,
    ):
        _copy_database(course.gradebook, saved)
        for name, folder in folders.items():
            if folder.exists():
                folder.rename(Path(aside, name))
        try:
            yield
        except BaseException:
            for name, folder in folders.items():
                shutil.rmtree(folder, ignore_errors=True)
                if Path(aside, name).exists():
                    Path(aside, name).rename(folder)
            if course.gradebook.exists():
                with closing(sqlite3.connect(course.gradebook)) as gradebook:
                    saved.backup(gradebook)
            raise


def _copy_database(path: Path, target: sqlite3.Connection) -> None:
    if path.exists():
        with closing(sqlite3.connect(path)) as gradebook:
            gradebook.backup(target)
