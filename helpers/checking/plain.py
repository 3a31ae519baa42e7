"""Typed JSON: the only form in which values cross between a learner's code and the judge.

``encode`` turns a value into JSON-ready data by an allow-list of types; ``decode`` checks such data
strictly and builds the value again. No pickle, nothing that can run code. A value outside the list
arrives as ``Other``, which equals nothing but tells the learner its type.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from helpers.checking.chart import Chart, is_matplotlib, read_chart

MAX_CELLS = 400_000  # values in one reply
MAX_TEXT = 20_000  # characters of one string
MAX_DEPTH = 12

_DTYPES = frozenset(
    ["int64", "float64", "bool", "str", "object"]
    + [
        f"{kind}64[{unit}]"
        for kind in ("datetime", "timedelta")
        for unit in ("s", "ms", "us", "ns")
    ]
)


# columns of these cross as whole numbers of their unit, since 1970 for points in time
_TIMES = ("datetime64", "timedelta64")


class PlainError(ValueError):
    """The data do not have the form that ``encode`` writes, or are too large."""


@dataclass(frozen=True)
class Other:
    """A value of a type that does not cross; ``text`` is a short description for the learner."""

    type_name: str
    text: str


def encode(value: object) -> Any:
    """Turn ``value`` into JSON-ready data.

    Scalars, dates, lists, tuples, sets, dicts, Series, Index, DataFrame, NumPy arrays of one
    dimension and matplotlib axes cross; anything else becomes ``Other``. Missing values (None, NaN,
    NaT, pd.NA) inside tables become null. Raises PlainError when the value is too large or nested
    too deeply.
    """
    return _Encoder().encode(value, 0)


class _Encoder:
    def __init__(self) -> None:
        self.cells = 0

    def encode(self, value: object, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise PlainError("嵌套太深")
        self._count(1)
        scalar = _encode_scalar(value)
        if scalar is not _NOT_SCALAR:
            return scalar
        if isinstance(value, pd.DataFrame):
            return self._table(value, depth)
        if isinstance(value, pd.Series):
            return self._series(value, depth)
        if isinstance(value, (list, tuple, set, frozenset, pd.Index, np.ndarray)):
            return self._sequence(value, depth)
        if isinstance(value, dict):
            pairs = [
                [self.encode(k, depth + 1), self.encode(v, depth + 1)] for k, v in value.items()
            ]
            return {"$": "dict", "v": pairs}
        if isinstance(value, Chart) or is_matplotlib(value):
            chart = value if isinstance(value, Chart) else read_chart(value)
            return {"$": "chart", **chart.to_dict()}
        if isinstance(value, Other):  # it crosses once more, on its way out of the sandbox
            return {"$": "other", "type": value.type_name[:100], "text": value.text[:200]}
        return {"$": "other", "type": type(value).__name__[:100], "text": _short(value)}

    def _count(self, n: int) -> None:
        self.cells += n
        if self.cells > MAX_CELLS:
            raise PlainError("结果太大")

    def _sequence(self, value: Any, depth: int) -> Any:
        kind = "set" if isinstance(value, (set, frozenset)) else "list"
        if isinstance(value, tuple):
            kind = "tuple"
        if isinstance(value, np.ndarray) and value.ndim != 1:
            return {"$": "other", "type": "ndarray", "text": f"{value.ndim} 维数组"}
        return {"$": kind, "v": [self.encode(v, depth + 1) for v in value]}

    def _column(self, values: pd.Series, depth: int) -> dict[str, Any]:
        self._count(len(values))
        dtype = str(values.dtype)
        if dtype not in _DTYPES:
            values, dtype = values.astype(object), "object"
        raw = values.tolist()
        if dtype in {"int64", "bool"} or _ordinary_text(raw):
            return {"dtype": dtype, "values": raw}
        missing = values.isna().tolist()
        if dtype.startswith(_TIMES):
            ticks = values.to_numpy().astype("int64").tolist()
            cells = [None if gone else tick for tick, gone in zip(ticks, missing, strict=True)]
            return {"dtype": dtype, "values": cells}
        cells = [
            None if gone else self.encode(v, depth + 1)
            for v, gone in zip(raw, missing, strict=True)
        ]
        return {"dtype": dtype, "values": cells}

    def _index(self, index: pd.Index, depth: int) -> Any:
        numbers = isinstance(index, pd.RangeIndex) and index.start == 0 and index.step == 1
        if numbers and index.name is None:
            return None
        levels = [
            self._column(index.get_level_values(i).to_series(), depth) for i in range(index.nlevels)
        ]
        return {"names": [self.encode(n, depth + 1) for n in index.names], "levels": levels}

    def _series(self, value: pd.Series, depth: int) -> Any:
        return {
            "$": "series",
            "name": self.encode(value.name, depth + 1),
            "index": self._index(value.index, depth),
            "column": self._column(value, depth),
        }

    def _table(self, value: pd.DataFrame, depth: int) -> Any:
        return {
            "$": "table",
            "rows": len(value),
            "columns": [self.encode(c, depth + 1) for c in value.columns],
            "names": [self.encode(n, depth + 1) for n in value.columns.names],
            "index": self._index(value.index, depth),
            "data": [self._column(column, depth) for _, column in value.items()],
        }


def _ordinary_text(values: list[Any]) -> bool:
    """Tell whether a column needs no look at each value: nothing but strings, none of them long."""
    return set(map(type, values)) == {str} and max(map(len, values)) <= MAX_TEXT


_NOT_SCALAR = object()


def _encode_scalar(value: object) -> Any:
    """JSON data for a scalar, or _NOT_SCALAR."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if value is Ellipsis:
        return {"$": "blank"}
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)) and not isinstance(value, np.timedelta64):
        number = int(value)
        return (
            number if abs(number) < 2**63 else {"$": "other", "type": "int", "text": "很大的整数"}
        )
    if isinstance(value, (float, np.floating)):
        real = float(value)
        return real if math.isfinite(real) else {"$": "float", "v": str(real)}
    if isinstance(value, str):
        return str(value)[:MAX_TEXT]
    if isinstance(value, (pd.Timestamp, np.datetime64, dt.datetime, dt.date)):
        stamp = pd.Timestamp(value)
        return None if pd.isna(stamp) else {"$": "time", "v": stamp.isoformat()}
    if isinstance(value, (pd.Timedelta, np.timedelta64, dt.timedelta)):
        return {"$": "span", "v": int(pd.Timedelta(value).value)}
    return _NOT_SCALAR


