"""Typed JSON: what crosses comes back as it was; nothing else crosses."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.checking import plain
from helpers.checking.chart import Chart
from helpers.checking.plain import Other, PlainError, decode, encode
from tests.checking.support import crossed

TEXTS = st.text(max_size=8)
DATES = st.datetimes().map(pd.Timestamp)
CENTURY = dt.timedelta(days=36_500)
SPANS = st.timedeltas(-CENTURY, CENTURY).map(pd.Timedelta)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXTS
    | DATES
    | SPANS
)
KEYS = st.integers(0, 99) | TEXTS
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(KEYS, inner, max_size=4)
        | st.sets(KEYS, max_size=4)
    ),
    max_leaves=8,
)
COLUMNS = {
    "int64": st.integers(-(2**63) + 1, 2**63 - 1),
    "float64": st.floats() | st.none(),
    "bool": st.booleans(),
    "str": TEXTS | st.none(),
    "datetime64[us]": DATES | st.none(),
    "timedelta64[us]": SPANS | st.none(),
}


@st.composite
def series(draw: st.DrawFn, height: int) -> pd.Series:
    dtype = draw(st.sampled_from(list(COLUMNS)))
    values = draw(st.lists(COLUMNS[dtype], min_size=height, max_size=height))
    return pd.Series(values, dtype=dtype)


@st.composite
def tables(draw: st.DrawFn) -> pd.DataFrame:
    height = draw(st.integers(0, 5))
    names = draw(st.lists(TEXTS, max_size=4, unique=True))
    table = pd.DataFrame({name: draw(series(height)) for name in names}, index=range(height))
    keys = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
    return table.set_index(keys) if keys else table


@given(VALUES)
def test_scalars_and_collections_come_back_as_they_were(value: Any) -> None:
    back = crossed(value)
    assert back == value
    assert type(back) is type(value)


@given(tables())
def test_tables_come_back_as_they_were(table: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(crossed(table), table, check_column_type=False)


@given(tables())
def test_columns_come_back_with_their_index(table: pd.DataFrame) -> None:
    for name in table:
        pd.testing.assert_series_equal(crossed(table[name]), table[name])


def test_a_pivot_comes_back_with_all_its_levels() -> None:
    long = pd.DataFrame({"客户": ["甲", "甲", "乙"], "状态": ["成", "关", "成"], "额": [1, 2, 3]})
    wide = long.pivot_table(index="客户", columns="状态", values=["额"], aggfunc=["sum", "count"])
    pd.testing.assert_frame_equal(crossed(wide), wide)


def test_a_row_number_keeps_its_name() -> None:
    table = pd.DataFrame({"额": [1, 2]}).rename_axis("序号")
    assert crossed(table).index.name == "序号"


@pytest.mark.parametrize("number", [math.inf, -math.inf])
def test_infinity_crosses(number: float) -> None:
    assert crossed(number) == number
    assert crossed(pd.Series([number, 1.0])).tolist() == [number, 1.0]


def test_what_is_missing_crosses() -> None:
    assert math.isnan(crossed(float("nan")))
    assert crossed([None, pd.NA, pd.NaT]) == [None, None, None]
    assert crossed(pd.Series([1, None], dtype="Int64")).isna().tolist() == [False, True]


def test_json_text_is_strict() -> None:
    table = pd.DataFrame({"额": [1.0, math.nan, math.inf]})
    json.dumps([encode(table), encode(math.nan), encode(-math.inf)], allow_nan=False)


@pytest.mark.parametrize("number", [2**63, -(2**63), 10**5_000], ids=["2^63", "-2^63", "long"])
def test_huge_whole_numbers_do_not_cross(number: int) -> None:
    assert crossed(number) == Other("int", "很大的整数")


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (np.int8(3), 3),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (np.str_("甲"), "甲"),
        (np.datetime64("2019-09-01"), pd.Timestamp("2019-09-01")),
        (np.timedelta64(1, "D"), pd.Timedelta("1D")),
        (np.array([1, 2]), [1, 2]),
        (pd.Index(["甲"]), ["甲"]),
        (frozenset({1}), {1}),
        (..., ...),
    ],
)
def test_numpys_and_pandas_values_arrive_as_pythons(value: Any, same: Any) -> None:
    assert crossed(value) == same
    assert type(crossed(value)) is type(same)


class _Unprintable:
    def __repr__(self) -> str:
        raise RuntimeError


class _Reducible:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("true",)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (len, "builtin_function_or_method"),
        (lambda: 1, "function"),
        (os, "module"),
        (iter([1]), "list_iterator"),
        (b"bytes", "bytes"),
        (1j, "complex"),
        (_Reducible(), "_Reducible"),
        (_Unprintable(), "_Unprintable"),
        (np.zeros((2, 2)), "ndarray"),
        (pd.DataFrame({"甲": [1]}).groupby("甲"), "DataFrameGroupBy"),
    ],
)
def test_nothing_else_crosses(value: Any, name: str) -> None:
    back = crossed([value])[0]
    assert isinstance(back, Other)
    assert back.type_name == name and len(back.text) <= 200
    assert crossed(back) == back  # and keeps its name when it crosses again


def test_objects_in_a_table_arrive_as_descriptions() -> None:
    assert crossed(pd.DataFrame({"甲": [len]})).loc[0, "甲"].type_name.startswith("builtin")


@pytest.mark.parametrize("text", ["\ud800", "甲\udfff乙", "\x00"])
def test_odd_characters_cross(text: str) -> None:
    assert crossed(text) == text
    assert crossed({text: [text]}) == {text: [text]}
    assert crossed(pd.DataFrame({"甲": [text]})).loc[0, "甲"] == text


def test_long_texts_are_cut() -> None:
    assert crossed("长" * (plain.MAX_TEXT + 1)) == "长" * plain.MAX_TEXT


@pytest.mark.parametrize("make", [list, tuple, pd.Series, np.array, lambda v: {"甲": v}])
def test_too_many_values_are_refused(make: Any) -> None:
    with pytest.raises(PlainError, match="太大"):
        encode(make([0] * plain.MAX_CELLS))


def test_a_table_counts_all_its_cells() -> None:
    wide = pd.DataFrame(np.zeros((plain.MAX_CELLS // 100, 101)))
    with pytest.raises(PlainError, match="太大"):
        encode(wide)


def _nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


def test_depth_is_limited_both_ways() -> None:
    assert crossed(_nested(plain.MAX_DEPTH)) == _nested(plain.MAX_DEPTH)
    endless: list[Any] = []
    endless.append(endless)
    for value in (_nested(plain.MAX_DEPTH + 1), endless):
        with pytest.raises(PlainError, match="太深"):
            encode(value)
    data: Any = 1
    for _ in range(plain.MAX_DEPTH + 1):
        data = {"$": "list", "v": [data]}
    with pytest.raises(PlainError, match="太深"):
        decode(data)


COLUMN = {"dtype": "int64", "values": [1]}
HOSTILE: list[Any] = [
    [1],
    {},
    {"$": []},
    {"$": "pickle", "v": "gASVCwAAAAAAAAA="},
    {"$": "__class__"},
    {"$": "list"},
    {"$": "list", "v": 3},
    {"$": "dict", "v": [[1]]},
    {"$": "dict", "v": [[{"$": "list", "v": []}, 1]]},
    {"$": "set", "v": [{"$": "list", "v": []}]},
    {"$": "time", "v": "never"},
    {"$": "time", "v": "99999-01-01"},
    {"$": "span", "v": 10**30},
    {"$": "float", "v": "one"},
    {"$": "chart", "labels": ["甲"], "values": []},
    {"$": "series", "name": None, "index": None, "column": {"dtype": "category", "values": []}},
    {"$": "series", "name": None, "index": None, "column": {"dtype": "int64", "values": ["x"]}},
    {"$": "series", "name": None, "index": {"names": [], "levels": [COLUMN]}, "column": COLUMN},
    {"$": "table", "rows": -1, "columns": [], "names": [None], "index": None, "data": []},
    {"$": "table", "rows": 10**9, "columns": [], "names": [None], "index": None, "data": []},
    {"$": "table", "rows": 1, "columns": [], "names": [None], "index": None, "data": [COLUMN]},
    {"$": "table", "rows": 2, "columns": ["a"], "names": [None], "index": None, "data": [COLUMN]},
    {"$": "table", "rows": 1, "columns": ["a"], "names": [], "index": None, "data": [COLUMN]},
]


@pytest.mark.parametrize("data", HOSTILE, ids=str)
def test_other_forms_are_refused(data: Any) -> None:
    with pytest.raises(PlainError):
        decode(data)


KNOWN = ["$", "v", "list", "dict", "table", "series", "time", "span", "int64", "object", "set"]
KNOWN += ["rows", "columns", "names", "index", "levels", "data", "dtype", "values", "name"]
JUNK = st.recursive(
    st.none() | st.integers() | st.floats() | st.sampled_from(KNOWN) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KNOWN), inner, max_size=6)
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(JUNK)
def test_whatever_arrives_either_is_plain_or_is_refused(data: Any) -> None:
    try:
        value = decode(data)
    except PlainError:
        return
    assert crossed(value) is not None or value is None


@settings(max_examples=200)
@given(tables(), st.data())
def test_a_damaged_table_either_is_plain_or_is_refused(
    table: pd.DataFrame, data: st.DataObject
) -> None:
    encoded = encode(table)
    encoded[data.draw(st.sampled_from(sorted(encoded)))] = data.draw(JUNK)
    try:
        encode(decode(encoded))
    except PlainError as error:
        assert str(error)


def test_a_chart_crosses() -> None:
    chart = Chart("bar", ("甲",), (1.0,), "标题", "客户", "金额（元）", True)
    assert crossed(chart) == chart
