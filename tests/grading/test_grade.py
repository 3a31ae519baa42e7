"""Grading a class: marks, what is said of bad submissions, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from fake_pipeline import grade_submission, hand_in

import grading.grade
import grading.pool
from grading.cli.summary import tell_summary
from grading.course import Course
from grading.grade import GradeSummary, Note, grade
from grading.pool import Judged
from grading.release import release
from grading.runlog import ChangedMark, read_run
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


def test_without_a_sandbox_on_purpose_the_marks_say_so(
    course: Course,
    released: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for student in ("李明", "王芳"):
        hand_in(course, student, released)
    monkeypatch.setattr(grading.grade, "sandbox_available", lambda: (False, "没有沙箱"))
    summary = grade(course, [released], jobs=1, sandbox=False)
    assert (len(summary.marks), summary.unprotected) == (2, 2)
    head, *entries, _end = read_run(next(course.runs.glob("*.jsonl")))
    assert [entry["sandbox"] for entry in (head, *entries)] == [False] * 3
    tell_summary(summary, course)
    assert "其中 2 份没有沙箱保护" in capsys.readouterr().out


def test_a_result_that_is_gone_is_made_again_in_the_same_manner(
    course: Course, released: str
) -> None:
    hand_in(course, "李明", released)
    for sandbox in (True, False):
        judged = Judged((released, "李明"), kept_as="gone", sandbox=sandbox)
        assert judged.result(course).sandbox == sandbox


def test_with_a_sandbox_nothing_is_said_of_it(
    course: Course, released: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course, "李明", released)
    summary = grade(course, [released], jobs=1)
    assert summary.unprotected == 0
    head, entry, _end = read_run(next(course.runs.glob("*.jsonl")))
    assert head["sandbox"] and entry["sandbox"]
    tell_summary(summary, course)
    assert "沙箱" not in capsys.readouterr().out


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


def test_marks_that_changed_for_the_same_work_are_listed(course: Course, released: str) -> None:
    for student, mark in (("李明", 3), ("王芳", 1)):
        scores = {"check_double": mark, "check_twice": 0}
        hand_in(course, student, released, {"answers": {"double": "x"}, "scores": scores})
    assert grade(course, [released], jobs=1).changed == []
    scores = {"check_double": 4, "check_twice": 0}
    hand_in(course, "李明", released, {"answers": {"double": "x"}, "scores": scores})
    hand_in(course, "王芳", released, {"answers": {"double": "another"}, "scores": scores})
    changed = [ChangedMark(released, "李明", "double", 3, 4)]
    assert grade(course, [released], jobs=1).changed == changed
    assert grade(course, [released], jobs=1).changed == []
    logs = [read_run(path) for path in sorted(course.runs.glob("*.jsonl"))]
    told = [[one for entry in log for one in entry.get("changed", [])] for log in logs]
    assert told == [[], [asdict(changed[0])], []]


def test_the_log_says_what_the_summary_says(course: Course, released: str) -> None:
    for student, content in (("李明", None), ("坏", "{ not json"), ("崩溃", None)):
        hand_in(course, student, released, content)
    summary = grade(course, [released], jobs=1)
    head, *entries, end = read_run(next(course.runs.glob("*.jsonl")))
    assert (head["kind"], end["kind"], end["done"], end["failed"]) == ("run", "end", 3, 1)
    # in the order of the class, whatever was judged first
    assert [entry["student"] for entry in entries] == course.students(released)
    found = {entry["student"]: entry for entry in entries}
    assert (found["李明"]["score"], found["李明"]["max_score"]) == (3.5, 11)
    assert found["李明"]["seconds"]["write"] > 0
    assert "已损坏" in found["坏"]["problems"][0]
    assert "broken" in found["崩溃"]["error"]
    assert {note.student for note in summary.notes} == {"坏", "崩溃"}


def test_a_second_grader_is_sent_away(course: Course, released: str) -> None:
    hand_in(course, "李明", released)

    def again(*_: object) -> None:
        with pytest.raises(WorkbookError, match="正在被另一个 workbook grade 批改"):
            grade(course, [released], jobs=1)

    assert len(grade(course, [released], progress=again, jobs=1).marks) == 1


def test_what_a_killed_grader_left_is_swept(course: Course, released: str) -> None:
    hand_in(course, "李明", released)
    (course.drafts / "half").mkdir(parents=True)
    (course.drafts / "half" / "written").write_text("x")
    grade(course, [released], jobs=1)
    assert list(course.drafts.iterdir()) == []


def test_a_lesson_that_the_gradebook_lacks_is_explained(
    course: Course, released: str, empty_gradebook: Path
) -> None:
    hand_in(course, "李明", released)
    shutil.copy(empty_gradebook, course.gradebook)
    [text] = grade(course, [released], jobs=1).attention
    assert "workbook release" in text


def test_the_end_is_readable_for_a_large_class(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    many = [f"学生{number:03d}" for number in range(300)]
    summary = GradeSummary(
        marks={("03", one): (1, 2) for one in many},
        notes=[Note("03", one, "文件已损坏。") for one in many] + [Note("04", "王芳", "超时。")],
        changed=[ChangedMark("03", one, "客单价", 2, 3.5) for one in many],
    )
    tell_summary(summary, course)
    said, problems = capsys.readouterr()
    assert [line.count("学生") for line in said.splitlines()] == [0, 0, 300]
    assert "学生299 2 → 3.5" in said
    assert [line.count("学生") for line in problems.splitlines()] == [0, 300, 0]
    assert "有 301 份作业需要您看一眼" in problems and "王芳（04）：超时。" in problems
