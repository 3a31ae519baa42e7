"""Comparing tables: by key where there is one, and told cell by cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.checking.scalars import MAX_ROWS, Difference, Rule, describe, equal, show, told_apart

MAX_NAMES = 20  # column names in a sentence


def series_table(series: pd.Series) -> pd.DataFrame:
    """A Series as a table: its index, where that does more than number the rows, then its values."""
    named = series.name is not None and series.name not in series.index.names
    values = series.to_frame(series.name if named else "值")
    only_numbers = series.index.names == [None] and _counts(series.index)
    return values.reset_index(drop=only_numbers)


def compare_tables(expected: pd.DataFrame, actual: Any, rule: Rule) -> Difference | None:
    """Tell how ``actual`` (a table, Series or dict) differs from the table ``expected``, or None."""
    alike = isinstance(actual, pd.DataFrame) and expected.shape == actual.shape
    if alike and expected.equals(actual):
        return None  # the common case, and fifty times as quick
    wanted = flat(expected, ())
    mine = _as_table(actual, list(wanted.columns))
    if mine is None:
        return Difference(f"应该得到一张表（DataFrame），你的结果是{describe(actual)}。")
    if not len(wanted) and mine.shape == (0, 0):
        return None  # a table built row by row has no columns when no row qualified
    wrong = _compare_columns(list(wanted.columns), list(mine.columns), rule)
    if wrong:
        return wrong
    mine = mine[list(wanted.columns)]
    if rule.ordered:
        return _compare_rows(wanted, mine, rule)
    by_key = _compare_by_key(wanted, mine, rule)
    if by_key is not _NO_KEY:
        return by_key  # type: ignore[return-value]
    # text and whole numbers first: floats may differ within the tolerance
    order = sorted(wanted.columns, key=lambda c: pd.api.types.is_float_dtype(wanted[c].dtype))
    return _compare_rows(_sorted(wanted, order), _sorted(mine, order), rule)


def _compare_columns(wanted: list[str], mine: list[str], rule: Rule) -> Difference | None:
    missing = [c for c in wanted if c not in mine]
    if missing and not mine:
        return Difference(f"缺少列“{missing[0]}”。你的表里一列也没有。")
    if missing:
        have = "、".join(_short(c) for c in mine[:MAX_NAMES])
        more = "" if len(mine) <= MAX_NAMES else f" 等 {len(mine)} 列"
        return Difference(f"缺少列“{missing[0]}”。你的表里有这些列：{have}{more}。")
    extra = [c for c in mine if c not in wanted]
    if extra and not rule.more_columns:
        return Difference(f"多出了列“{_short(extra[0])}”。")
    doubled = [c for c in wanted if mine.count(c) > 1]
    return Difference(f"列“{doubled[0]}”出现了不止一次。") if doubled else None


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:40]}…"


def _as_table(actual: Any, columns: list[str]) -> pd.DataFrame | None:
    if isinstance(actual, dict) and len(columns) == 2:
        actual = pd.DataFrame({columns[0]: list(actual.keys()), columns[1]: list(actual.values())})
    if isinstance(actual, pd.Series):
        named = actual.name in columns and actual.name not in actual.index.names
        actual = actual.to_frame(actual.name if named else columns[-1])
    return flat(actual, columns) if isinstance(actual, pd.DataFrame) else None


def flat(table: pd.DataFrame, wanted: list[str] | tuple[()]) -> pd.DataFrame:
    """Bring a table into one form: plain column names, no index that carries data.

    Named index levels become columns (only those in ``wanted``, if it is given); an unnamed index
    takes the place of the one wanted column that is missing.
    """
    if _is_flat(table):
        return table
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
        stands_in = name is None and table.index.nlevels == 1 and len(missing) == 1
        stands_in = stands_in and not _counts(table.index)
        if carries or stands_in:
            label = name if carries else missing[0]
            label = label if isinstance(label, str) else show(label)
            if label not in table.columns:  # 7 and "7" are one name when written down
                levels[label] = table.index.get_level_values(number).tolist()
    table = table.reset_index(drop=True)
    for position, (label, values) in enumerate(levels.items()):
        table.insert(position, label, pd.Series(values, dtype="object").infer_objects())
    return table


def _is_flat(table: pd.DataFrame) -> bool:
    """Tell whether a table has that form already, as nearly all have."""
    index = table.index
    if not isinstance(index, pd.RangeIndex) or index.name is not None:
        return False
    in_order = index.start == 0 and index.step == 1
    return in_order and all(isinstance(c, str) for c in table.columns)


def _counts(index: pd.Index) -> bool:
    """Tell whether an index only numbers rows."""
    return isinstance(index, pd.RangeIndex) or pd.api.types.is_integer_dtype(index.dtype)


_NO_KEY = object()


def _key_columns(table: pd.DataFrame) -> list[str]:
    return [c for c in table.columns if not pd.api.types.is_numeric_dtype(table[c].dtype)]


def _compare_by_key(wanted: pd.DataFrame, mine: pd.DataFrame, rule: Rule) -> object:
    keys = _key_columns(wanted)
    ours = dict(_rows_by(wanted, keys)) if keys else {}
    if not keys or len(ours) < len(wanted):
        return _NO_KEY
    theirs: dict[tuple[str, ...], dict[str, Any]] = {}
    for name, row in _rows_by(mine, keys):
        if name in theirs:
            return Difference(f"“{'、'.join(name)}”出现了不止一次。", ())
        theirs[name] = row
    return _first_difference(ours, theirs, keys, rule)


def _rows_by(table: pd.DataFrame, keys: list[str]) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    columns = {str(c): table[c].tolist() for c in table.columns}
    shown = zip(*(map(show, columns[key]) for key in keys), strict=True)
    rows = zip(*columns.values(), strict=True)
    return [
        (key, dict(zip(columns, row, strict=True))) for key, row in zip(shown, rows, strict=True)
    ]


def _first_difference(
    ours: dict[tuple[str, ...], dict[str, Any]],
    theirs: dict[tuple[str, ...], dict[str, Any]],
    keys: list[str],
    rule: Rule,
) -> Difference | None:
    rows: list[dict[str, str]] = []
    partner = {key: key for key in ours if key in theirs} | _partners(ours, theirs)
    missing = [k for k in ours if k not in partner]
    found = set(partner.values())
    extra = [k for k in theirs if k not in found]
    for key, mine in partner.items():
        names = keys if mine == key else keys[:1]
        for column, value in ours[key].items():
            if mine == key and column in keys:
                continue
            other = theirs[mine][column]
            # a key's text is what it shows
            same = show(value) == show(other) if column in keys else equal(value, other, rule)
            if not same:
                place = key[: len(names)]
                rows.append(_cell(names, place, column, *told_apart(other, value)))
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


def _partners(
    ours: Iterable[tuple[str, ...]], theirs: Iterable[tuple[str, ...]]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Rows that differ in a text, by their first text where that occurs once in either table."""
    firsts = [Counter(key[0] for key in keys) for keys in (ours, theirs)]
    alone = {key[0]: key for key in theirs if firsts[0][key[0]] == firsts[1][key[0]] == 1}
    return {k: alone[k[0]] for k in ours if k[0] in alone and alone[k[0]] != k}


def _cell(
    keys: list[str], key: tuple[str, ...], column: str, mine: str, wanted: str
) -> dict[str, str]:
    return {**dict(zip(keys, key, strict=True)), "哪一列": column, "你的": mine, "应为": wanted}


def _sorted(table: pd.DataFrame, order: list[str]) -> pd.DataFrame:
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
            if not equal(value, other, rule):
                theirs_told, ours_told = told_apart(other, value)
                row = {
                    "第几行": str(number),
                    "哪一列": column,
                    "你的": theirs_told,
                    "应为": ours_told,
                }
                what = "行的顺序或内容不同。" if rule.ordered else "表里有值不同。"
                return Difference(what, (row,))
    return None
