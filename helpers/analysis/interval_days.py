"""Days between purchases (course task 3), from a sheet of dates or from a table of orders.

A sheet has one row per customer and one column of dates per purchase, in order of time; a blank
(NaT) is a purchase that never was, or that was not written down. An interval needs two dates: where
one is blank it is missing (nan), never 0, for 0 says "twice on one day". The course writes 0 for "no
interval"; every function that can do so too takes ``none="0"``, to show what it does to a mean.

Days are calendar days, as in Excel: the time of day does not count. Dates in the wrong order give a
negative number, which is for somebody to look at. Row order does not matter; columns of days keep
the table's index. All functions raise ``WorkbookError`` for a missing column or one without dates.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from helpers.analysis.tables import ratio, require_columns, require_times
from helpers.errors import WorkbookError

NoInterval = Literal["缺失", "0"]
"""What stands where there is no interval: missing (本书), or the course's 0."""

EXCEL_DAY_0 = "1899-12-30"
"""The day that Excel and WPS count from; a blank cell in a sum is 0, and so is this day."""

_NUMERALS = "一二三四五六七八九十"


def _dates(table: pd.DataFrame, column: str) -> pd.Series[pd.Timestamp]:
    dates: pd.Series[pd.Timestamp] = pd.to_datetime(table[column]).dt.normalize()
    return dates


def _require_dates(table: pd.DataFrame, columns: Sequence[str]) -> None:
    require_columns(table, columns)
    # a purchase that nobody ever made is a column without a type
    require_times(table, [name for name in columns if table[name].notna().any()])


def _filled(days: pd.Series[float], none: NoInterval) -> pd.Series[float]:
    if none not in ("缺失", "0"):
        raise WorkbookError(f"none 只能写 '缺失' 或 '0'，现在是 {none!r}。")
    return days if none == "缺失" else days.fillna(0.0).clip(lower=0)


def interval_days(
    table: pd.DataFrame, earlier: str, later: str, none: NoInterval = "缺失"
) -> pd.Series[float]:
    """Days from one column of dates to another (course task 3: ``DAYS(later, earlier)``).

    Args:
        table: One row per customer.
        earlier: The column with the earlier purchase.
        later: The column with the later purchase.
        none: "0" writes 0 for a missing or negative interval, as the course does.

    Returns:
        Days as floats on the index of ``table``, without a name.
    """
    _require_dates(table, [earlier, later])
    days = (_dates(table, later) - _dates(table, earlier)).dt.days.astype("float64")
    return _filled(days.rename(None), none)


def excel_days(table: pd.DataFrame, earlier: str, later: str) -> pd.Series[int]:
    """What ``DAYS(later, earlier)`` or ``later-earlier`` shows in Excel and WPS, blanks and all.

    A blank counts as day 0 (30 December 1899): with one date about −43,600, with none a silent 0.

    Returns:
        Whole numbers on the index of ``table``, without a name.
    """
    _require_dates(table, [earlier, later])
    first, last = (
        _dates(table, name).fillna(pd.Timestamp(EXCEL_DAY_0)) for name in (earlier, later)
    )
    return (last - first).dt.days.astype("int64").rename(None)


def interval_name(number: int) -> str:
    """The course's header of the interval after purchase ``number``: 1 gives 第一二次购买间隔天数."""
    if 1 <= number < len(_NUMERALS):
        return f"第{_NUMERALS[number - 1 : number + 1]}次购买间隔天数"
    return f"第{number}、{number + 1}次购买间隔天数"


def interval_table(
    table: pd.DataFrame, columns: Sequence[str], none: NoInterval = "缺失"
) -> pd.DataFrame:
    """All intervals between neighbouring purchases, for any number of purchases (course task 3).

    Args:
        table: One row per customer.
        columns: The columns of dates, first purchase first; at least two.
        none: See ``interval_days``.

    Returns:
        One column of days per pair, headed by ``interval_name``, on the index of ``table``.
    """
    if len(columns) < 2:
        raise WorkbookError(f"算间隔至少要两列日期，现在只有 {len(columns)} 列。")
    pairs = enumerate(itertools.pairwise(columns), 1)
    days = {interval_name(n): interval_days(table, a, b, none) for n, (a, b) in pairs}
    return pd.DataFrame(days, index=table.index)


