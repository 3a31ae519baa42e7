"""Cleaning a raw order export (course task 0: collection and cleaning).

The functions work on one table, one row per exported order, and on the columns that their arguments
name; by default they are those of the shop's order report. Nothing is thrown away silently: a text
that is no number or no date becomes missing and can be listed, rows that look odd are returned to be
looked at, and a log says how many rows each step took in and gave out. Row order and index do not
matter; the input stays as it is; a table without rows gives a table without rows. All functions raise
``WorkbookError`` for a missing column or a column of the wrong type.

What the course asks for: useful fields, missing, repeated and abnormal values, mean against median,
masked personal data. The limits, the keyed code of a person and the log's form are this book's (本书补充).
"""

from __future__ import annotations

import hashlib
import hmac
import warnings
from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.analysis.tables import cents, require_columns
from helpers.errors import WorkbookError

UNITS = ("元", "￥", "¥", ",", "，")
BLANKS: Mapping[str, str] = {"空": "", "-": "-", "--": "--"}
"""How the export spells a blank: not filled in, does not apply, could not be fetched."""


def clean_header(table: pd.DataFrame) -> pd.DataFrame:
    """The same table with the blanks around each column name taken away.

    Raises:
        WorkbookError: two columns would then have the same name.
    """
    require_columns(table, [])
    names = [str(name).strip() for name in table.columns]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise WorkbookError(f"去掉空格以后，列名“{doubled[0]}”出现了不止一次，请先改名。")
    return table.set_axis(names, axis=1)


def _require_text(table: pd.DataFrame, column: str) -> None:
    require_columns(table, [column])
    given = table[column].dropna()
    if not given.map(lambda value: isinstance(value, str)).all():
        raise WorkbookError(
            f"“{column}”列应当是文字，现在不是。请用 dtype=str 重新读入，编号会更安全。"
        )


def plain_ids(table: pd.DataFrame, column: str = "订单编号") -> pd.DataFrame:
    """The table with ``="4820…"`` and ``'4820…`` in ``column`` turned into the bare digits, as text.

    Raises:
        WorkbookError: the column holds numbers; their last digits may be lost already.
    """
    _require_text(table, column)
    return table.assign(**{column: table[column].astype("str").str.strip("=\"' \t")})


def to_amounts(texts: pd.Series[str]) -> pd.Series[float]:
    """Texts such as ``1,280.00元`` as yuan; what is no number (``-``, ``--``, words) is missing."""
    bare = texts.astype("str")
    for unit in UNITS:
        bare = bare.str.replace(unit, "", regex=False)
    amounts: pd.Series[float] = pd.to_numeric(bare.str.strip(), errors="coerce").astype("float64")
    return amounts


def clean_amount(
    table: pd.DataFrame, source: str = "买家实际支付金额", target: str = "实付金额"
) -> pd.DataFrame:
    """The table with one more column ``target``: the amount in ``source`` as yuan (see ``to_amounts``)."""
    _require_text(table, source)
    return table.assign(**{target: to_amounts(table[source])})


