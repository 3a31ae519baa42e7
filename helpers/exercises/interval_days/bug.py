"""Find the bug: a colleague throws the real zeros away with those that he filled in."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.interval_days import interval_days
from helpers.checking.calls import Outcome
from helpers.exercises.interval_days import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _days(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return (sheet[later] - sheet[earlier]).dt.days


def _as_excel(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    day_0 = pd.Timestamp("1899-12-30")
    return (sheet[later].fillna(day_0) - sheet[earlier].fillna(day_0)).dt.days


def _draft(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    days = (sheet[later] - sheet[earlier]).dt.days.fillna(0)
    days = days[days > 0]
    return days.mean()


def _fair_by_dropping(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    both = sheet.dropna(subset=[earlier, later])
    return (both[later] - both[earlier]).dt.days.mean()


def _fair_by_filter(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    days = (sheet[later] - sheet[earlier]).dt.days
    return days[days >= 0].mean()


def _fair_by_loop(sheet: pd.DataFrame, earlier: str, later: str) -> float:
    known, total = 0, 0
    for first, last in zip(sheet[earlier], sheet[later], strict=True):
        if not pd.isna(last):
            known += 1
            total += (last - first).days
    return total / known if known else float("nan")


def _is_span(expected: Outcome, actual: Outcome) -> bool:
    """A mean of spans is a Timedelta, and NaT (not NaN) where there is none."""
    nobody = bool(pd.isna(expected.value)) and (actual.value is None or actual.value is pd.NaT)
    return isinstance(actual.value, pd.Timedelta) or nobody


FAIR_MEAN = Exercise(
    name="fair_mean",
    title="找错：15.7 天是怎么来的",
    kind="function",
    answer="fair_mean",
    asks="同事把 0 都去掉了。写出改好的 fair_mean(sheet, earlier, later)：有间隔的客户平均隔几天。",
    stub="def fair_mean(sheet, earlier, later):\n    ...\n    return average",
    reference=lambda sheet, earlier, later: float(interval_days(sheet, earlier, later).mean()),
    cases=cases.mean_cases,
    parts=(
        Part(
            "同一天买了两次的客户也算",
            2,
            ("course", "same_day", "same_day_later"),
            random=True,
        ),
        Part("别的没有改坏", 2, ("full", "over_may", "blank", "other_pair", "nobody")),
    ),
    mistakes=(
        Mistake(
            "zeros_dropped",
            "错还在：同一天买了两次的客户，和没有再来的一起被去掉了。",
            "填了 0 以后，真的 0 和填的 0 还分得开吗？",
            _draft,
        ),
        Mistake(
            "zeros_kept",
            "填的 0 现在全都留下了：没有再来的客户也按 0 天算。",
            "只改了 > 那一行？填 0 的那一行还在不在？",
            lambda sheet, earlier, later: _days(sheet, earlier, later).fillna(0).mean(),
        ),
        Mistake(
            "excel_trap",
            "平均数是负的：空白被当成了第 0 天。",
            "空白填上日期以后，还能看出他没有来过吗？",
            lambda sheet, earlier, later: _as_excel(sheet, earlier, later).mean(),
        ),
        Mistake(
            "silent_zeros",
            "负数去掉了，两个日期都缺的那些 0 还在。",
            "从 Excel 的怪数里，分得出哪些 0 是真的吗？",
            lambda sheet, earlier, later: _as_excel(sheet, earlier, later)[
                _as_excel(sheet, earlier, later) >= 0
            ].mean(),
        ),
        Mistake(
            "no_days",
            "平均是一段“时间差”，像 13 days 22:40:00，不是数。",
            "相减以后，是不是少了 .dt.days？",
            lambda sheet, earlier, later: (sheet[later] - sheet[earlier]).mean(),
            recognises=_is_span,
        ),
        Mistake(
            "median_gap",
            "你交的是中位数，不是平均数。",
            "平均数的方法叫什么？",
            lambda sheet, earlier, later: _days(sheet, earlier, later).median(),
        ),
        Mistake(
            "sum_of_gaps",
            "你交的是天数的合计，不是平均。",
            "合计以后，还要除以什么？",
            lambda sheet, earlier, later: _days(sheet, earlier, later).sum(),
        ),
        Mistake(
            "number_of_gaps",
            "你交的是有几位客户有间隔，不是平均几天。",
            "最后一行是数个数，还是求平均？",
            lambda sheet, earlier, later: _days(sheet, earlier, later).count(),
        ),
        Mistake(
            "earlier_minus_later",
            "平均数是负的：减反了。",
            "应该用后面的日期减前面的，还是倒过来？",
            lambda sheet, earlier, later: _days(sheet, later, earlier).mean(),
        ),
        Mistake(
            "fixed_columns",
            "列名写死了：换成第二次和第三次，结果还是第一次和第二次的。",
            "方括号里写的是 earlier 和 later，还是带引号的列名？",
            lambda sheet, earlier, later: _days(sheet, "第一次购买日期", "第二次购买日期").mean(),
        ),
    ),
    styles=(_fair_by_dropping, _fair_by_filter, _fair_by_loop),
    hints=(
        "拿“石磊”来试：5 月 3 日买了两次，隔 0 天。走完 days > 0 那一行，他还在不在？",
        "问题在 fillna(0)：它让“没有”和“同一天”变成了同一个数。",
        "空白本来就会被 .mean() 跳过，所以第一行不填，第二行不筛。",
    ),
    random=cases.random_pair,
)
