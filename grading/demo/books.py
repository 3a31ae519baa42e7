"""Workbooks as the demo class makes them by hand in Excel or WPS."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet as Page

from helpers.checking.worksheets import FILTERED, Worksheet
from helpers.exercises.model import Exercise


def workbook_file(exercise: Exercise, answer: Callable[..., Any]) -> bytes:
    """The .xlsx that ``answer`` (the reference, or a mistake) comes to, with a title above each header.

    Where a sheet has inputs and ``answer`` gives something else once they are changed, the cells hold
    formulas that give both.
    """
    first, *changed = [answer(*case.args.values()) for case in exercise.cases()]
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if not exercise.sheets:
        _fill(book.create_sheet("表"), exercise.answer.removesuffix(".xlsx"), first)
    for asked in exercise.sheets:
        if asked.title in first:
            _sheet(exercise, asked, book.create_sheet(asked.title), first, changed)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(page: Page, title: str, table: pd.DataFrame) -> None:
    page.append([title])
    page.append([str(name) for name in table.columns])
    for row in table.itertuples(index=False):
        page.append([None if pd.isna(value) else value for value in row])


def _sheet(
    exercise: Exercise, asked: Worksheet, page: Page, first: Any, changed: list[Any]
) -> None:
    """One sheet: inputs on the left, then the columns of the answer."""
    table = first[asked.title].reset_index(drop=True)
    inputs = [_inputs(asked, case.args) for case in exercise.cases()]
    beside = [name for name in asked.inputs if name not in table.columns]
    names = table[asked.key]
    left = pd.DataFrame({name: names.map(inputs[0][name]) for name in beside})
    whole = pd.concat([left, table], axis=1)
    _fill(page, asked.title, whole)
    for others, after in zip(inputs[1:], changed, strict=True):
        later = after.get(asked.title)
        if asked.inputs and later is not None:
            _follow(page, asked, whole, others, later.set_index(asked.key))
    if asked.title in first[FILTERED]:
        page.auto_filter.ref = f"A2:{get_column_letter(whole.shape[1])}{len(whole) + 2}"


def _inputs(asked: Worksheet, args: Any) -> pd.DataFrame:
    """The inputs by name of the row, from whichever table of a case holds them."""
    for table in args.values():
        if isinstance(table, pd.DataFrame) and {asked.key, *asked.inputs} <= set(table.columns):
            return table.set_index(asked.key)[list(asked.inputs)]
    return pd.DataFrame()


def _follow(
    page: Page, asked: Worksheet, whole: pd.DataFrame, inputs: pd.DataFrame, later: pd.DataFrame
) -> None:
    """Put formulas into the cells that change with the inputs, be it those of another row."""
    places = {str(name): get_column_letter(i) for i, name in enumerate(whole.columns, 1)}
    rows = list(enumerate(whole.to_dict("records"), 3))
    known = [(i, row) for i, row in rows if row[asked.key] in inputs.index]
    as_before = [
        f"{places[name]}{i}={_term(row[name])}"
        for i, row in known
        for name in asked.inputs
        if not _same(row[name], inputs.loc[row[asked.key], name])
    ]
    test = f"AND({','.join(as_before)})"
    for i, row in rows:
        if not as_before or row[asked.key] not in later.index:
            continue
        for column in [c for c in later.columns if c not in asked.inputs]:
            now, then = row[column], later.loc[row[asked.key], column]
            if not _same(now, then):
                page[f"{places[column]}{i}"] = f"=IF({test},{_term(now)},{_term(then)})"


def _same(one: Any, other: Any) -> bool:
    return bool(pd.isna(one) and pd.isna(other)) or bool(one == other)


def _term(value: Any) -> str:
    if pd.isna(value):
        return '""'
    if isinstance(value, pd.Timestamp):
        return f"DATE({value.year},{value.month},{value.day})"
    return f'"{value}"' if isinstance(value, str) else repr(float(value))
