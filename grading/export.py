"""Marks out of the gradebook, as an Excel workbook and as csv, with Chinese headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from grading.bridge.calls import venv_on_path
from grading.bridge.scores import CHECK
from grading.course import Course
from grading.execution.unprotected import STAMP
from grading.kept import unprotected_students
from helpers.errors import WorkbookError
from helpers.exercises.catalog import lesson

NAME = "成绩"
STUDENT, LESSON, TOTAL, FULL = "学号/姓名", "课次", "总分", "满分"
STATE, BY_HAND = "状态", "需人工评分"
ABSENT, GRADED, COLLECTED = "未交", "已批改", "已交，未批改"
# A cell of a csv that begins so is a formula to Excel and WPS.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
WIDE = 40  # characters, the widest column


def export(course: Course, lesson_ids: Sequence[str], target: Path) -> list[Path]:
    """Write ``成绩.xlsx`` (a sheet per lesson) and ``成绩.csv`` (all in one) into ``target``.

    One row for each student of the course and each lesson; exercises that a lesson does not have
    and marks that do not exist are blank. Returns both paths. Raises WorkbookError when a lesson
    was never released or the files cannot be written (Excel keeps an open workbook locked).
    """
    sheets = {lesson_id: marks_table(course, lesson_id) for lesson_id in lesson_ids}
    book, text = target / f"{NAME}.xlsx", target / f"{NAME}.csv"
    try:
        target.mkdir(parents=True, exist_ok=True)
        _write_book(book, sheets)
        _write_text(text, list(sheets.values()))
    except OSError as error:
        raise WorkbookError(
            f"成绩不能写到“{target}”（{error.strerror}）；"
            f"如果 {NAME} 文件正在 Excel 或 WPS 里开着，请先关闭。"
        ) from error
    return [book, text]


def marks_table(course: Course, lesson_id: str) -> pd.DataFrame:
    """Marks of one lesson: a row for each student of the course, sorted by id.

    Columns: student, lesson, one for each exercise (points; missing where there is no mark), total,
    full marks, state (it also says where no sandbox protected the mark), whether an answer waits to
    be marked by hand (是/否, blank if not graded). Raises WorkbookError when the lesson is not in the
    gradebook.
    """
    if not course.gradebook.exists():
        raise _not_released(lesson_id)
    with venv_on_path(), Gradebook(course.db_url) as gradebook:
        try:
            notebook = gradebook.find_notebook(lesson_id, lesson_id)
        except MissingEntry as error:
            raise _not_released(lesson_id) from error
        headings = _headings(lesson_id, [cell.name for cell in notebook.grade_cells])
        graded = {one.student.id: _graded(one, headings) for one in notebook.submissions}
        students = {student.id for student in gradebook.students} | set(course.students(lesson_id))
        full = notebook.max_score
    collected = set(course.students(lesson_id))
    unprotected = unprotected_students(course, lesson_id)
    rows = []
    for student in sorted(students):
        missing = {STATE: COLLECTED if student in collected else ABSENT}
        row = {STUDENT: student, LESSON: lesson_id, FULL: full}
        row |= graded.get(student, missing)
        if student in graded and student in unprotected:
            row[STATE] = f"{row[STATE]}，{STAMP}"
        rows.append(row)
    columns = [STUDENT, LESSON, *headings.values(), TOTAL, FULL, STATE, BY_HAND]
    return pd.DataFrame(rows, columns=columns)


def _graded(submission: SubmittedNotebook, headings: dict[str, str]) -> dict[str, Any]:
    penalty = submission.late_submission_penalty or 0.0
    waiting = {grade.name for grade in submission.grades if grade.needs_manual_grade}
    row: dict[str, Any] = {
        headings[grade.name]: None if grade.name in waiting else grade.score
        for grade in submission.grades
    }
    row[TOTAL] = submission.score - penalty
    row[STATE] = f"迟交，扣 {penalty:g} 分" if penalty else GRADED
    row[BY_HAND] = "是" if waiting else "否"
    return row


def _headings(lesson_id: str, grade_ids: list[str]) -> dict[str, str]:
    """Column headings by grade_id, in the lesson's order; ids stand for titles that are unknown."""
    try:
        one = lesson(lesson_id)
    except WorkbookError:  # an assignment of the teacher's own
        return {grade_id: grade_id for grade_id in grade_ids}
    titles = {CHECK + exercise.name: exercise.title for exercise in one.exercises}
    titles |= {written.name: written.title for written in one.written}
    ordered = [name for name in titles if name in grade_ids]
    ordered += [name for name in grade_ids if name not in titles]
    plain = [titles.get(name, name) for name in ordered]
    return {
        name: title if plain.count(title) == 1 else f"{title}（{name}）"
        for name, title in zip(ordered, plain, strict=True)
    }


def _not_released(lesson_id: str) -> WorkbookError:
    return WorkbookError(
        f"成绩册里没有课次 {lesson_id}，请先运行 workbook release {lesson_id}，收作业并批改。"
    )


def _write_book(path: Path, sheets: dict[str, pd.DataFrame]) -> None:
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        for lesson_id, table in sheets.items():
            table.to_excel(writer, sheet_name=lesson_id[:31], index=False)
            sheet = writer.sheets[lesson_id[:31]]
            sheet.freeze_panes = "B2"
            for number, column in enumerate(sheet.iter_cols(), start=1):
                for cell in column:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"  # text, also where it looks like a formula
                        cell.quotePrefix = cell.value.startswith(FORMULA)
                column[0].font = Font(bold=True)
                width = max(_width(cell.value) for cell in column)
                sheet.column_dimensions[get_column_letter(number)].width = min(width + 2, WIDE)


def _width(value: object) -> int:
    text = "" if value is None else str(value)
    return sum(2 if ord(sign) > 255 else 1 for sign in text)


def _write_text(path: Path, tables: list[pd.DataFrame]) -> None:
    table = pd.concat(tables, ignore_index=True)
    # exercises first, then the columns that every lesson has
    tail = [TOTAL, FULL, STATE, BY_HAND]
    table = table[[name for name in table.columns if name not in tail] + tail]
    # utf-8-sig: Excel takes a csv without the mark for GBK
    table.map(_harmless).to_csv(path, index=False, encoding="utf-8-sig")


def _harmless(value: object) -> object:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
