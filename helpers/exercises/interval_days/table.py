"""The table of intervals: the course's columns L and M."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.interval_days import interval_table as reference_table
from helpers.checking.calls import Outcome
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.cases import GAPS
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.shop.course_sheet import DATES

L, M = GAPS
Column = Callable[[pd.DataFrame, str, str], Any]


def _reference(sheet: pd.DataFrame) -> pd.DataFrame:
    table = reference_table(sheet, DATES)
    table.insert(0, "姓名", sheet["姓名"])
    return table


def _subtracted(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return (sheet[later] - sheet[earlier]).dt.days


def _made(
    sheet: pd.DataFrame, one: Column = _subtracted, two: Column | None = None
) -> pd.DataFrame:
    """The table with the first column made by ``one``, the second by ``two`` (or by ``one``)."""
    table = sheet[["姓名"]].copy()
    table["第一二次购买间隔天数"] = one(sheet, "第一次购买日期", "第二次购买日期")
    table["第二三次购买间隔天数"] = (two or one)(sheet, "第二次购买日期", "第三次购买日期")
    return table


def _as_excel(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    day_0 = pd.Timestamp("1899-12-30")
    return (sheet[later].fillna(day_0) - sheet[earlier].fillna(day_0)).dt.days


def _with_assign(sheet: pd.DataFrame) -> pd.DataFrame:
    one = (sheet["第二次购买日期"] - sheet["第一次购买日期"]).dt.days
    two = (sheet["第三次购买日期"] - sheet["第二次购买日期"]).dt.days
    return pd.DataFrame(
        {"姓名": sheet["姓名"], "第一二次购买间隔天数": one, "第二三次购买间隔天数": two}
    )


def _with_diff(sheet: pd.DataFrame) -> pd.DataFrame:
    dates = sheet.set_index("姓名")[["第一次购买日期", "第二次购买日期", "第三次购买日期"]]
    days: pd.DataFrame = dates.diff(axis=1).apply(lambda column: column.dt.days).iloc[:, 1:]
    days.columns = pd.Index(["第一二次购买间隔天数", "第二三次购买间隔天数"])
    return days.reset_index()


def _with_loop(sheet: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for _, row in sheet.iterrows():
        one = row["第二次购买日期"] - row["第一次购买日期"]
        two = row["第三次购买日期"] - row["第二次购买日期"]
        rows.append(
            {
                "姓名": row["姓名"],
                "第一二次购买间隔天数": one.days,
                "第二三次购买间隔天数": two.days,
            }
        )
    return pd.DataFrame(rows)


def _is_column(expected: Outcome, actual: Outcome) -> bool:
    """A column of anything but True and False: that is a mistake of its own."""
    values = actual.value
    return isinstance(values, pd.Series) and not pd.api.types.is_bool_dtype(values.dtype)


INTERVAL_TABLE = Exercise(
    name="interval_table",
    title="间隔天数表",
    kind="function",
    answer="interval_table",
    asks="写函数 interval_table(sheet)：交回三列的表：姓名、第一二次购买间隔天数、第二三次购买间隔天数。",
    stub="# 这一次 def 和 return 也自己写\n...",
    reference=_reference,
    cases=cases.sheet_cases,
    parts=(
        Part("每个人都有日期", 2, ("full", "over_may", "same_day")),
        Part("空白还是空白", 2, ("course", "blank", "nobody"), random=True),
        Part("算对，并且不改动原表", 1, ("full",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "third_minus_first",
            "第二列是第三次减第一次：跨过了中间那一次。",
            "“第二三次”的间隔，从哪一次开始数？",
            lambda sheet: _made(
                sheet, two=lambda s, *pair: _subtracted(s, "第一次购买日期", "第三次购买日期")
            ),
        ),
        Mistake(
            "same_twice",
            "两列一模一样：第二列还是第一次和第二次的间隔。",
            "复制下来的那一行，列名都改了吗？",
            lambda sheet: _made(
                sheet, two=lambda s, *pair: _subtracted(s, "第一次购买日期", "第二次购买日期")
            ),
        ),
        Mistake(
            "columns_swapped",
            "两列的内容换了位置。",
            "“第一二次”那一列里，放的是哪两次的间隔？",
            lambda sheet: _made(sheet).set_axis(["姓名", M, L], axis=1),
        ),
        Mistake(
            "blank_as_zero",
            "没有的间隔变成了 0：0 天的意思是同一天又买了。",
            "没有第二个日期，间隔该是 0，还是空白？",
            lambda sheet: _made(sheet).fillna(0),
        ),
        Mistake(
            "excel_zero_day",
            "空白被当成了第 0 天，出现了负四万多。",
            "空白是“第 0 天”，还是“没有”？",
            lambda sheet: _made(sheet, _as_excel),
        ),
        Mistake(
            "earlier_minus_later",
            "天数前面都是负号：减反了。",
            "应该用后面的日期减前面的，还是倒过来？",
            lambda sheet: _made(sheet, lambda s, a, b: _subtracted(s, b, a)),
        ),
        Mistake(
            "no_days",
            "两列还是“时间差”，像 12 days，不是数。",
            "相减以后，是不是少了 .dt.days？",
            lambda sheet: _made(sheet, lambda s, a, b: s[b] - s[a]),
        ),
        Mistake(
            "rows_dropped",
            "有空白的客户整行不见了。",
            "24 位客户，表该有几行？",
            lambda sheet: _made(sheet).dropna(),
        ),
        Mistake(
            "both_ends",
            "每个间隔都多了一天。",
            "同一天买两次，隔了 0 天还是 1 天？",
            lambda sheet: _made(sheet, lambda s, a, b: _subtracted(s, a, b) + 1),
        ),
        Mistake(
            "until_the_day",
            "两列减的都是 6 月 30 日：照抄了例子，没有换成两次购买相减。",
            "“第一二次”的间隔，是哪两列相减？",
            lambda sheet: _made(sheet, lambda s, a, b: (pd.Timestamp("2019-06-30") - s[a]).dt.days),
        ),
        Mistake(
            "day_numbers_only",
            "你减的是“几号”，月份没有算进去。",
            ".dt.day 和 .dt.days，哪一个是隔了几天？",
            lambda sheet: _made(sheet, lambda s, a, b: s[b].dt.day - s[a].dt.day),
        ),
        Mistake(
            "dates_kept",
            "两列天数都对，只是日期的几列也留在表里了。",
            "题目要哪三列？",
            lambda sheet: sheet[["姓名", *DATES]].merge(_made(sheet), on="姓名"),
            recognises=lambda expected, actual: _has_more(expected.value, actual.value),
        ),
        Mistake(
            "single_brackets",
            "你交回来的是一列，不是表：只写一层方括号，复制出来的就是一列。",
            "“认识多久了”的例子里，姓名外面有几层方括号？",
            lambda sheet: sheet["姓名"].copy(),
            recognises=_is_column,
        ),
        Mistake(
            "one_column_only",
            "表里只有一列间隔，另一列没有写。",
            "三次购买，中间有几个间隔？",
            lambda sheet: _made(sheet)[["姓名", L]],
        ),
    ),
    styles=(_with_assign, _with_diff, _with_loop),
    hints=(
        '照着“认识多久了”的例子：先 table = sheet[["姓名"]].copy()，再一列一列地添。',
        '第一列：table["第一二次购买间隔天数"] = (sheet["第二次购买日期"] - sheet["第一次购买日期"]).dt.days',
        "第一行是 def interval_table(sheet):，最后一行是 return table，中间几行都空四格。",
    ),
    random=cases.random_sheet,
)


def _has_more(expected: Any, actual: Any) -> bool:
    """The right columns with others beside them."""
    if not isinstance(actual, pd.DataFrame) or not isinstance(expected, pd.DataFrame):
        return False
    right = list(expected.columns)
    if not set(right) < set(actual.columns):
        return False
    mine, wanted = (
        t[right].reset_index(drop=True).astype({L: float, M: float}) for t in (actual, expected)
    )
    return bool(mine.equals(wanted))
