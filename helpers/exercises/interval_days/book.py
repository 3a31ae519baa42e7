"""What stands in 客户管理.xlsx, made in three ways, and the dates that are changed in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.customer_table import HIGH, MEDIUM, TOTAL, customer_classes, service_levels
from helpers.analysis.interval_days import interval_table
from helpers.checking.worksheets import FILTERED, Worksheet, expected_entries
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.cases import GAPS, TIMES
from helpers.exercises.model import Case
from helpers.shop.course_sheet import DATES

FILE = "客户管理.xlsx"
LEVELS = service_levels().set_index("客户类型")["服务级别"].to_dict()
L, M = GAPS
D, E, F = DATES
Change = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]

SHEETS = (
    Worksheet(HIGH, ("姓名", TIMES, TOTAL)),
    Worksheet(MEDIUM, ("姓名", TIMES, TOTAL)),
    Worksheet("间隔天数", ("姓名", L, M), inputs=(D, E, F), filtered=True),
    Worksheet("客户管理表", ("姓名", "性别", "客户类型", "服务级别"), filtered=True),
)


def book(sheet: pd.DataFrame, gaps: pd.DataFrame, above: float = 200) -> dict[str, Any]:
    """The whole workbook around a table of intervals; high value lies above ``above`` yuan."""
    kind = customer_classes(sheet, high_total=above)
    managed = sheet.assign(客户类型=kind, 服务级别=kind.map(LEVELS))
    tables = {
        HIGH: sheet[kind == HIGH],
        MEDIUM: sheet[kind == MEDIUM],
        "间隔天数": gaps.assign(姓名=sheet["姓名"]),
        "客户管理表": managed,
    }
    return expected_entries(tables, SHEETS)


def with_gaps(change: Change) -> Callable[[pd.DataFrame], dict[str, Any]]:
    """The workbook in which ``change`` went wrong, from the sheet and its right intervals."""
    return lambda sheet: book(sheet, change(sheet, interval_table(sheet, DATES)))


def right(sheet: pd.DataFrame) -> dict[str, Any]:
    """The workbook that is asked for."""
    return book(sheet, interval_table(sheet, DATES))


def by_loop(sheet: pd.DataFrame) -> dict[str, Any]:
    """The same, row by row."""
    rows: dict[str, list[dict[str, Any]]] = {one.title: [] for one in SHEETS}
    for row in sheet.to_dict("records"):
        kind = "一般客户"
        if row[TIMES] >= 4 and row[TOTAL] > 200:
            kind = HIGH
        elif row[TIMES] in (2, 3) and row[TOTAL] > 100:
            kind = MEDIUM
        if kind in rows:
            rows[kind].append({name: row[name] for name in ("姓名", TIMES, TOTAL)})
        one, two = (row[b] - row[a] for a, b in ((D, E), (E, F)))
        rows["间隔天数"].append({"姓名": row["姓名"], L: one.days, M: two.days})
        managed = {"姓名": row["姓名"], "性别": row["性别"], "客户类型": kind}
        rows["客户管理表"].append({**managed, "服务级别": LEVELS[kind]})
    tables = {title: pd.DataFrame(found) for title, found in rows.items()}
    return {**tables, FILTERED: ["客户管理表", "间隔天数"]}


def by_merge(sheet: pd.DataFrame) -> dict[str, Any]:
    """The same with merge and diff."""
    levels = pd.DataFrame({"客户类型": list(LEVELS), "服务级别": list(LEVELS.values())})
    high = sheet.query(f"`{TIMES}` >= 4 and `{TOTAL}` > 200")
    medium = sheet.query(f"2 <= `{TIMES}` <= 3 and `{TOTAL}` > 100")
    names = {**dict.fromkeys(medium["姓名"], MEDIUM), **dict.fromkeys(high["姓名"], HIGH)}
    managed = sheet[["姓名", "性别"]].assign(客户类型=sheet["姓名"].map(names).fillna("一般客户"))
    dates = sheet.set_index("姓名")[DATES].diff(axis=1).iloc[:, 1:].set_axis(GAPS, axis=1)
    gaps = dates.apply(lambda column: column.dt.days).reset_index()
    short = ["姓名", TIMES, TOTAL]
    return {
        HIGH: high[short].sort_values(TOTAL),
        MEDIUM: medium[short],
        "间隔天数": gaps,
        "客户管理表": managed.merge(levels, on="客户类型"),
        FILTERED: ["客户管理表", "间隔天数"],
    }


def _changed(**dates: tuple[str, str]) -> pd.DataFrame:
    """The course's customers with one date of some of them changed: 姓名=(column, month-day)."""
    sheet = cases.customers().copy()
    for name, (column, day) in dates.items():
        value = pd.Timestamp(f"2019-{day}") if day else pd.NaT
        sheet.loc[sheet["姓名"] == name, column] = value
    return sheet


def book_cases() -> list[Case]:
    """The workbook as handed in, then with dates changed, added and taken away."""
    moved = _changed(
        沈若兰=(E, "05-15"), 叶知秋=(D, "05-02"), 白露=(F, "06-25"), 阮玉洁=(E, "05-10")
    )
    filled = _changed(
        杜明远=(F, "06-11"),
        贺青禾=(E, "05-20"),
        龚海涛=(E, ""),
        卓一凡=(F, ""),
        温静姝=(E, "06-30"),
    )
    return [
        Case("course", "课程的 24 位客户", {"sheet": cases.customers()}),
        Case("moved", "改动了四个日期", {"sheet": moved}),
        Case("filled", "补上三个日期，又清空两个", {"sheet": filled}),
    ]
