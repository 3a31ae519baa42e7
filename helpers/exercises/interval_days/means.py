"""The heart of the lesson: a mean over missing intervals, or over zeros in their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.interval_days import interval_summary
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.interval_days import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _days(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    return (sheet[later] - sheet[earlier]).dt.days


def _as_excel(sheet: pd.DataFrame, earlier: str, later: str) -> Any:
    day_0 = pd.Timestamp("1899-12-30")
    return (sheet[later].fillna(day_0) - sheet[earlier].fillna(day_0)).dt.days


def _told(known: Any, blank: Any, missing: Any, zero: Any) -> dict[str, Any]:
    return {"有间隔": known, "没有间隔": blank, "缺失的平均": missing, "填0的平均": zero}


def _means(days: Any) -> dict[str, Any]:
    return _told(days.notna().sum(), days.isna().sum(), days.mean(), days.fillna(0).mean())


Changed = Callable[[Any], dict[str, Any]]


def _of_days(change: Changed) -> Callable[[pd.DataFrame, str, str], dict[str, Any]]:
    return lambda sheet, earlier, later: change(_days(sheet, earlier, later))


def _swapped_counts(days: Any) -> dict[str, Any]:
    return _told(days.isna().sum(), days.notna().sum(), days.mean(), days.fillna(0).mean())


def _swapped_means(days: Any) -> dict[str, Any]:
    return _told(days.notna().sum(), days.isna().sum(), days.fillna(0).mean(), days.mean())


def _filled_first(days: Any) -> dict[str, Any]:
    return _means(days.fillna(0))


def _both_missing(days: Any) -> dict[str, Any]:
    return _told(days.notna().sum(), days.isna().sum(), days.mean(), days.mean())


def _medians(days: Any) -> dict[str, Any]:
    return _told(days.notna().sum(), days.isna().sum(), days.median(), days.fillna(0).median())


def _everybody(days: Any) -> dict[str, Any]:
    return _told(len(days), days.isna().sum(), days.mean(), days.fillna(0).mean())


def _zero_days_are_none(days: Any) -> dict[str, Any]:
    return _means(days.where(days > 0))


def _sums(days: Any) -> dict[str, Any]:
    return _told(days.sum(), days.isna().sum(), days.mean(), days.fillna(0).mean())


def _flags(days: Any) -> dict[str, Any]:
    return _told(days.notna(), days.isna(), days.mean(), days.fillna(0).mean())


def _means_of_spans(spans: Any) -> dict[str, Any]:
    zero = spans.fillna(pd.Timedelta(0))
    return _told(spans.notna().sum(), spans.isna().sum(), spans.mean(), zero.mean())


def _rounded(days: Any) -> dict[str, Any]:
    return {name: round(float(value), 1) for name, value in _means(days).items()}


def _is_span(expected: Outcome, actual: Outcome) -> bool:
    """However the blanks were filled, the mean is a Timedelta wherever there is one."""
    if not isinstance(actual.value, dict):
        return False
    mine, right = actual.value.get("缺失的平均"), expected.value["缺失的平均"]
    nobody = bool(pd.isna(right)) and (mine is None or mine is pd.NaT)
    return isinstance(mine, pd.Timedelta) or nobody


def _is_list(expected: Outcome, actual: Outcome) -> bool:
    return isinstance(actual.value, (list, tuple, set))


def _is_rounded(expected: Outcome, actual: Outcome) -> bool:
    """Every number within what rounding to a tenth or a hundredth (or to whole days) moves it."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, dict) or set(mine) != set(right):
        return False
    numbers = all(isinstance(v, (int, float)) for v in mine.values())
    return numbers and all(
        (pd.isna(mine[k]) and pd.isna(v)) or mine[k] in (round(v, 0), round(v, 1), round(v, 2))
        for k, v in right.items()
    )


