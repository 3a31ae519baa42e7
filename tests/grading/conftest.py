"""A small lesson of our own, so that these tests do not hang on any real lesson's text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

import grading.release
from grading.bridge.calls import venv_on_path
from grading.course import Course
from helpers.exercises.model import Criterion, Lesson, Written

LESSON_ID = "97_small"


def tag(grade_id: str, *, grade: bool, solution: bool, points: int | None = None) -> dict:
    nbgrader = {
        "grade_id": grade_id,
        "grade": grade,
        "solution": solution,
        "locked": not solution,
        "schema_version": 3,
        "task": False,
    }
    if points is not None:
        nbgrader["points"] = points
    return {"nbgrader": nbgrader}


def exercise_cells(name: str, points: int) -> list[NotebookNode]:
    source = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return x + x\n    ### END SOLUTION"
    return [
        new_code_cell(source, id=name, metadata=tag(name, grade=False, solution=True)),
        new_code_cell(
            f'check("{name}")',
            id=f"check-{name}".replace("_", "-"),
            metadata=tag(f"check_{name}", grade=True, solution=False, points=points),
        ),
    ]


def teacher_notebook(exercises: dict[str, int]) -> NotebookNode:
    cells = [
        new_markdown_cell("# 小课", metadata=tag("intro", grade=False, solution=False), id="intro")
    ]
    for name, points in exercises.items():
        cells += exercise_cells(name, points)
    plan = "### BEGIN SOLUTION\n参考答案\n### END SOLUTION"
    cells.append(
        new_markdown_cell(
            plan, metadata=tag("plan", grade=True, solution=True, points=5), id="plan"
        )
    )
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture
def write_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Call it with exercises and points to (re)write the small lesson; returns the lesson's id."""
    notebooks, datasets = tmp_path / "notebooks", tmp_path / "datasets"
    datasets.mkdir()
    (datasets / "small.csv").write_text("客户,金额\n甲,1\n", encoding="utf-8")
    plan = Written("plan", "策略", (Criterion("具体", 5, "写出做法"),))
    lesson = Lesson(LESSON_ID, "小课", ("small.csv",), (), (plan,), ("统计表.xlsx",))
    monkeypatch.setattr(grading.release, "NOTEBOOKS", notebooks)
    monkeypatch.setattr(grading.release, "DATASETS", datasets)
    for module in ("release", "intake", "feedback", "export", "grade"):
        monkeypatch.setattr(f"grading.{module}.lesson", lambda key: lesson)
    other = Lesson("98_other", "别的课", (), ())
    monkeypatch.setattr("grading.intake.lessons", lambda: (lesson, other))

    def write(exercises: dict[str, int] | None = None) -> str:
        path = notebooks / LESSON_ID / f"{LESSON_ID}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(teacher_notebook(exercises or {"double": 4, "twice": 2}), path)
        grading.release._released.cache_clear()
        return LESSON_ID

    write()
    return write


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new gradebook takes nbgrader five seconds (it starts alembic): make one for all tests."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with venv_on_path(), Gradebook(f"sqlite:///{path}"):
        return path


@pytest.fixture
def course(tmp_path: Path, empty_gradebook: Path) -> Course:
    course = Course.create(tmp_path / "课程 A")
    shutil.copy(empty_gradebook, course.gradebook)
    return course


@pytest.fixture
def released(write_lesson: Callable[..., str], course: Course) -> str:
    """The small lesson, released into a course with the configuration that every course has."""
    lesson_id = write_lesson()
    grading.release.release(course, [lesson_id])
    return lesson_id


@pytest.fixture
def lesson_id(released: str, course: Course) -> str:
    """The small lesson in a course where nbgrader's grader is the fake pipeline."""
    with course.config_file.open("a", encoding="utf-8") as config:
        config.write('\nc.SubmissionExporter.grader = "fake_pipeline.grade_submission"\n')
        config.write("c.SubmissionExporter.sandbox = False\n")  # it runs no code
    return released


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "收作业"
    folder.mkdir()
    return folder
