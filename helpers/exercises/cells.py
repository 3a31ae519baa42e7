"""Recognising slips in a workbook's formulas from its cells: what the lessons with workbooks share."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule, compare
from helpers.checking.sheets import UNFILLED
from helpers.exercises.generic import Recognises

KEY = "姓名"
_NO_SIGN = re.compile(r"\s*(IF\(|VLOOKUP\(|_xlfn|DAYS\(|[A-Z]\d+-)")


def worksheet(outcome: Outcome, title: str) -> pd.DataFrame | None:
    """The table of one worksheet, if it is there and has the customers' names."""
    table = outcome.value.get(title) if isinstance(outcome.value, dict) else None
    return table if isinstance(table, pd.DataFrame) and KEY in table.columns else None


def texts(outcome: Outcome, title: str, columns: Iterable[str]) -> list[str]:
    """What stands in these columns as text, be it a formula that could not be read."""
    table = worksheet(outcome, title)
    if table is None:
        return []
    cells = [value for name in columns if name in table.columns for value in table[name]]
    return [value for value in cells if isinstance(value, str)]


def is_left_open(cell: str) -> bool:
    """A formula in which {row} was not filled in."""
    return UNFILLED.search(cell) is not None


def lacks_equals_sign(cell: str) -> bool:
    """A formula's text without the sign that makes it one."""
    return _NO_SIGN.match(cell) is not None


def has_a_row_more(title: str, rule: Rule) -> Recognises:
    """All customers of the worksheet are right, and there is a row of somebody who is none."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        mine, right = worksheet(actual, title), expected.value[title]
        if mine is None or len(mine) <= len(right):
            return False
        return compare(right, mine[mine[KEY].isin(right[KEY])], rule) is None

    return recognises