def to_times(texts: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    """Texts such as ``2019-06-30 10:20:00`` as times; dates that do not exist are missing."""
    with (
        warnings.catch_warnings()
    ):  # the first text decides on the form; it may be the impossible one
        warnings.simplefilter("ignore", UserWarning)
        times: pd.Series[pd.Timestamp] = pd.to_datetime(texts.astype("str"), errors="coerce")
    return times


def bad_dates(table: pd.DataFrame, column: str = "订单付款时间") -> pd.DataFrame:
    """The rows where something is written in ``column`` that is no date; blank cells are none of them."""
    _require_text(table, column)
    return table[table[column].notna() & to_times(table[column]).isna()]


def blank_spellings(table: pd.DataFrame) -> pd.DataFrame:
    """How often each spelling of a blank occurs in each column (本书补充).

    Returns:
        Index: the table's columns, in their order; one column of whole numbers per entry of
        ``BLANKS``. A missing value and the empty text both count as 空.
    """
    require_columns(table, [])
    rows = {
        name: {
            label: int((column.fillna("") if column.hasnans else column).eq(spelling).sum())
            for label, spelling in BLANKS.items()
        }
        for name, column in table.astype("object").items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(BLANKS)).astype("int64")


def latest_rows(
    table: pd.DataFrame, key: str = "订单编号", exported: str = "导出日期"
) -> pd.DataFrame:
    """Of the rows with the same ``key`` the one exported last.

    ``exported`` may hold times or texts that sort like times (``2019-07-01``). Of rows exported at
    the same moment the one further down stays. A row without a key is no repetition of anything: it
    stays.

    Returns:
        Whole rows, in the order of the table.
    """
    require_columns(table, [key, exported])
    order = pd.Series(range(len(table)))
    moments = table[exported].reset_index(drop=True)
    ranked = pd.DataFrame({"moment": moments, "place": order}).sort_values(
        ["moment", "place"], na_position="first"
    )
    keys = table[key].reset_index(drop=True).loc[ranked.index]
    kept = ranked.index[~keys.duplicated(keep="last") | keys.isna()]
    return table.iloc[sorted(kept)]


def odd_amounts(
    table: pd.DataFrame, low: float, high: float, column: str = "实付金额"
) -> pd.DataFrame:
    """The rows to be looked at: an amount below ``low`` or above ``high`` yuan (both limits are normal).

    A missing amount is not odd, it is missing. That a row is listed says nothing about whether it is
    wrong: a school that buys for everybody is as odd as a slip of the finger.
    """
    require_columns(table, [column], numeric=[column])
    amounts = cents(table[column])
    return table[(amounts < round(low * 100, 6)) | (amounts > round(high * 100, 6))]


def known_total(table: pd.DataFrame, column: str = "实付金额") -> float:
    """The sum of the amounts that are known, in yuan, exact to the cent; 0 where none is."""
    require_columns(table, [column], numeric=[column])
    return float(cents(table[column]).sum()) / 100


def middle_amount(table: pd.DataFrame, column: str = "实付金额") -> float:
    """The median of the amounts that are known, in yuan; nan where none is.

    Half of the orders are worth at most this much, half at least. One very large order moves the
    mean and leaves the median where it was.
    """
    require_columns(table, [column], numeric=[column])
    return float(pd.to_numeric(table[column]).astype("float64").median())


def mask_phones(
    table: pd.DataFrame, column: str = "联系手机", head: int = 3, tail: int = 4
) -> pd.DataFrame:
    """The table with phone numbers like ``120****5678``: the first ``head`` and last ``tail`` digits stay.

    A number too short to hide anything becomes stars altogether; a blank stays blank.

    Raises:
        WorkbookError: the column holds numbers instead of texts, or a negative count of digits.
    """
    _require_text(table, column)
    if head < 0 or tail < 0:
        raise WorkbookError("露出的位数不能是负数，请写 0 或更大的整数。")
    phones = table[column].astype("str")
    masked = phones.str[:head] + "****" + (phones.str[-tail:] if tail else "")
    return table.assign(**{column: masked.mask(phones.str.len() <= head + tail, "****")})


def person_codes(values: pd.Series[str], key: str, length: int = 8) -> pd.Series[str]:
    """A code for each person that cannot be turned back without ``key`` (本书补充: a keyed hash).

    The same value gives the same code, so people can still be counted; masked numbers of two people
    may look alike. A blank stays blank.

    Raises:
        WorkbookError: the key is empty; numbers of phones could then simply be tried out.
    """
    if not key:
        raise WorkbookError("口令（key）不能是空的，请写一句只有店里知道的话。")
    return values.astype("str").map(
        lambda value: hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()[:length],
        na_action="ignore",
    )


def cleaning_log(tables: Sequence[pd.DataFrame], steps: Sequence[str]) -> pd.DataFrame:
    """How many rows each step took in, took away and left (本书补充).

    Args:
        tables: The table before the first step, then the one after each step.
        steps: The steps' names, one fewer than tables.

    Returns:
        Columns 步骤, 原有, 去掉, 剩下 (whole numbers of rows). It balances: 原有 − 去掉 = 剩下, and what
        one step leaves the next one takes in.

    Raises:
        WorkbookError: the numbers of tables and steps do not fit, or a step added rows.
    """
    if len(tables) != len(steps) + 1:
        raise WorkbookError(
            f"{len(steps)} 个步骤需要 {len(steps) + 1} 张表，收到的是 {len(tables)} 张。"
        )
    sizes = [len(table) for table in tables]
    pairs = list(zip(steps, sizes[:-1], sizes[1:], strict=True))
    for step, before, after in pairs:
        if after > before:
            raise WorkbookError(f"步骤“{step}”以后行数变多了：{before} 行变成了 {after} 行。")
    rows = [[step, before, before - after, after] for step, before, after in pairs]
    return pd.DataFrame(rows, columns=["步骤", "原有", "去掉", "剩下"])
