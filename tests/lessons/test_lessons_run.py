"""Each lesson, teacher's and released version, once in a real kernel and once in the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.course import Course
from grading.pipeline import grade_submission
from grading.release import released_notebook
from helpers.exercises import catalog
from tests.lessons.support import (
    LESSON_IDS,
    errors,
    run_in_kernel,
    shown_scores,
    teachers_notebook,
)


def submit(course: Course, lesson_id: str, student: str, notebook: object) -> None:
    import nbformat

    folder = course.submission(student, lesson_id)
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{lesson_id}.ipynb")


@pytest.mark.slow
@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_teachers_version_is_full_in_a_notebook(lesson_id: str, tmp_path: Path) -> None:
    done = run_in_kernel(teachers_notebook(lesson_id), tmp_path)
    lesson = catalog.lesson(lesson_id)
    assert errors(done) == []
    assert shown_scores(done) == {e.name: e.points for e in lesson.exercises}


@pytest.mark.slow
@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_released_version_scores_nothing_and_raises_nothing(lesson_id: str, tmp_path: Path) -> None:
    done = run_in_kernel(released_notebook(lesson_id), tmp_path)
    assert errors(done) == []
    assert set(shown_scores(done).values()) == {0}
    cards = [
        o.data["text/html"]
        for c in done.cells
        for o in c.get("outputs", [])
        if "还没有作答" in str(o)
    ]
    assert len(cards) == len(catalog.lesson(lesson_id).exercises)


@pytest.mark.slow
@pytest.mark.needs_bwrap
@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_both_versions_in_the_grading_edition(lesson_id: str, tmp_path: Path) -> None:
    course = Course.create(tmp_path / "course", seed=7)
    submit(course, lesson_id, "teacher", teachers_notebook(lesson_id))
    submit(course, lesson_id, "nobody", released_notebook(lesson_id))
    lesson = catalog.lesson(lesson_id)
    full = grade_submission(course, lesson_id, "teacher")
    empty = grade_submission(course, lesson_id, "nobody")
    assert {n: v.score for n, v in full.verdicts.items()} == {
        e.name: e.points for e in lesson.exercises
    }
    assert {v.status for v in empty.verdicts.values()} == {"not_attempted"}
    assert errors(full.notebook) == [] and errors(empty.notebook) == []
    assert full.problems == [] and empty.problems == [] and full.repairs == []
