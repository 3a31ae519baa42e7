"""A small workbook of two sheets with formulas in it, and what is asked of it, for several tests."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pandas as pd

from helpers.checking.worksheets import Worksheet, expected_entries
from helpers.exercises.model import Case, Exercise, Part

GAPS = Worksheet("间隔", ("姓名", "间隔天数"), inputs=("首次", "再次"), filtered=True)
NAMES = Worksheet("名单", ("姓名",))
SHEETS = (GAPS, NAMES)


def visits(*days: tuple[int, int | None]) -> pd.DataFrame:
    """First and second day (in May 2019) of 甲, 乙, 丙, …; None for no second one."""
    rows = [
        (name, pd.Timestamp(2019, 5, a), pd.NaT if b is None else pd.Timestamp(2019, 5, b))
        for name, (a, b) in zip("甲乙丙丁", days, strict=False)
    ]
    return pd.DataFrame(rows, columns=["姓名", "首次", "再次"])


LESSON = visits((1, 4), (2, None), (3, 3))
CHANGED = visits((1, 9), (2, 5), (3, None))


def reference(visits: pd.DataFrame) -> dict[str, Any]:
    """Both sheets with the gap in days; missing where there was no second visit."""
    gaps = (visits["再次"] - visits["首次"]).dt.days
    return expected_entries({"间隔": visits.assign(间隔天数=gaps), "名单": visits}, SHEETS)


BOOK = Exercise(
    name="test_book",
    title="两张表",
    kind="workbook",
    answer="两张表.xlsx",
    asks="交一个文件。",
    stub="...",
    reference=reference,
    cases=lambda: [
        Case("lesson", "本课的数据", {"visits": LESSON}),
        Case("changed", "换了日期", {"visits": CHANGED}),
    ],
    parts=(
        Part("内容", 2, ("lesson",), entries=("间隔", "名单")),
        Part("公式跟着变", 2, ("changed",)),
        Part("筛选", 1, ("lesson",), entries=("自动筛选",)),
    ),
    sheets=SHEETS,
)


def in_formula(text: str) -> Callable[[int, Any], Any]:
    """The cells of a column as a formula, ``{i}`` for the row's number."""
    return lambda i, row: text.format(i=i)


def book(gap: Callable[[int, Any], Any], *, filtered: bool = True, title: bool = True) -> bytes:
    """The workbook as a learner makes it: dates in B and C, ``gap`` gives column E (D stays empty)."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = GAPS.title
    if title:
        sheet.append(["回头客间隔表"])
    sheet.append(["姓名", "首次", "再次", None, "间隔天数", "备注"])
    top = sheet.max_row
    for number, row in enumerate(LESSON.itertuples(index=False), top + 1):
        dates = [None if pd.isna(d) else dt.datetime(d.year, d.month, d.day) for d in row[1:]]
        sheet.append([row[0], *dates, None, gap(number, row), "随手写的"])
    if filtered:
        sheet.auto_filter.ref = f"A{top}:F{sheet.max_row}"
    names = made.create_sheet(NAMES.title)
    for name in ["姓名", *LESSON["姓名"]]:
        names.append([name])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()