def mean_interval(table: pd.DataFrame, columns: Sequence[str], none: NoInterval = "缺失") -> float:
    """The mean of all intervals, pooled over customers and pairs: days, nan if there is none."""
    days = interval_table(table, columns, none)
    return ratio(days.sum().sum(), days.count().sum())


def interval_summary(table: pd.DataFrame, earlier: str, later: str) -> dict[str, float]:
    """How many customers have an interval, and both means side by side (本书补充).

    Returns:
        有间隔 and 没有间隔 (customers), 缺失的平均 and 填0的平均 (days; nan where nobody counts).
    """
    days = interval_days(table, earlier, later)
    known, blank = int(days.count()), int(days.isna().sum())
    return {
        "有间隔": known,
        "没有间隔": blank,
        "缺失的平均": ratio(float(days.sum()), known),
        "填0的平均": ratio(float(days.sum()), known + blank),
    }


def last_purchase(
    table: pd.DataFrame, columns: Sequence[str], times: str | None = None
) -> pd.Series[pd.Timestamp]:
    """The latest purchase that the sheet shows (本书补充).

    Args:
        table: One row per customer.
        columns: The columns of dates.
        times: A column that says how often the customer bought. Who bought more often than there
            are columns has a later purchase that the sheet does not show: missing.
    """
    _require_dates(table, columns)
    dates = pd.DataFrame({name: _dates(table, name) for name in columns}, index=table.index)
    latest: pd.Series[pd.Timestamp] = pd.to_datetime(dates.max(axis=1))
    if times is None:
        return latest
    require_columns(table, [times], numeric=[times])
    return latest.where(table[times] <= len(columns))


def silent_days(
    table: pd.DataFrame,
    columns: Sequence[str],
    as_of: str | pd.Timestamp,
    times: str | None = None,
) -> pd.Series[float]:
    """Days since the last purchase at the day ``as_of``; missing where it is not known (本书补充)."""
    day = pd.Timestamp(as_of).normalize()
    return (day - last_purchase(table, columns, times)).dt.days.astype("float64")


def due_customers(
    last: pd.DataFrame,
    as_of: str | pd.Timestamp,
    days: float,
    column: str = "最近购买日期",
    expected: str = "预计日期",
) -> pd.DataFrame:
    """The customers whose next purchase was expected by ``as_of``, that day included (本书补充).

    Args:
        last: One row per customer, with the date of the last purchase in ``column``; who has none
            is never due.
        as_of: The day of the analysis.
        days: So many days after a purchase the next one is expected.
        column: The column of the last purchase.
        expected: The new column's name.

    Returns:
        The rows that are due, with the expected date; row order and index of ``last``.
    """
    _require_dates(last, [column])
    dates = _dates(last, column) + pd.Timedelta(days=days)
    table = last.assign(**{expected: dates})
    return table[dates <= pd.Timestamp(as_of)]


def gaps_from_orders(
    orders: pd.DataFrame, customer: str = "客户", time: str = "下单时间"
) -> pd.DataFrame:
    """Every purchase with the days since the customer's one before (本书补充; pandas: shift).

    Args:
        orders: One row per order that counts; choose the states beforehand. Rows without a customer
            or a time are left out.
        customer: The column that tells customers apart.
        time: The column of the order's time; its day counts.

    Returns:
        Columns ``customer``, ``time``, 上次时间 and 间隔天数 (days, missing for a first purchase),
        sorted by customer, then time. Two orders of one day are 0 days apart.
    """
    _require_dates(orders, [time])
    require_columns(orders, [customer])
    rows = orders[[customer, time]].dropna()
    rows = rows.assign(**{time: pd.to_datetime(rows[time])})
    rows = rows.sort_values([customer, time]).reset_index(drop=True)
    rows["上次时间"] = rows.groupby(customer)[time].shift()
    days = rows[time].dt.normalize() - rows["上次时间"].dt.normalize()
    return rows.assign(间隔天数=days.dt.days.astype("float64"))
