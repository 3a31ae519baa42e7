"""Comparing an answer with what was expected, kindly where it does not matter.

Row order, index, column order, int or float, NumPy or Python never make a difference; a ``Rule``
says where one of them does.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.checking.chart import Chart
from helpers.checking.scalars import DEFAULT, Difference, Rule, compare_scalars, describe, show
from helpers.checking.tables import compare_tables, series_table

__all__ = ["Difference", "Rule", "compare", "describe", "same_chart", "show", "sorted_marks"]


def compare(expected: Any, actual: Any, rule: Rule = DEFAULT) -> Difference | None:
    """Tell the first difference between two plain values, or None if they count as equal.

    ``expected`` is what the reference gave and decides how ``actual`` is read: a table may come as
    DataFrame, Series or dict, a list as list, tuple, set, Index or Series.
    """
    if isinstance(expected, pd.DataFrame):
        return compare_tables(expected, actual, rule)
    if isinstance(expected, pd.Series):
        if isinstance(actual, (list, tuple)):
            actual = pd.Series(list(actual))
        return compare_tables(series_table(expected), actual, rule)
    if isinstance(expected, Chart):
        return _compare_charts(expected, actual, rule)
    if isinstance(expected, dict):
        return _compare_dicts(expected, actual, rule)
    if isinstance(expected, (list, tuple, set)):
        return _compare_lists(expected, actual, rule)
    return compare_scalars(expected, actual, rule)


def _compare_lists(expected: Any, actual: Any, rule: Rule) -> Difference | None:
    if isinstance(actual, pd.DataFrame) and actual.shape[1] == 1:
        actual = actual.iloc[:, 0]
    if isinstance(actual, pd.Series):
        actual = actual.tolist()
    if not isinstance(actual, (list, tuple, set)):
        return Difference(f"应该得到一个列表，你的结果是{describe(actual)}。")
    mine, wanted = list(actual), list(expected)
    if not rule.ordered or isinstance(expected, set):
        mine, wanted = sorted(mine, key=_place), sorted(wanted, key=_place)
    if len(mine) != len(wanted):
        return Difference(f"应该有 {len(wanted)} 项，你的结果有 {len(mine)} 项。")
    for theirs, ours in zip(mine, wanted, strict=True):
        if compare(ours, theirs, rule):
            return Difference(
                f"列表里有一项不同：你的是 {describe(theirs)}，应为 {describe(ours)}。"
            )
    return None


def _place(value: Any) -> tuple[str, str]:
    return show(value), describe(value)  # 1 and the text '1' look alike


def _compare_dicts(expected: dict[Any, Any], actual: Any, rule: Rule) -> Difference | None:
    if isinstance(actual, pd.Series):
        actual = dict(zip(actual.index.tolist(), actual.tolist(), strict=True))
    if not isinstance(actual, dict):
        return Difference(f"应该得到一个字典，你的结果是{describe(actual)}。")
    for key, value in expected.items():
        if key not in actual:
            return Difference(f"缺少“{show(key)}”这一项。")
        different = compare(value, actual[key], rule)
        if different:
            return Difference(f"“{show(key)}”：{different.text}", different.rows)
    extra = [show(key) for key in actual if key not in expected]
    return Difference(f"多出了“{extra[0]}”这一项。") if extra else None


def _compare_charts(expected: Chart, actual: Any, rule: Rule) -> Difference | None:
    if not isinstance(actual, Chart):
        return Difference(f"应该得到一张图（Axes），你的结果是{describe(actual)}。")
    if actual.kind != expected.kind:
        return Difference(
            f"这张图应该是{_CHARTS[expected.kind]}，你画的是{_CHARTS.get(actual.kind, '别的图')}。"
        )
    if expected.kind == "bar" and not actual.from_zero:
        return Difference("柱形图的数值轴没有从 0 开始，柱子的长短会误导人。")
    mine = list(zip(actual.labels, actual.values, strict=True))
    wanted = list(zip(expected.labels, expected.values, strict=True))
    return _compare_dicts(dict(wanted), dict(mine), rule)


_CHARTS = {
    "bar": "柱形图",
    "line": "折线图",
    "scatter": "散点图",
    "pie": "饼图",
    "empty": "空白的图",
}


def same_chart(one: Chart, other: Chart, rule: Rule = DEFAULT) -> bool:
    """Tell whether two charts make the same impression: kind, bars, order, and which texts are there."""
    if one.kind != other.kind or one.kind != "bar":
        return one.kind == other.kind  # another kind of chart is the mistake, whatever it shows
    if one.from_zero != other.from_zero:
        return False
    texts = [bool(one.title), bool(one.category_label), bool(one.value_label)]
    if texts != [bool(other.title), bool(other.category_label), bool(other.value_label)]:
        return False
    if sorted_marks(one) != sorted_marks(other):
        return False
    mine = dict(zip(other.labels, other.values, strict=True))
    return compare(dict(zip(one.labels, one.values, strict=True)), mine, rule) is None


def sorted_marks(chart: Chart) -> bool:
    """Tell whether the values rise or fall from one end to the other; equal neighbours are fine."""
    rising = sorted(chart.values)
    return list(chart.values) in (rising, rising[::-1])
