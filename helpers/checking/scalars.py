"""One value against another, and values in a learner's words; how strict a comparison is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from helpers.checking.chart import Chart
from helpers.checking.plain import Other


@dataclass(frozen=True)
class Rule:
    """How strict a comparison is.

    ``tolerance`` is absolute, in the unit of the answer; ``ordered`` makes the order of rows count;
    ``spellings`` maps other accepted texts to the expected one; with ``more_columns`` a table may keep
    columns of its own beside those that were asked for.
    """

    tolerance: float = 1e-6
    ordered: bool = False
    spellings: Mapping[str, str] = field(default_factory=dict)
    more_columns: bool = False


@dataclass(frozen=True)
class Difference:
    """One difference in words, with the differing rows where there are any.

    ``rows`` holds at most ``MAX_ROWS`` dicts, column to text, with "你的" and "应为" among the columns.
    """

    text: str
    rows: tuple[dict[str, str], ...] = ()


MAX_ROWS = 4
DEFAULT = Rule()


def describe(value: Any) -> str:
    """Name a value's type and content in a few Chinese words."""
    if value is None:
        return "没有值（None）"
    if value is Ellipsis:
        return "还没有填（...）"
    if isinstance(value, Other):
        return f"{value.type_name} 类型的 {value.text}"
    if isinstance(value, pd.DataFrame):
        return f"一张 {value.shape[0]} 行 {value.shape[1]} 列的表"
    if isinstance(value, pd.Series):
        return f"一列 {len(value)} 个值（Series）"
    if isinstance(value, str):
        return f"文字 '{value[:60]}'"
    if isinstance(value, (list, tuple, set)):
        return f"一个有 {len(value)} 项的列表"
    if isinstance(value, dict):
        return f"一个有 {len(value)} 项的字典"
    if isinstance(value, Chart):
        return "一张图"
    return show(value)


def show(value: Any) -> str:
    """Write one scalar as a learner would."""
    if _missing(value):
        return "缺失"
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1000 else f"{value:.2f}"
    if isinstance(value, pd.Timestamp):
        return str(value.date()) if value == value.normalize() else str(value)
    return str(value)[:80]


def told_apart(mine: Any, wanted: Any) -> tuple[str, str]:
    """Write two scalars that differ so that it shows: 3 and the text '3', 1234.567 and 1234.57."""
    short = show(mine), show(wanted)
    return short if short[0] != short[1] else (_exact(mine), _exact(wanted))


def _exact(value: Any) -> str:
    if isinstance(value, float) and not _missing(value):
        return repr(value)
    return describe(value) if isinstance(value, str) else show(value)


def _missing(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def equal(expected: Any, actual: Any, rule: Rule) -> bool:
    """Tell whether two scalars count as equal; missing values of any kind are equal to each other."""
    if _missing(expected) or _missing(actual):
        return _missing(expected) and _missing(actual)
    if isinstance(expected, bool) != isinstance(actual, bool):
        return False
    if isinstance(expected, int) and isinstance(actual, int):
        return abs(expected - actual) <= rule.tolerance  # an order's number has 18 digits
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        if math.isinf(expected) or math.isinf(actual):
            return expected == actual
        return abs(expected - actual) <= rule.tolerance + 1e-9 * abs(expected)
    if isinstance(expected, str) and isinstance(actual, pd.Timestamp):
        actual = show(actual)  # a day that was asked for as a text
    if isinstance(expected, str) and isinstance(actual, str):
        clean = actual.strip()
        return rule.spellings.get(clean, clean) == rule.spellings.get(expected, expected)
    return type(expected) is type(actual) and bool(expected == actual)


def compare_scalars(expected: Any, actual: Any, rule: Rule) -> Difference | None:
    """Tell how ``actual`` differs from the scalar ``expected``, or None."""
    if isinstance(actual, (pd.Series, list, tuple)) and len(actual) == 1:
        actual = next(iter(actual))  # of a Series too a Python value, not NumPy's
    if isinstance(actual, (pd.DataFrame, pd.Series, list, tuple, set, dict, Other, Chart)):
        return Difference(f"应该得到一个{_kind(expected)}，你的结果是{describe(actual)}。")
    if equal(expected, actual, rule):
        return None
    if not _missing(expected) and not _missing(actual) and _kind(expected) != _kind(actual):
        return Difference(f"应该得到一个{_kind(expected)}，你的结果是{describe(actual)}。")
    mine, wanted = told_apart(actual, expected)
    return Difference(f"你的结果是 {mine}，应为 {wanted}。")


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "真假值（True/False）"
    if isinstance(value, (int, float)):
        return "数"
    return "日期" if isinstance(value, pd.Timestamp) else "文字"