def _short(value: object) -> str:
    try:
        return repr(value)[:200]
    except Exception:  # a learner's own __repr__ may do anything
        return "(无法显示)"


def decode(data: Any) -> Any:
    """Build the value again from what ``encode`` wrote.

    Raises PlainError for anything that does not have exactly that form: the data may come from a
    hostile sandbox.
    """
    try:
        return _decode(data, 0)
    except PlainError:
        raise
    except (
        LookupError,
        TypeError,
        ValueError,
        OverflowError,
        RecursionError,
        AttributeError,
    ) as error:
        raise PlainError(f"格式不对：{type(error).__name__}") from error


def _decode(data: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise PlainError("嵌套太深")
    if data is None or isinstance(data, (bool, int, float, str)):
        return data
    if not isinstance(data, dict):
        raise PlainError("格式不对")
    builder = _BUILDERS.get(data.get("$", ""))
    if builder is None:
        raise PlainError("未知的类型")
    return builder(data, depth)


def _decode_list(data: Any, depth: int) -> list[Any]:
    return [_decode(v, depth + 1) for v in data["v"]]


def _ticks(values: list[Any]) -> Any:
    """An int64 array of a column's ticks; missing values as NumPy has them."""
    if not {type(value) for value in values} <= {int, type(None)}:
        raise PlainError("时间列里有别的东西")
    missing = np.iinfo("int64").min
    return np.array([missing if v is None else v for v in values], dtype="int64")


def _decode_column(data: Any, depth: int) -> tuple[Any, str]:
    dtype = data["dtype"]
    if dtype not in _DTYPES:
        raise PlainError("未知的列类型")
    if dtype.startswith(_TIMES):
        return _ticks(data["values"]), dtype
    values = [
        v if isinstance(v, (int, float, str)) else _decode(v, depth + 1) for v in data["values"]
    ]
    return values, dtype


def _build_column(data: Any, depth: int, index: pd.Index | None = None) -> pd.Series:
    values, dtype = _decode_column(data, depth)
    if dtype.startswith(_TIMES):
        values = values.astype(dtype)
    return pd.Series(values, dtype=dtype, index=index)


def _decode_index(data: Any, length: int, depth: int) -> pd.Index:
    if data is None:
        return pd.RangeIndex(length)
    names = [_decode(n, depth + 1) for n in data["names"]]
    levels = [_build_column(level, depth) for level in data["levels"]]
    if len(levels) == 1:
        index: pd.Index = pd.Index(levels[0], name=names[0])
        return index
    return pd.MultiIndex.from_arrays(levels, names=names)


def _decode_series(data: Any, depth: int) -> pd.Series:
    length = len(data["column"]["values"])
    series = _build_column(data["column"], depth, _decode_index(data["index"], length, depth))
    series.name = _decode(data["name"], depth + 1)
    return series


def _decode_table(data: Any, depth: int) -> pd.DataFrame:
    length = data["rows"]
    if not isinstance(length, int) or not 0 <= length <= MAX_CELLS:
        raise PlainError("行数不对")
    index = _decode_index(data["index"], length, depth)
    columns = [_build_column(column, depth, index) for column in data["data"]]
    frame = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=index)
    labels = [_decode(c, depth + 1) for c in data["columns"]]
    names = [_decode(n, depth + 1) for n in data["names"]]
    if len(labels) != len(columns):
        raise PlainError("列数不对")
    hash(tuple(labels))  # raises TypeError for lists: pandas takes them, and cannot find them again
    if len(names) > 1:
        frame.columns = pd.MultiIndex.from_tuples(labels, names=names)
    else:
        frame.columns = pd.Index(labels, name=names[0], dtype=None if labels else "object")
    return _with_levels_of_their_own(frame)


