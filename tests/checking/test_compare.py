"""Single values, lists, dicts and charts: what counts as equal, and what is said where it does not."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.checking.chart import Chart
from helpers.checking.compare import Rule, compare
from tests.checking.support import told

SAME: list[tuple[Any, Any]] = [
    (3, 3.0),
    (3, np.int64(3)),
    (3.5, np.float64(3.5)),
    (0.3, 0.1 + 0.2),
    (True, np.True_),
    (float("inf"), float("inf")),
    ("交易成功", "交易成功"),
    ("交易成功", " 交易成功 "),
    (pd.Timestamp("2019-09-01"), dt.date(2019, 9, 1)),
    (pd.Timestamp("2019-09-01"), np.datetime64("2019-09-01")),
    ("2019-09-01", pd.Timestamp("2019-09-01")),
    (pd.Timedelta("1D"), dt.timedelta(days=1)),
    (3, [3]),
    (3, pd.Series([3], index=["小岚"])),
    (3.5, (3.5,)),
    ("小岚", pd.Series(["小岚"])),
]
DIFFERENT: list[tuple[Any, Any, str]] = [
    (3, 4, "你的结果是 4，应为 3"),
    (3, True, "应该得到一个数，你的结果是True"),
    (1, True, "应该得到一个数"),
    (True, 1, "应该得到一个真假值"),
    (3, "3", "应该得到一个数，你的结果是文字 '3'"),
    ("3", 3, "应该得到一个文字"),
    (pd.Timestamp("2019-09-01"), "2019-09-01", "应该得到一个日期，你的结果是文字"),
    (0, None, "你的结果是 缺失，应为 0"),
    (None, 0, "你的结果是 0，应为 缺失"),
    (float("nan"), 0.0, "应为 缺失"),
    (1.0, float("inf"), "inf"),
    (3, ..., "还没有填"),
    (3, [3, 4], "一个有 2 项的列表"),
    (3, pd.DataFrame({"数": [3]}), "一张 1 行 1 列的表"),
    (3, {"数": 3}, "一个有 1 项的字典"),
    (3, len, "builtin_function_or_method"),
    ("交易成功", "交易关闭", "你的结果是 交易关闭，应为 交易成功"),
]


@pytest.mark.parametrize(("expected", "actual"), SAME)
def test_what_counts_as_the_same(expected: Any, actual: Any) -> None:
    assert told(expected, actual) == ""


@pytest.mark.parametrize(("expected", "actual", "word"), DIFFERENT)
def test_what_differs_is_said(expected: Any, actual: Any, word: str) -> None:
    assert word in told(expected, actual)


@pytest.mark.parametrize("one", [None, float("nan"), pd.NaT, pd.NA])
@pytest.mark.parametrize("other", [None, float("nan"), pd.NaT, pd.NA])
def test_missing_values_of_any_kind_are_the_same(one: Any, other: Any) -> None:
    assert told(one, other) == ""


def test_tolerance_is_absolute_and_can_be_set() -> None:
    assert told(0.3333, 1 / 3) != ""
    assert told(0.3333, 1 / 3, tolerance=0.001) == ""
    assert told(0.3333, 0.3353, tolerance=0.001) != ""


def test_large_sums_may_differ_in_the_last_bits() -> None:
    assert told(1e9 + 0.1, 1e9 + 0.1000002) == ""
    assert told(1e6, 1e6 + 0.01) != ""


def test_whole_numbers_are_compared_to_the_last_digit() -> None:
    order_number = 600_123_456_789_012_345
    assert told(order_number, order_number + 1) != ""
    assert told(order_number, order_number) == ""


@pytest.mark.parametrize(
    ("expected", "actual"), [(1234.567, 1234.57), (200 / 3, 66.6667), (-2000.001, -2000.0)]
)
def test_a_rounded_number_is_not_shown_like_the_exact_one(expected: float, actual: float) -> None:
    text = told(expected, actual)
    assert str(expected) in text and str(actual) in text


def test_other_spellings_are_accepted_where_the_rule_says_so() -> None:
    spellings = {"成功": "交易成功"}
    assert told("交易成功", "成功", spellings=spellings) == ""
    assert told("交易成功", "关闭", spellings=spellings) != ""
    assert told("交易成功", "成功") != ""


@pytest.mark.parametrize(
    "actual", [(2, 1), {1, 2}, pd.Series([2, 1]), pd.Index([2, 1]), np.array([2, 1]), [2.0, 1.0]]
)
def test_a_list_may_come_in_many_forms(actual: Any) -> None:
    assert told([1, 2], actual) == ""


def test_a_list_may_come_as_a_table_of_one_column() -> None:
    assert told([1, 2], pd.DataFrame({"数": [2, 1]})) == ""
    assert "应该得到一个列表" in told([1, 2], pd.DataFrame({"数": [2, 1], "又": [2, 1]}))


@pytest.mark.parametrize(
    ("actual", "word"),
    [([1], "应该有 2 项，你的结果有 1 项"), ([1, 3], "你的是 3，应为 2"), (7, "应该得到一个列表")],
)
def test_a_wrong_list(actual: Any, word: str) -> None:
    assert word in told([1, 2], actual)


def test_repeated_items_count() -> None:
    assert told([1, 1, 2], [1, 2, 2]) != ""


def test_the_order_of_a_list_counts_only_where_the_rule_says_so() -> None:
    assert told([1, 2], [2, 1], ordered=True) != ""
    assert told([9.0, 10.0], [10.0, 9.0]) == ""
    assert told({1, 2}, [2, 1], ordered=True) == ""


def test_a_list_of_numbers_and_texts_that_look_alike() -> None:
    assert told([1, "1", None], ["1", None, 1]) == ""
    assert told([1, "1"], [1, 1]) != ""


def test_lists_in_lists() -> None:
    assert told([[1, 2], [3]], [[3], [2, 1]]) == ""
    assert told([[1, 2], [3]], [[3], [2, 4]]) != ""


def test_dicts() -> None:
    assert told({"a": 1, "b": 2.0}, {"b": 2, "a": 1}) == ""
    assert told({"a": 1}, pd.Series({"a": 1})) == ""
    assert told({"a": [1, 2]}, {"a": (2, 1)}) == ""
    assert told({"a": 1}, {}) == "缺少“a”这一项。"
    assert told({"a": 1}, {"a": 1, "b": 2}) == "多出了“b”这一项。"
    assert told({"a": 1}, {"a": 2}) == "“a”：你的结果是 2，应为 1。"
    assert "应该得到一个字典" in told({"a": 1}, [1])


BARS = Chart("bar", ("小岚", "阿树"), (3.0, 2.0), "老客户", "客户", "次数（次）", True)


def test_a_chart_is_its_marks_whatever_their_order_and_texts() -> None:
    turned = replace(BARS, labels=BARS.labels[::-1], values=BARS.values[::-1], title="")
    assert compare(BARS, turned) is None


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (replace(BARS, values=(3.0, 1.0)), "“阿树”：你的结果是 1，应为 2"),
        (replace(BARS, labels=("小岚", "木木")), "缺少“阿树”"),
        (replace(BARS, kind="line"), "应该是柱形图，你画的是折线图"),
        (replace(BARS, kind="empty", labels=(), values=()), "空白的图"),
        (replace(BARS, from_zero=False), "没有从 0 开始"),
        (None, "应该得到一张图（Axes），你的结果是没有值"),
    ],
)
def test_a_wrong_chart(other: Any, word: str) -> None:
    difference = compare(BARS, other)
    assert difference is not None and word in difference.text


def test_the_values_of_a_chart_have_the_rules_tolerance() -> None:
    near = replace(BARS, values=(3.0, 2.004))
    assert compare(BARS, near) is not None
    assert compare(BARS, near, Rule(tolerance=0.01)) is None


def test_only_bars_need_to_begin_at_zero() -> None:
    line = replace(BARS, kind="line", from_zero=False)
    assert compare(replace(line, from_zero=True), line) is None
