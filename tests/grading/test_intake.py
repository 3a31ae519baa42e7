"""Intake of folders: hurried names, resubmissions, what cannot be taken."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taking import LATER, LESSON, NOON, put, snapshot, taken, timestamp

from grading.course import Course
from grading.intake import collect, student_id


@pytest.fixture(autouse=True)
def small_lesson(write_lesson: Callable[..., str]) -> None:
    """Every test here collects the small lesson."""


NAMES = [
    ("李明.ipynb", "李明"),
    (f"李明_{LESSON}.ipynb", "李明"),
    (f"{LESSON}-李明.ipynb", "李明"),
    (f"{LESSON} 李明 (2).ipynb", "李明"),
    ("李明 - 副本.ipynb", "李明"),
    ("李明-Copy1.ipynb", "李明"),
    ("李明（1）.ipynb", "李明"),
    ("李明.ipynb.txt", "李明"),
    ("李明_97.ipynb", "李明"),
    ("97李明.ipynb", "97李明"),
    ("1997李明.ipynb", "1997李明"),
    ("第97课作业 李明.ipynb", "李明"),
    (f"20190101李明/{LESSON}.ipynb", "20190101李明"),
    (f"20190101李明/{LESSON} (1).ipynb", "20190101李明"),
    ("20190101李明/李明.ipynb", "20190101李明"),
    (f"高一(2)班/李明/{LESSON}/{LESSON}.ipynb", "李明"),
    ("高一(2)班/李明.ipynb", "李明"),
    ("李明王芳小组/李明.ipynb", "李明"),
    ("阿依古丽·买买提.ipynb", "阿依古丽·买买提"),
    ("zhang.san@school.cn.ipynb", "zhang.san@school.cn"),
    ("李[明]*?.ipynb", "李_明"),
]


@pytest.mark.parametrize(("name", "student"), NAMES)
def test_the_student_is_told_from_hurried_names(
    course: Course, inbox: Path, name: str, student: str
) -> None:
    put(inbox, name)
    report = collect(course, LESSON, inbox)
    assert (report.accepted, report.problems) == ([student], [])
    assert taken(course, student) == "笔记"
    assert course.students(LESSON) == [student]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_name_gives_an_id_that_is_safe_as_a_folder_and_pattern(parts: list[str]) -> None:
    found = student_id(parts, (LESSON, "小课"), "97")
    assert not set(found) & set("/\\*?[]{}+,:|<>\"' \0\n")
    assert not found.startswith((".", "_"))
    assert len(found) <= 60


def test_collecting_twice_changes_nothing(course: Course, inbox: Path) -> None:
    put(inbox, "李明.ipynb", "新", LATER)
    put(inbox, f"李明_{LESSON}.ipynb", "旧")
    put(inbox, "李明_统计表.xlsx", "表")
    put(inbox, "王芳.ipynb")
    collect(course, LESSON, inbox)
    before = snapshot(course)
    report = collect(course, LESSON, inbox)
    assert snapshot(course) == before
    assert report.accepted == report.unchanged == sorted(["李明", "王芳"])


def test_the_newer_of_two_is_taken_and_it_is_said(course: Course, inbox: Path) -> None:
    put(inbox, "李明.ipynb", "旧", NOON)
    put(inbox, "李明 (1).ipynb", "新", LATER)
    report = collect(course, LESSON, inbox)
    assert taken(course, "李明") == "新"
    [problem] = report.problems
    assert "2 份" in problem
    assert "“李明.ipynb”" in problem


def test_of_two_equally_old_the_browsers_second_copy_is_taken(course: Course, inbox: Path) -> None:
    put(inbox, "李明 (2).ipynb", "第三次")
    put(inbox, "李明 (1).ipynb", "第二次")
    put(inbox, "李明.ipynb", "第一次")
    collect(course, LESSON, inbox)
    assert taken(course, "李明") == "第三次"


def test_a_resubmission_is_newer_for_nbgrader_and_keeps_the_old_one(
    course: Course, inbox: Path
) -> None:
    put(inbox, "李明.ipynb", "旧")
    collect(course, LESSON, inbox)
    first = timestamp(course, "李明")
    assert first == datetime(*NOON).astimezone(UTC)
    put(inbox, "李明.ipynb", "新")  # same second, other content
    report = collect(course, LESSON, inbox)
    assert report.unchanged == []
    assert taken(course, "李明") == "新"
    assert timestamp(course, "李明") > first
    [kept] = (course.earlier / "李明" / LESSON).iterdir()
    assert (kept / f"{LESSON}.ipynb").read_text("utf-8") == "旧"


def test_an_older_one_does_not_replace_what_was_collected(course: Course, inbox: Path) -> None:
    put(inbox, "李明.ipynb", "新", LATER)
    collect(course, LESSON, inbox)
    put(inbox, "李明.ipynb", "旧", NOON)
    report = collect(course, LESSON, inbox)
    assert taken(course, "李明") == "新"
    assert "比已收取的旧" in report.problems[0]


def test_a_clock_in_the_future_does_not_lock_a_student_out(course: Course, inbox: Path) -> None:
    put(inbox, "李明.ipynb", "未来", (2090, 1, 1, 0, 0, 0))
    collect(course, LESSON, inbox)
    assert timestamp(course, "李明") <= datetime.now(UTC)
    put(inbox, "李明.ipynb", "现在", time.localtime()[:6])
    collect(course, LESSON, inbox)
    assert taken(course, "李明") == "现在"


def test_files_that_the_lesson_asks_for_come_along_and_others_do_not(
    course: Course, inbox: Path
) -> None:
    put(inbox, f"20190101李明/{LESSON}.ipynb")
    put(inbox, "20190101李明/统计表 (1).xlsx", "表一")
    put(inbox, "20190101李明/秘密.docx")
    put(inbox, "王芳.ipynb")
    put(inbox, "王芳_统计表.xlsx", "表二")
    put(inbox, "98_other/王芳.ipynb", "别的课")
    report = collect(course, LESSON, inbox)
    assert taken(course, "20190101李明", "统计表.xlsx") == "表一"
    assert taken(course, "王芳", "统计表.xlsx") == "表二"
    assert report.ignored == ["20190101李明/秘密.docx", "98_other/王芳.ipynb"]
    names = {p.name for p in course.submission("20190101李明", LESSON).iterdir()}
    assert names == {f"{LESSON}.ipynb", "统计表.xlsx", "timestamp.txt"}


def test_a_file_handed_in_later_joins_the_notebook(course: Course, inbox: Path) -> None:
    put(inbox, "李明.ipynb", moment=LATER)
    collect(course, LESSON, inbox)
    put(inbox, "李明_统计表.xlsx", "表", NOON)
    collect(course, LESSON, inbox)
    assert (taken(course, "李明"), taken(course, "李明", "统计表.xlsx")) == ("笔记", "表")


def test_what_cannot_be_taken_is_named_and_the_class_goes_on(course: Course, inbox: Path) -> None:
    put(inbox, "王芳.ipynb")
    put(inbox, f"{LESSON}.ipynb")
    put(inbox, "空.ipynb", "")
    put(inbox, "赵六_统计表.xlsx", "表")
    report = collect(course, LESSON, inbox)
    assert report.accepted == ["王芳"]
    text = "\n".join(report.problems)
    assert len(report.problems) == 3
    assert f"“{LESSON}.ipynb”看不出是谁的" in text
    assert "空 的“空.ipynb”是空文件" in text
    assert "赵六 只交了文件" in text


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are a POSIX matter")
def test_links_and_pipes_in_a_folder_are_refused(
    course: Course, inbox: Path, tmp_path: Path
) -> None:
    secret = put(tmp_path, "secret/王芳.ipynb", "秘密")
    (inbox / "李明.ipynb").symlink_to(secret)
    (inbox / "班").symlink_to(secret.parent)
    os.mkfifo(inbox / "管道.ipynb")
    report = collect(course, LESSON, inbox)
    assert report.accepted == []
    assert len(report.problems) == 3
