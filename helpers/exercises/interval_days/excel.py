"""The same column as Excel's DAYS makes it, with a blank as day 0."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.interval_days import excel_days as reference_excel_days
from helpers.checking.compare import Rule
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.columns import TABLE_FOR_COLUMN, as_excel
from helpers.exercises.model import Exercise, Mistake, Part


def _excel_with_where(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    day_0 = pd.Timestamp("1899-12-30")
    first = sheet[earlier].where(sheet[earlier].notna(), day_0)
    last = sheet[later].where(sheet[later].notna(), day_0)
    return (last - first).dt.days


def _excel_by_numbers(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    """Each date as Excel's number; a blank is 0."""
    day_0 = pd.Timestamp("1899-12-30")
    first = (sheet[earlier] - day_0).dt.days.fillna(0)
    last = (sheet[later] - day_0).dt.days.fillna(0)
    return last - first


def _excel_with_loop(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    day_0 = pd.Timestamp("1899-12-30")
    days = []
    for first, last in zip(sheet[earlier], sheet[later], strict=True):
        start = day_0 if pd.isna(first) else first
        end = day_0 if pd.isna(last) else last
        days.append((end - start).days)
    return pd.Series(days)


def _with_no_date(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    start = sheet[earlier].astype(object).where(sheet[earlier].notna(), 0)
    end = sheet[later].astype(object).where(sheet[later].notna(), 0)
    return (end - start).astype("timedelta64[us]").dt.days


EXCEL_DAYS = Exercise(
    name="excel_days",
    title="把 Excel 的怪数算出来",
    kind="function",
    answer="excel_days",
    asks="写函数 excel_days(sheet, earlier, later)：像 Excel 的 DAYS 那样算，空白当作 zero_day。",
    stub="def excel_days(sheet, earlier, later):\n    ...\n    return days",
    reference=reference_excel_days,
    cases=cases.pair_cases,
    parts=(
        Part("每个人都有日期", 1, ("full", "over_may", "same_day")),
        Part("缺一个日期，两个都缺", 2, ("course", "blank", "other_pair", "nobody"), random=True),
        Part("算对，并且不改动原表", 1, ("blank",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "blank_stays_blank",
            "空白还是空白：这是对的间隔，可这一题要像 Excel 那样错。",
            "减之前，空白用 fillna 换成 zero_day 了吗？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days,
        ),
        Mistake(
            "result_filled",
            "该是负四万多的格子成了 0：你是先减，再把结果填上或改掉的。",
            "Excel 是减之前就把空白当作第 0 天，还是减完再填？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).dt.days.fillna(0),
        ),
        Mistake(
            "only_later_filled",
            "只填了后面的日期：两个日期都缺的客户还是空白。",
            "前面的那一列，空白也填了吗？",
            lambda sheet, earlier, later: (
                (sheet[later].fillna(pd.Timestamp("1899-12-30")) - sheet[earlier]).dt.days
            ),
        ),
        Mistake(
            "earlier_minus_later",
            "正负号反了：减反了。",
            "DAYS(E3, D3) 是谁减谁？",
            lambda sheet, earlier, later: -as_excel(sheet, earlier, later),
        ),
        Mistake(
            "day_1",
            "差了一天：你把空白当成了第 1 天（1899 年 12 月 31 日）。",
            "zero_day 是哪一天？",
            lambda sheet, earlier, later: _from_day(sheet, earlier, later, "1899-12-31"),
        ),
        Mistake(
            "first_of_january",
            "差了两天：你把空白当成了 1900 年 1 月 1 日。",
            "Excel 的第 0 天在“准备”里叫什么名字？",
            lambda sheet, earlier, later: _from_day(sheet, earlier, later, "1900-01-01"),
        ),
        Mistake(
            "filled_with_the_day",
            "空白填成了 6 月 30 日，不是 Excel 的第 0 天。",
            "as_of 和 zero_day，空白该当作哪一天？",
            lambda sheet, earlier, later: _from_day(sheet, earlier, later, "2019-06-30"),
        ),
        Mistake(
            "filled_with_no_date",
            "空白填进去的不是日期：0 和带引号的文字，都不能和日期相减。",
            "zero_day 是一个名字，它的两边加引号了吗？",
            _with_no_date,
        ),
        Mistake(
            "no_days",
            "这一列还是“时间差”，像 12 days，不是数。",
            "相减以后，是不是少了 .dt.days？",
            lambda sheet, earlier, later: (
                sheet[later].fillna(pd.Timestamp("1899-12-30"))
                - sheet[earlier].fillna(pd.Timestamp("1899-12-30"))
            ),
        ),
        Mistake(
            "fixed_columns",
            "列名写死了：换成第二次和第三次，结果还是第一次和第二次的。",
            "方括号里写的是 earlier 和 later，还是带引号的列名？",
            lambda sheet, earlier, later: as_excel(sheet, "第一次购买日期", "第二次购买日期"),
        ),
        TABLE_FOR_COLUMN,
    ),
    styles=(_excel_with_where, _excel_by_numbers, _excel_with_loop),
    hints=(
        "第 2 课用 .fillna(600) 把空白填成 600；日期的空白也能填，填成 zero_day。",
        "两列都要填：sheet[earlier].fillna(zero_day)，sheet[later] 也一样。",
        "start = sheet[earlier].fillna(zero_day)，end = ____，days = (end - start).____",
    ),
    rule=Rule(ordered=True),
    random=cases.random_pair,
)


def _from_day(sheet: pd.DataFrame, earlier: str, later: str, day: str) -> Any:
    zero = pd.Timestamp(day)
    return (sheet[later].fillna(zero) - sheet[earlier].fillna(zero)).dt.days
