"""What is looked at in a workbook of several sheets: tables, AutoFilters, and whether formulas follow.

The outcome of such a workbook on a case is a dict: each sheet's title → its table, and
``FILTERED`` → the titles of the sheets that have an AutoFilter. On every case but the first, inputs
were changed before recalculation, and only the sheets with ``inputs`` are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.checking.sheets import Sheets, Values, workbook_table

FILTERED = "自动筛选"


@dataclass(frozen=True)
class Worksheet:
    """One worksheet that is asked for.

    ``columns`` are the headers that are compared (what else stands there is the learner's own
    business), ``key`` the header that names a row, ``inputs`` the headers whose cells are changed to
    see whether formulas follow, ``filtered`` whether an AutoFilter is asked for.
    """

    title: str
    columns: tuple[str, ...]
    key: str = "姓名"
    inputs: tuple[str, ...] = ()
    filtered: bool = False


def workbook_entries(
    sheets: Sheets, filters: Sequence[str], wanted: Sequence[Worksheet]
) -> dict[str, Any]:
    """The outcome of a workbook; a sheet that is absent or empty is absent here too."""
    found: dict[str, Any] = {}
    for one in wanted:
        title = next((t for t in sheets if t.strip() == one.title), None)
        if title is None:
            continue
        try:
            table = workbook_table({title: sheets[title]}, one.key)
        except ValueError:
            continue
        # of two columns with one header the left one: a lookup table may stand at the right
        table = table.loc[:, ~table.columns.duplicated()].replace("", None).infer_objects()
        if one.key in table.columns:  # a mean written below the table is nobody's row
            table = table[table[one.key].notna()]
        found[one.title] = table[[name for name in one.columns if name in table.columns]]
    asked = {one.title for one in wanted if one.filtered}
    return found | {FILTERED: sorted(asked & {title.strip() for title in filters})}


def expected_entries(
    tables: Mapping[str, pd.DataFrame], wanted: Sequence[Worksheet]
) -> dict[str, Any]:
    """The outcome of a workbook that holds ``tables`` (by title) and every filter that is asked for."""
    found: dict[str, Any] = {one.title: tables[one.title][list(one.columns)] for one in wanted}
    return found | {FILTERED: sorted(one.title for one in wanted if one.filtered)}


def what_is_missing(wanted: Mapping[str, Any], found: Any) -> str:
    """Say in Chinese which worksheet or AutoFilter is not there; nothing where none is missing."""
    entries = found if isinstance(found, dict) else {}
    for title in wanted:
        if title not in entries:
            return f"文件里没有找到工作表“{title}”，或者它是空的。工作表的名字要一字不差。"
    without = [t for t in wanted.get(FILTERED, []) if t not in entries[FILTERED]]
    return f"工作表“{without[0]}”的表头上还没有自动筛选。" if without else ""


def changed_inputs(args: Mapping[str, Any], wanted: Sequence[Worksheet]) -> Values:
    """What to write into a workbook for a case: title → key → header → plain value, from its tables.

    Dates become ISO texts, missing values None.
    """
    values: Values = {}
    for one in wanted:
        for table in args.values():
            if isinstance(table, pd.DataFrame) and {one.key, *one.inputs} <= set(table.columns):
                rows = table.set_index(one.key)[list(one.inputs)]
                values[one.title] = {
                    str(key): {str(name): _plain(value) for name, value in row.items()}
                    for key, row in rows.to_dict("index").items()
                }
    return {title: rows for title, rows in values.items() if any(rows.values())}


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value
