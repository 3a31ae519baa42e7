"""The log of a grading run, whole or cut short, and what a benchmark reads in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.course import Course
from grading.runlog import ChangedMark, RunLog, read_run
from grading.timings import PHASES, latest_run, read_timings

CHANGED = ChangedMark("03", "李明", "客单价", 2, 3)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course.create(tmp_path / "课程")


def test_a_run_is_readable_from_begin_to_end(course: Course) -> None:
    with RunLog(course, ["03"], 2, jobs=1) as log:
        log.submission("03", "李明", score=7.5, repairs=["已放回原处。"], changed=[CHANGED])
        log.submission("03", "坏", error="没有批改成功")
    head, first, second, end = read_run(log.path)
    assert (head["kind"], head["submissions"], head["lessons"]) == ("run", 2, ["03"])
    assert (first["student"], first["score"]) == ("李明", 7.5)
    assert first["changed"] == [
        {"lesson": "03", "student": "李明", "exercise": "客单价", "old": 2, "new": 3}
    ]
    assert second["error"] == "没有批改成功"
    assert (end["kind"], end["done"], end["failed"]) == ("end", 2, 1)
    assert "李明" in log.path.read_text("utf-8")


def test_every_submission_is_on_disk_at_once(course: Course) -> None:
    with RunLog(course, ["03"], 2, jobs=1) as log:
        log.submission("03", "李明", score=1)
        assert [entry["kind"] for entry in read_run(log.path)] == ["run", "submission"]


@pytest.mark.parametrize("cut", [1, 3, 40])  # within the last character, a word, the line
def test_a_last_line_that_was_cut_off_is_left_out(course: Course, cut: int) -> None:
    with RunLog(course, ["03"], 2, jobs=1) as log:
        log.submission("03", "李明", score=1)
        log.submission("03", "王芳", problems=["超时" * 20])
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(lines[:2]) + lines[2][:-cut])
    complete = 2 + (cut == 1)  # the line's end alone is missing
    assert len(read_run(log.path)) == complete
    assert list(read_timings(log.path)["student"]) == ["李明", "王芳"][: complete - 1]


def test_changed_marks_of_a_run_that_was_cut_short_are_told_by_the_next(course: Course) -> None:
    with pytest.raises(KeyboardInterrupt), RunLog(course, ["03"], 2, jobs=1) as log:
        log.submission("03", "李明", changed=[CHANGED])
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), RunLog(course, ["03"], 2, jobs=1) as second:
        assert second.carried == [CHANGED]
        raise KeyboardInterrupt
    with RunLog(course, ["03"], 2, jobs=1) as third:
        assert third.carried == [CHANGED]
    with RunLog(course, ["03"], 2, jobs=1) as fourth:
        assert fourth.carried == []


def test_timings_are_a_table(course: Course) -> None:
    with RunLog(course, ["03"], 2, jobs=1) as log:
        seconds = {"start": 1.0, "run": 2.0, "judge": 0.5, "write": 0.25}
        log.submission("03", "李明", kept=False, seconds=seconds)
        log.submission("03", "王芳", kept=True, seconds={"write": 0.75})
        log.submission("03", "坏", error="没有批改成功")
    assert latest_run(course.runs) == log.path
    table = read_timings(log.path)
    assert list(table["kept"]) == [False, True, False]
    assert dict(table[list(PHASES)].sum()) == seconds | {"write": 1.0}


def test_no_run_no_log(course: Course) -> None:
    assert latest_run(course.runs) is None
