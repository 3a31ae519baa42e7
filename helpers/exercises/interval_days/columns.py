"""From two columns of dates to a column of days."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.interval_days import interval_days
from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule
from helpers.exercises.interval_days import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _is_table(expected: Outcome, actual: Outcome) -> bool:
    return isinstance(actual.value, pd.DataFrame)


def _days(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return (sheet[later] - sheet[earlier]).dt.days


def as_excel(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    """The days as Excel counts them, a blank as its day 0."""
    day_0 = pd.Timestamp("1899-12-30")
    return (sheet[later].fillna(day_0) - sheet[earlier].fillna(day_0)).dt.days


def _with_column(sheet: pd.DataFrame, earlier: str, later: str) -> pd.DataFrame:
    days = (sheet[later] - sheet[earlier]).dt.days
    return sheet.assign(间隔天数=days)


TABLE_FOR_COLUMN = Mistake(
    "table_for_column",
    "你交回来的是一整张表，题目要的是一列天数。",
    "return 后面写的是整张表，还是算出来的那一列？",
    _with_column,
    recognises=_is_table,
)


def _day_numbers(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return sheet[later].dt.day - sheet[earlier].dt.day


def _with_loop(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    days: list[Any] = []
    for first, last in zip(sheet[earlier], sheet[later], strict=True):
        if pd.isna(first) or pd.isna(last):
            days.append(None)
        else:
            days.append((last - first).days)
    return pd.Series(days, dtype="float64")


def _with_apply(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return sheet.apply(lambda row: (row[later] - row[earlier]).days, axis=1)


def _with_division(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    span: Any = sheet[later].sub(sheet[earlier])
    return span / pd.Timedelta(days=1)


GAP_DAYS = Exercise(
    name="gap_days",
    title="两列日期相减",
    kind="function",
    answer="gap_days",
    asks="写函数 gap_days(sheet, earlier, later)：两列日期隔了几天，交回一列天数；空白还是空白。",
    stub="def gap_days(sheet, earlier, later):\n    ...\n    return days",
    reference=interval_days,
    cases=cases.pair_cases,
    parts=(
        Part("每个人都有日期", 2, ("full", "over_may", "same_day")),
        Part(
            "空白还是空白，换两列也对",
            2,
            ("course", "blank", "other_pair", "nobody"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "earlier_minus_later",
            "天数前面都是负号：减反了。",
            "应该用后面的日期减前面的，还是倒过来？",
            lambda sheet, earlier, later: (sheet[earlier] - sheet[later]).dt.days,
        ),
        Mistake(
            "no_days",
            "这一列还是“时间差”，像 12 days，不是数。",
            "相减以后，是不是少了 .dt.days？",
            lambda sheet, earlier, later: sheet[later] - sheet[earlier],
        ),
        Mistake(
            "blank_as_zero",
            "没有再来的客户变成了 0 天：0 天的意思是同一天又买了。",
            "没有第二个日期，间隔该是 0，还是空白？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days.fillna(0),
        ),
        Mistake(
            "day_numbers_only",
            "你减的是“几号”，月份没有算进去。",
            ".dt.day 和 .dt.days，哪一个是隔了几天？",
            _day_numbers,
        ),
        Mistake(
            "fixed_columns",
            "列名写死了：换成第二次和第三次，结果还是第一次和第二次的。",
            "方括号里写的是 earlier 和 later，还是带引号的列名？",
            lambda sheet, earlier, later: (
                (sheet["第二次购买日期"] - sheet["第一次购买日期"]).dt.days
            ),
        ),
        Mistake(
            "fixed_earlier",
            "前一次的列写死了：换成第二次和第三次，减的还是第一次。",
            "减号右边，方括号里写的是 earlier 吗？",
            lambda sheet, earlier, later: (sheet[later] - sheet["第一次购买日期"]).dt.days,
        ),
        Mistake(
            "until_the_day",
            "你减的是 6 月 30 日：照抄了例子，两列里只用了一列。",
            "题目要哪两列相减？",
            lambda sheet, earlier, later: (pd.Timestamp("2019-06-30") - sheet[earlier]).dt.days,
        ),
        Mistake(
            "excel_zero_day",
            "空白被当成了 1899 年的那一天，间隔成了负四万多。",
            "空白是“第 0 天”，还是“没有”？",
            as_excel,
        ),
        Mistake(
            "both_ends",
            "每个间隔都多了一天。",
            "同一天买两次，隔了 0 天还是 1 天？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days + 1,
        ),
        Mistake(
            "same_column_twice",
            "有日期的每一格都是 0：你拿同一列减了它自己。",
            "减号两边，方括号里的名字一样吗？",
            lambda sheet, earlier, later: (sheet[later] - sheet[later]).dt.days,
        ),
        Mistake(
            "blank_as_text",
            "空白的格子里放进了空的文字，这一列就混进了文字，没法再求平均。",
            "空白（NaN）什么都不用做，是不是多写了 fillna？",
            lambda sheet, earlier, later: (
                _days(sheet, earlier, later)
                .astype(object)
                .where(_days(sheet, earlier, later).notna(), "")
            ),
        ),
        Mistake(
            "rows_dropped",
            "空白的行被去掉了，这一列比表短，放不回去。",
            "24 位客户，交回来的一列该有几格？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days.dropna(),
        ),
        Mistake(
            "mean_for_column",
            "你交回来的是一个平均数，题目要的是每个人一个天数。",
            "24 位客户，结果该有几个数？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days.mean(),
        ),
        Mistake(
            "weeks",
            "你交的是周数，不是天数。",
            "是不是除以了 7？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days / 7,
        ),
        Mistake(
            "seconds",
            "你交的是秒数，不是天数。",
            ".dt 后面该写 total_seconds() 还是 days？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.total_seconds(),
        ),
        TABLE_FOR_COLUMN,
    ),
    styles=(_with_loop, _with_apply, _with_division),
    hints=(
        "“认识多久了”那个例子里，先相减，再取 .dt.days。这里换成两列相减。",
        "括号里先写后面的一列：sheet[later] - sheet[earlier]，列名不加引号。",
        "days = (sheet[later] - ____).dt.____",
    ),
    rule=Rule(ordered=True),
    random=cases.random_pair,
)
