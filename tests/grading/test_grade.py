"""Grading a class: marks, what is said of bad submissions, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_pipeline import grade_submission, hand_in

import grading.grade
import grading.pool
from grading.course import Course
from grading.grade import grade
from grading.release import release
from helpers.errors import WorkbookError


@pytest.fixture(autouse=True)
def _judged_by_the_fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading.pool.pipeline, "grade_submission", grade_submission)
    monkeypatch.setattr(grading.grade, "sandbox_available", lambda: (True, ""))


def test_everybody_gets_marks_and_bad_submissions_are_named(course: Course, released: str) -> None:
    for student in ("李明", "崩溃", "王芳"):
        hand_in(course, student, released)
    hand_in(course, "坏", released, "{ not json")
    seen = []
    summary = grade(course, [released], progress=lambda *step: seen.append(step), jobs=1)
    assert summary.marks == {
        (released, "李明"): (3.5, 11),
        (released, "王芳"): (3.5, 11),
        (released, "坏"): (0, 11),
    }
    assert len(summary.attention) == 2
    assert "坏" in summary.attention[0]
    assert "已损坏" in summary.attention[0]
    assert summary.attention[1].startswith("崩溃")
    assert "broken" in summary.attention[1]
    assert summary.unmarked == 2
    assert [step[:2] for step in seen] == [(n, 4) for n in range(5)]
    assert seen[-1][2] == "没有批改成功 1 份"


def test_grading_again_gives_the_same(course: Course, released: str) -> None:
    hand_in(course, "李明", released)
    assert grade(course, [released], jobs=1) == grade(course, [released], jobs=1)


def test_only_the_chosen_students_are_graded(course: Course, released: str) -> None:
    for student in ("李明", "王芳"):
        hand_in(course, student, released)
    assert set(grade(course, [released], ["王芳"], jobs=1).marks) == {(released, "王芳")}
    with pytest.raises(WorkbookError, match="没有收到赵六的作业"):
        grade(course, [released], ["赵六"], jobs=1)


def test_without_a_sandbox_nothing_is_graded(
    course: Course, released: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "李明", released)
    monkeypatch.setattr(grading.grade, "sandbox_available", lambda: (False, "没有沙箱"))
    with pytest.raises(WorkbookError, match="没有沙箱"):
        grade(course, [released], jobs=1)
    assert not course.autograded.exists()


def test_a_lesson_changed_since_its_release_is_released_again_first(
    course: Course, released: str, write_lesson: Callable[..., str]
) -> None:
    hand_in(course, "李明", released)
    write_lesson({"double": 4, "thrice": 3})
    with pytest.raises(WorkbookError, match="workbook release"):
        grade(course, [released], jobs=1)
    release(course, [released])
    hand_in(course, "李明", released, {"answers": {}, "scores": {"check_thrice": 2}})
    assert grade(course, [released], jobs=1).marks == {(released, "李明"): (2, 12)}


def test_an_empty_class_is_explained(course: Course, released: str) -> None:
    with pytest.raises(WorkbookError, match="还没有收到作业"):
        grade(course, [released])