def _with_levels_of_their_own(frame: pd.DataFrame) -> pd.DataFrame:
    """Take the names of index levels away that a column or an earlier level has.

    ``set_index("客户", drop=False)`` leaves such a table: it is compared by its columns, but
    ``reset_index`` raises.
    """
    names = list(frame.index.names)
    taken = set(frame.columns)
    kept = [n if n not in taken and n not in names[:i] else None for i, n in enumerate(names)]
    if kept != names:
        frame.index = frame.index.set_names(kept)
    return frame


def _time(text: str) -> pd.Timestamp:
    stamp = pd.Timestamp(text)
    if pd.isna(stamp):  # a missing one crosses as null
        raise PlainError("不是时间")
    return stamp


_BUILDERS: dict[str, Callable[[Any, int], Any]] = {
    "blank": lambda data, depth: Ellipsis,
    "float": lambda data, depth: float(str(data["v"])[:10]),
    "time": lambda data, depth: _time(str(data["v"])[:40]),
    "span": lambda data, depth: pd.Timedelta(int(data["v"]), unit="ns"),
    "list": _decode_list,
    "tuple": lambda data, depth: tuple(_decode_list(data, depth)),
    "set": lambda data, depth: set(_decode_list(data, depth)),
    "dict": lambda data, depth: {
        _decode(k, depth + 1): _decode(v, depth + 1) for k, v in data["v"]
    },
    "series": _decode_series,
    "table": _decode_table,
    "chart": lambda data, depth: Chart.from_dict(data),
    "other": lambda data, depth: Other(str(data["type"])[:100], str(data["text"])[:200]),
}