def _is_misnamed(expected: Outcome, actual: Outcome) -> bool:
    """All four values, in their order, under other names."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, dict) or len(mine) != len(right) or set(mine) == set(right):
        return False
    return compare(right, dict(zip(right, mine.values(), strict=True))) is None


def _misnamed(days: Any) -> dict[str, Any]:
    return {name.replace("0", "零"): value for name, value in _means(days).items()}


def _from_excel(sheet: pd.DataFrame, earlier: str, later: str) -> dict[str, Any]:
    days = _as_excel(sheet, earlier, later)
    zero = days.clip(lower=0)
    return _told((days >= 0).sum(), (days < 0).sum(), days.where(days >= 0).mean(), zero.mean())


def _without_clip(sheet: pd.DataFrame, earlier: str, later: str) -> dict[str, Any]:
    days = _days(sheet, earlier, later)
    trap = _as_excel(sheet, earlier, later)
    return _told(days.notna().sum(), days.isna().sum(), days.mean(), trap.mean())


def _means_by_ratio(sheet: pd.DataFrame, earlier: str, later: str) -> dict[str, Any]:
    known = sheet[sheet[earlier].notna() & sheet[later].notna()]
    days = (known[later] - known[earlier]).dt.days
    n = len(sheet)
    return {
        "有间隔": len(known),
        "没有间隔": n - len(known),
        "缺失的平均": days.sum() / len(known) if len(known) else float("nan"),
        "填0的平均": days.sum() / n if n else float("nan"),
    }


def _means_by_loop(sheet: pd.DataFrame, earlier: str, later: str) -> dict[str, Any]:
    known, total, number = 0, 0, 0
    for first, last in zip(sheet[earlier], sheet[later], strict=True):
        number = number + 1
        if not pd.isna(first) and not pd.isna(last):
            known = known + 1
            total = total + (last - first).days
    nan = float("nan")
    return {
        "填0的平均": total / number if number else nan,
        "缺失的平均": total / known if known else nan,
        "没有间隔": number - known,
        "有间隔": known,
    }


MEAN_GAPS = Exercise(
    name="mean_gaps",
    title="两个平均数",
    kind="function",
    answer="mean_gaps",
    asks="写函数 mean_gaps(sheet, earlier, later)：几位有间隔、几位没有；两种平均。交回一本四项的小字典。",
    stub="def mean_gaps(sheet, earlier, later):\n    ...\n    return result",
    reference=interval_summary,
    cases=cases.pair_cases,
    parts=(
        Part("每个人都有日期", 1, ("full", "over_may", "same_day")),
        Part("有空白，换两列也对", 3, ("course", "blank", "other_pair"), random=True),
        Part("谁也没有再来", 1, ("nobody",)),
    ),
    mistakes=(
        Mistake(
            "filled_first",
            "你先把空白填成了 0，于是谁都“有”间隔，两个平均也一样了。",
            "数有几位、求第一个平均的时候，空白还在不在？",
            _of_days(_filled_first),
        ),
        Mistake(
            "both_missing",
            "两个平均一样：第二个也跳过了空白。",
            "“填0的平均”，.mean() 之前先做了什么？",
            _of_days(_both_missing),
        ),
        Mistake(
            "means_swapped",
            "两个平均数换了位置。",
            "填了 0，平均会变大还是变小？",
            _of_days(_swapped_means),
        ),
        Mistake(
            "counts_swapped",
            "“有间隔”和“没有间隔”换了位置。",
            "notna 和 isna，哪一个是“不是空的”？",
            _of_days(_swapped_counts),
        ),
        Mistake(
            "counted_everybody",
            "“有间隔”里是表的行数，没有再来的客户也数进去了。",
            "len 数的是几格，还是几个不空的格子？",
            _of_days(_everybody),
        ),
        Mistake(
            "same_day_as_none",
            "同一天买了两次的客户不见了：隔 0 天也是间隔。",
            "当天又来的客户，是“没有间隔”吗？",
            _of_days(_zero_days_are_none),
        ),
        Mistake(
            "summed_days",
            "“有间隔”里是天数的合计，不是几位客户。",
            "要数有几个 True，.sum() 前面该是哪一列？",
            _of_days(_sums),
        ),
        Mistake(
            "flags_not_counted",
            "“有间隔”“没有间隔”里放的是一列 True/False，不是几位。",
            "一列 True/False，怎样数出有几个 True？",
            _of_days(_flags),
        ),
        Mistake(
            "no_days",
            "平均是一段“时间差”，像 12 days 14:46:09，不是数。",
            "相减以后，是不是少了 .dt.days？",
            lambda sheet, earlier, later: _means_of_spans(sheet[later] - sheet[earlier]),
            recognises=_is_span,
        ),
        Mistake(
            "rounded_means",
            "平均数被四舍五入了，和准确值对不上。",
            "先保留完整的小数，显示时再取整，行不行？",
            _of_days(_rounded),
            recognises=_is_rounded,
        ),
        Mistake(
            "values_without_names",
            "四个数没有名字，别人不知道哪个是哪个。",
            "花括号里，每个值的前面写了“名字”和冒号吗？",
            lambda sheet, earlier, later: list(_means(_days(sheet, earlier, later)).values()),
            recognises=_is_list,
        ),
        Mistake(
            "other_names",
            "四个值都对，只是名字和题目要求的不一样。",
            "对照题目的表，四个名字一字不差吗？",
            _of_days(_misnamed),
            recognises=_is_misnamed,
        ),
        Mistake(
            "medians",
            "你交的是中位数，不是平均数。",
            "平均数的方法叫什么？",
            _of_days(_medians),
        ),
        Mistake(
            "from_excel",
            "你从 Excel 的怪数出发，只去掉了负数：两个日期都缺的那些 0 还在里面。",
            "两个日期都空白的客户，DAYS 给的是几？",
            _from_excel,
        ),
        Mistake(
            "excel_not_repaired",
            "“填0的平均”成了一个很大的负数：负四万多也加了进去。",
            "填 0，是把日期填成第 0 天，还是把间隔填成 0？",
            _without_clip,
        ),
        Mistake(
            "earlier_minus_later",
            "平均数是负的：减反了。",
            "应该用后面的日期减前面的，还是倒过来？",
            lambda sheet, earlier, later: _means(_days(sheet, later, earlier)),
        ),
        Mistake(
            "fixed_columns",
            "列名写死了：换成第二次和第三次，结果还是第一次和第二次的。",
            "方括号里写的是 earlier 和 later，还是带引号的列名？",
            lambda sheet, earlier, later: _means(_days(sheet, "第一次购买日期", "第二次购买日期")),
        ),
    ),
    styles=(_means_by_ratio, _means_by_loop),
    hints=(
        "第一行和练习 2 一样：days = (sheet[later] - sheet[earlier]).dt.days，空白留着。",
        "几位有间隔：days.notna().sum()；几位没有：days.isna().sum()。",
        "“缺失的平均”是 days.mean()；“填0的平均”先 .fillna(0)，再 .mean()。",
    ),
    random=cases.random_pair,
)
