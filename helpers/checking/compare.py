"""Comparing an answer with what was expected, kindly where it does not matter.

Row order, index, column order, int or float, NumPy or Python never make a difference; a ``Rule``
says where one of them does.
"""

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
    ``spellings`` maps other accepted texts to the expected one.
    """

    tolerance: float = 1e-6
    ordered: bool = False
    spellings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """One difference in words, with the differing rows where there are any.

    ``rows`` holds at most ``MAX_ROWS`` dicts, column to text, with "你的" and "应为" among the columns.
    """

    text: str
    rows: tuple[dict[str, str], ...] = ()


MAX_ROWS = 4
DEFAULT = Rule()


def compare(expected: Any, actual: Any, rule: Rule = DEFAULT) -> Difference | None:
    """Tell the first difference between two plain values, or None if they count as equal.

    ``expected`` is what the reference gave and decides how ``actual`` is read: a table may come as
    DataFrame, Series or dict, a list as list, tuple, set, Index or Series.
    """
    if isinstance(expected, pd.DataFrame):
        return _compare_tables(expected, actual, rule)
    if isinstance(expected, pd.Series):
        return _compare_tables(_series_table(expected), actual, rule)
    if isinstance(expected, Chart):
        return _compare_charts(expected, actual, rule)
    if isinstance(expected, dict):
        return _compare_dicts(expected, actual, rule)
    if isinstance(expected, (list, tuple, set)):
        return _compare_lists(expected, actual, rule)
    return _compare_scalars(expected, actual, rule)


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


def _missing(value: Any) -> bool:
    return value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def _equal(expected: Any, actual: Any, rule: Rule) -> bool:
    """Compare two scalars."""
    if _missing(expected) or _missing(actual):
        return _missing(expected) and _missing(actual)
    if isinstance(expected, bool) != isinstance(actual, bool):
        return False
    if isinstance(expected, (int, float)) and isinstance(actual, (int, float)):
        if math.isinf(expected) or math.isinf(actual):
            return expected == actual
        return abs(expected - actual) <= rule.tolerance + 1e-9 * abs(expected)
    if isinstance(expected, str) and isinstance(actual, str):
        clean = actual.strip()
        return rule.spellings.get(clean, clean) == rule.spellings.get(expected, expected)
    return type(expected) is type(actual) and bool(expected == actual)


def _compare_scalars(expected: Any, actual: Any, rule: Rule) -> Difference | None:
    if isinstance(actual, (pd.Series, list, tuple)) and len(actual) == 1:
        actual = actual.iloc[0] if isinstance(actual, pd.Series) else actual[0]
    if isinstance(actual, (pd.DataFrame, pd.Series, list, tuple, set, dict, Other, Chart)):
        return Difference(f"应该得到一个{_kind(expected)}，你的结果是{describe(actual)}。")
    if _equal(expected, actual, rule):
        return None
    if not _missing(expected) and not _missing(actual) and _kind(expected) != _kind(actual):
        return Difference(f"应该得到一个{_kind(expected)}，你的结果是{describe(actual)}。")
    return Difference(f"你的结果是 {show(actual)}，应为 {show(expected)}。")


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "真假值（True/False）"
    if isinstance(value, (int, float)):
        return "数"
    return "日期" if isinstance(value, pd.Timestamp) else "文字"


def _compare_lists(expected: Any, actual: Any, rule: Rule) -> Difference | None:
    if isinstance(actual, pd.DataFrame) and actual.shape[1] == 1:
        actual = actual.iloc[:, 0]
    if isinstance(actual, pd.Series):
        actual = actual.tolist()
    if not isinstance(actual, (list, tuple, set)):
        return Difference(f"应该得到一个列表，你的结果是{describe(actual)}。")
    mine, wanted = list(actual), list(expected)
    if not rule.ordered or isinstance(expected, set):
        mine, wanted = sorted(mine, key=show), sorted(wanted, key=show)
    if len(mine) != len(wanted):
        return Difference(f"应该有 {len(wanted)} 项，你的结果有 {len(mine)} 项。")
    for theirs, ours in zip(mine, wanted, strict=True):
        if compare(ours, theirs, rule):
            return Difference(
                f"列表里有一项不同：你的是 {describe(theirs)}，应为 {describe(ours)}。"
            )
    return None


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


def _series_table(series: pd.Series) -> pd.DataFrame:
    return series.to_frame("值" if series.name is None else series.name).reset_index()


def _compare_tables(expected: pd.DataFrame, actual: Any, rule: Rule) -> Difference | None:
    if isinstance(actual, pd.DataFrame) and expected.equals(actual):
        return None  # the common case, and fifty times as quick
    wanted = flat(expected, ())
    mine = _as_table(actual, list(wanted.columns))
    if mine is None:
        return Difference(f"应该得到一张表（DataFrame），你的结果是{describe(actual)}。")
    if not len(wanted) and mine.shape == (0, 0):
        return None  # a table built row by row has no columns when no row qualified
    missing = [c for c in wanted.columns if c not in mine.columns]
    if missing:
        have = "、".join(map(str, mine.columns))
        return Difference(f"缺少列“{missing[0]}”。你的表里有这些列：{have}。")
    extra = [c for c in mine.columns if c not in wanted.columns]
    if extra:
        return Difference(f"多出了列“{extra[0]}”。")
    mine = mine[list(wanted.columns)]
    if rule.ordered:
        return _compare_rows(wanted, mine, rule)
    by_key = _compare_by_key(wanted, mine, rule)
    if by_key is not _NO_KEY:
        return by_key  # type: ignore[return-value]
    return _compare_rows(_sorted(wanted), _sorted(mine), rule)


def _as_table(actual: Any, columns: list[str]) -> pd.DataFrame | None:
    if isinstance(actual, dict) and len(columns) == 2:
        actual = pd.DataFrame({columns[0]: list(actual.keys()), columns[1]: list(actual.values())})
    if isinstance(actual, pd.Series):
        actual = actual.to_frame(actual.name if actual.name in columns else columns[-1])
    return flat(actual, columns) if isinstance(actual, pd.DataFrame) else None


def flat(table: pd.DataFrame, wanted: list[str] | tuple[()]) -> pd.DataFrame:
    """Bring a table into one form: plain column names, no index that carries data.

    Named index levels become columns (only those in ``wanted``, if it is given); an unnamed index
    takes the place of the one wanted column that is missing.
    """
    table = table.copy()
    if table.columns.nlevels > 1:
        table.columns = pd.Index(["_".join(str(p) for p in c if str(p)) for c in table.columns])
    table.columns = pd.Index(
        [c if isinstance(c, str) else show(c) for c in table.columns], dtype="object"
    )
    missing = [c for c in wanted if c not in table.columns]
    levels = {}
    for number, name in enumerate(table.index.names):
        carries = name is not None and name not in table.columns and (not wanted or name in missing)
        stands_in = table.index.nlevels == 1 and len(missing) == 1 and not _counts(table.index)
        if carries or stands_in:
            label = name if carries else missing[0]
            levels[label] = table.index.get_level_values(number).tolist()
    table = table.reset_index(drop=True)
    for position, (label, values) in enumerate(levels.items()):
        table.insert(position, label, pd.Series(values, dtype="object").infer_objects())
    return table


def _counts(index: pd.Index) -> bool:
    """Tell whether an index only numbers rows."""
    return isinstance(index, pd.RangeIndex) or pd.api.types.is_integer_dtype(index.dtype)


_NO_KEY = object()


def _key_columns(table: pd.DataFrame) -> list[str]:
    return [c for c in table.columns if not pd.api.types.is_numeric_dtype(table[c].dtype)]


def _compare_by_key(wanted: pd.DataFrame, mine: pd.DataFrame, rule: Rule) -> object:
    keys = _key_columns(wanted)
    if not keys or wanted.duplicated(keys).any():
        return _NO_KEY
    ours = {tuple(show(v) for v in key): row for key, row in _rows_by(wanted, keys)}
    theirs: dict[tuple[str, ...], dict[str, Any]] = {}
    for key, row in _rows_by(mine, keys):
        name = tuple(show(v) for v in key)
        if name in theirs:
            return Difference(f"“{'、'.join(name)}”出现了不止一次。", ())
        theirs[name] = row
    return _first_difference(ours, theirs, keys, rule)


def _rows_by(table: pd.DataFrame, keys: list[str]) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    rows = [
        dict(zip(table.columns, r, strict=True)) for r in table.itertuples(index=False, name=None)
    ]
    return [(tuple(row[k] for k in keys), row) for row in rows]


def _first_difference(
    ours: dict[tuple[str, ...], dict[str, Any]],
    theirs: dict[tuple[str, ...], dict[str, Any]],
    keys: list[str],
    rule: Rule,
) -> Difference | None:
    rows: list[dict[str, str]] = []
    missing = [k for k in ours if k not in theirs]
    extra = [k for k in theirs if k not in ours]
    for key, row in ours.items():
        other = theirs.get(key)
        for column, value in row.items():
            if other is not None and column not in keys and not _equal(value, other[column], rule):
                rows.append(_cell(keys, key, column, show(other[column]), show(value)))
    rows += [_cell(keys, k, "整行", "没有", "有") for k in missing]
    rows += [_cell(keys, k, "整行", "有", "不该有") for k in extra]
    if not rows:
        return None
    parts = []
    if missing:
        parts.append(f"少了 {len(missing)} 行")
    if extra:
        parts.append(f"多了 {len(extra)} 行")
    changed = len(rows) - len(missing) - len(extra)
    if changed:
        parts.append(f"有 {changed} 个值不同")
    return Difference("和应有的表相比，" + "，".join(parts) + "。", tuple(rows[:MAX_ROWS]))


def _cell(
    keys: list[str], key: tuple[str, ...], column: str, mine: str, wanted: str
) -> dict[str, str]:
    return {**dict(zip(keys, key, strict=True)), "哪一列": column, "你的": mine, "应为": wanted}


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    # text and whole numbers first: floats may differ within the tolerance
    order = sorted(table.columns, key=lambda c: pd.api.types.is_float_dtype(table[c].dtype))
    keys = table.apply(lambda column: column.map(show)) if len(table) else table
    return table.loc[keys.sort_values(order).index] if len(table) else table


def _compare_rows(wanted: pd.DataFrame, mine: pd.DataFrame, rule: Rule) -> Difference | None:
    if len(wanted) != len(mine):
        return Difference(f"应该有 {len(wanted)} 行，你的结果有 {len(mine)} 行。")
    pairs = zip(
        wanted.itertuples(index=False, name=None),
        mine.itertuples(index=False, name=None),
        strict=True,
    )
    for number, (ours, theirs) in enumerate(pairs, 1):
        for column, value, other in zip(wanted.columns, ours, theirs, strict=True):
            if not _equal(value, other, rule):
                row = {
                    "第几行": str(number),
                    "哪一列": column,
                    "你的": show(other),
                    "应为": show(value),
                }
                what = "行的顺序或内容不同。" if rule.ordered else "表里有值不同。"
                return Difference(what, (row,))
    return None
