"""Exported marks: the gradebook's, in words that a spreadsheet takes for words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from fake_pipeline import hand_in
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from grading.bridge.calls import run_converter
from grading.course import Course
from grading.export import export
from helpers.errors import WorkbookError

EVIL = "=cmd|' _C calc'!A0"
COLUMNS = ["学号/姓名", "课次", "策略", "check_double", "check_twice"]
COLUMNS += ["总分", "满分", "状态", "需人工评分"]


@pytest.fixture
def class_(course: Course, lesson_id: str) -> str:
    """One graded and marked, one graded, one only collected, one absent."""
    for student in ("李明", EVIL):
        hand_in(course, student, lesson_id)
    run_converter(course, Autograde, lesson_id)
    hand_in(course, "王芳", lesson_id)
    with Gradebook(course.db_url) as gradebook:
        gradebook.add_student("赵六")
        grade = gradebook.find_grade("plan", lesson_id, lesson_id, "李明")
        grade.manual_score, grade.needs_manual_grade = 4, False
        gradebook.db.commit()
    return lesson_id


def test_both_files_hold_the_gradebooks_marks(course: Course, class_: str, tmp_path: Path) -> None:
    book, text = export(course, [class_], tmp_path / "成绩")
    sheet = pd.read_excel(book, sheet_name=class_)
    assert list(sheet.columns) == COLUMNS
    rows = sheet.set_index("学号/姓名")
    marks = ["策略", "check_double", "check_twice", "总分", "满分"]
    assert rows.loc["李明", marks].tolist() == [4, 3.5, 0, 7.5, 11]
    assert rows.loc["李明", ["状态", "需人工评分"]].tolist() == ["已批改", "否"]
    assert rows.loc[EVIL, "需人工评分"] == "是"
    assert rows["状态"].loc[["王芳", "赵六"]].tolist() == ["已交，未批改", "未交"]
    assert rows.loc[["王芳", "赵六"], marks[:4]].isna().all(axis=None)
    plain = pd.read_csv(text)
    plain["学号/姓名"] = plain["学号/姓名"].str.removeprefix("'")
    pd.testing.assert_frame_equal(plain[COLUMNS], sheet, check_dtype=False)


def test_a_name_that_looks_like_a_formula_stays_text(
    course: Course, class_: str, tmp_path: Path
) -> None:
    book, text = export(course, [class_], tmp_path)
    cells = [row[0] for row in openpyxl.load_workbook(book)[class_].iter_rows(min_row=2)]
    [evil] = [cell for cell in cells if cell.value == EVIL]
    assert evil.data_type == "s"
    assert text.read_bytes().startswith("\ufeff".encode())
    lines = text.read_text("utf-8-sig").splitlines()
    assert not any(line.lstrip('"').startswith(("=", "+", "-", "@")) for line in lines)


def test_a_locked_target_and_an_unknown_lesson_are_explained(
    course: Course, class_: str, tmp_path: Path, write_lesson: Callable[..., str]
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkbookError, match="成绩不能写到"):
        export(course, [class_], tmp_path / "file")
    with pytest.raises(WorkbookError, match=r"没有课次 96_none，请先运行 workbook release"):
        export(course, ["96_none"], tmp_path)
