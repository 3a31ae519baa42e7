"""Laws of comparison for any table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.checking.compare import compare
from tests.checking.support import crossed

MAX_ROWS = 6
TEXTS = st.text("小岚阿树ab01 -", min_size=1, max_size=4).map(str.strip).filter(bool)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "whole": st.integers(-(2**60), 2**60),
    "real": st.floats(-1e6, 1e6) | st.none(),
    "flag": st.booleans(),
    "date": st.dates().map(pd.Timestamp),
}


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    height = draw(st.integers(0, MAX_ROWS))
    names = draw(st.lists(TEXTS, min_size=1, max_size=4, unique=True))
    columns = {}
    for name in names:
        cell = CELLS[draw(st.sampled_from(list(CELLS)))]
        columns[name] = draw(st.lists(cell, min_size=height, max_size=height))
    return pd.DataFrame(columns)


@given(tables())
def test_every_table_equals_itself_after_crossing(table: pd.DataFrame) -> None:
    assert compare(crossed(table), crossed(table.copy())) is None
    assert compare(table, crossed(table)) is None


@given(tables())
def test_every_column_equals_itself(table: pd.DataFrame) -> None:
    for name in table:
        assert compare(table[name], crossed(table[name])) is None
        assert compare(table[name].tolist(), crossed(table[name].tolist())) is None


@given(st.data())
def test_the_order_of_rows_and_columns_makes_no_difference(data: st.DataObject) -> None:
    table = data.draw(tables())
    other = table.iloc[data.draw(st.permutations(range(len(table))))]
    other = other[data.draw(st.permutations(list(table.columns)))]
    assert compare(table, crossed(other)) is None
    assert compare(crossed(other), table) is None


@given(st.data())
def test_columns_in_the_index_make_no_difference(data: st.DataObject) -> None:
    table = data.draw(tables())
    if len(table.columns) == 1:
        table = table.assign(另外的一列=1)
    keys = data.draw(
        st.lists(
            st.sampled_from(list(table.columns)),
            min_size=1,
            max_size=len(table.columns) - 1,
            unique=True,
        )
    )
    indexed = table.set_index(keys)
    assert compare(table, crossed(indexed)) is None
    assert compare(crossed(indexed), crossed(indexed.reset_index())) is None


@st.composite
def changed(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A table, and the same with one cell changed by more than any tolerance."""
    table = draw(tables().filter(len))
    row = draw(st.integers(0, len(table) - 1))
    column = draw(st.integers(0, len(table.columns) - 1))
    other = table.astype(object)
    other.iloc[row, column] = _another(table.iloc[row, column])
    return table, other.infer_objects()


def _another(value: Any) -> Any:
    if isinstance(value, str):
        return value + "!"
    if isinstance(value, pd.Timestamp):
        return value + pd.Timedelta("1D")
    if pd.isna(value):
        return 0.0
    if isinstance(value, (bool, np.bool_)):
        return not value
    return value + 1


@settings(max_examples=200)
@given(changed())
def test_any_changed_cell_is_noticed_from_both_sides(
    pair: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    one, other = map(crossed, pair)
    for expected, actual in ((one, other), (other, one)):
        difference = compare(expected, actual)
        assert difference is not None
        assert difference.text.endswith("。")
        assert all(row["你的"] != row["应为"] for row in difference.rows)


@given(tables(), st.data())
def test_a_row_too_few_is_noticed(table: pd.DataFrame, data: st.DataObject) -> None:
    if len(table):
        gone = data.draw(st.integers(0, len(table) - 1))
        fewer = table.drop(index=gone)
        assert compare(table, crossed(fewer)) is not None
        assert compare(crossed(fewer), table) is not None
