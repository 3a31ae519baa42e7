"""What stands in 客户管理表.xlsx, and what is typed over in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.customer_table import customer_workbook
from helpers.checking.worksheets import Worksheet, expected_entries
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import HIGH, MEDIUM

FILE = "客户管理表.xlsx"
WHOLE = "客户管理表"
NUMBERS = ("近3个月总购买频次", "总消费金额/元")
BASIC = ("姓名", "性别", *NUMBERS)
SHEETS = (
    Worksheet(HIGH, BASIC),
    Worksheet(MEDIUM, BASIC),
    Worksheet(WHOLE, (*BASIC, "客户类型", "服务级别"), inputs=NUMBERS, filtered=True),
)
Book = dict[str, Any]

# what is typed over: onto a bound, over it, into a gap
_CHANGES: dict[str, tuple[int, float]] = {
    "沈若兰": (3, 386.5),
    "杜明远": (4, 158.0),
    "贺青禾": (2, 268.0),
    "石磊": (4, 243.5),
    "叶知秋": (1, 512.5),
    "尹素梅": (8, 200.5),
    "乔安平": (3, 100.5),
    "熊大川": (4, 228.5),
    "莫子谦": (3, 100.0),
    "佟雅琴": (5, 200.0),
}


def changed() -> pd.DataFrame:
    """The course's sheet with other numbers."""
    table = cases.the_sheet().copy()
    for name, numbers in _CHANGES.items():
        table.loc[table["姓名"] == name, list(NUMBERS)] = numbers
    return table.astype({NUMBERS[0]: "int64"})


def reference(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
    """The workbook that is asked for."""
    return expected_entries(customer_workbook(customers, levels), SHEETS)


def book(classified: pd.DataFrame, levels: pd.DataFrame) -> Book:
    """The workbook of customers with a class each."""
    sheets = {name: classified[classified["客户类型"] == name] for name in (HIGH, MEDIUM)}
    whole = classified.merge(levels, on="客户类型", how="left")
    return expected_entries({**sheets, WHOLE: whole}, SHEETS)


def changing(change: Callable[[Book], Book]) -> Callable[..., Book]:
    """The right workbook with some sheets done otherwise."""

    def answer(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
        right = reference(customers, levels)
        return {**right, **change(right)}

    return answer
