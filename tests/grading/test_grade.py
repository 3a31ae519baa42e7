"""Grading a class: marks, what is said of bad submissions, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fake_pipeline import grade_submission, hand_in

import grading.grade
from grading.course import Course
from grading.grade import grade
from grading.release import release
from helpers.errors import WorkbookError


@pytest.fixture(autouse=True)
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading.grade.pipeline, "grade_submission", grade_submission)
    for module in ("grade", "bridge.exporter"):
        monkeypatch.setattr(f"grading.{module}.sandbox_available", lambda: (True, ""))


def test_everybody_gets_marks_and_bad_submissions_are_named(course: Course, lesson_id: str) -> None:
    for student in ("李明", "崩溃", "王芳"):
        hand_in(course, student, lesson_id)
    hand_in(course, "坏", lesson_id, "{ not json")
    seen = []
    summary = grade(course, [lesson_id], progress=lambda *step: seen.append(step), jobs=1)
    assert summary.marks == {
        (lesson_id, "李明"): (3.5, 11),
        (lesson_id, "王芳"): (3.5, 11),
        (lesson_id, "坏"): (0, 11),
    }
    assert len(summary.attention) == 2
    assert "坏" in summary.attention[0]
    assert "已损坏" in summary.attention[0]
    assert summary.attention[1].startswith("崩溃")
    assert "broken" in summary.attention[1]
    assert summary.unmarked == 2
    assert [step[:2] for step in seen] == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_grading_again_gives_the_same(course: Course, lesson_id: str) -> None:
    hand_in(course, "李明", lesson_id)
    assert grade(course, [lesson_id], jobs=1) == grade(course, [lesson_id], jobs=1)


def test_only_the_chosen_students_are_graded(course: Course, lesson_id: str) -> None:
    for student in ("李明", "王芳"):
        hand_in(course, student, lesson_id)
    assert set(grade(course, [lesson_id], ["王芳"], jobs=1).marks) == {(lesson_id, "王芳")}
    with pytest.raises(WorkbookError, match="没有收到赵六的作业"):
        grade(course, [lesson_id], ["赵六"], jobs=1)


def test_without_a_sandbox_nothing_is_graded(
    course: Course, lesson_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "李明", lesson_id)
    monkeypatch.setattr(grading.grade, "sandbox_available", lambda: (False, "没有沙箱"))
    with pytest.raises(WorkbookError, match="没有沙箱"):
        grade(course, [lesson_id], jobs=1)
    assert not course.autograded.exists()


def test_a_lesson_changed_since_its_release_is_released_again_first(
    course: Course, lesson_id: str, write_lesson: Callable[..., str]
) -> None:
    hand_in(course, "李明", lesson_id)
    write_lesson({"double": 4, "thrice": 3})
    with pytest.raises(WorkbookError, match="workbook release"):
        grade(course, [lesson_id], jobs=1)
    release(course, [lesson_id])
    hand_in(course, "李明", lesson_id, {"answers": {}, "scores": {"check_thrice": 2}})
    assert grade(course, [lesson_id], jobs=1).marks == {(lesson_id, "李明"): (2, 12)}


def test_an_empty_class_is_explained(course: Course, lesson_id: str) -> None:
    with pytest.raises(WorkbookError, match="还没有收到作业"):
        grade(course, [lesson_id])
