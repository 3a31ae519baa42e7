"""Old customers by pivot table (course task 1).

Every function takes ``trades``, one row per order, with the columns 订单编号, 下单时间, 客户,
交易状态 and 交易金额 (yuan). Only the last three are used and must be there; row order and index
do not matter. Missing values: an order without a customer cannot be assigned to anybody and is
left out of the tables by customer; a blank amount adds nothing to a sum, the order still counts.
Sums of money are exact to the cent. A table without rows gives a table without rows. All functions
raise ``WorkbookError`` for a missing column or for amounts that are not numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analysis.states import STATES, SUCCESS
from helpers.analysis.tables import cents, ratio, require_columns
from helpers.errors import WorkbookError


def _count_and_sum(trades: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Group by ``keys`` (sorted): the keys, 订单数 (whole number), 金额合计 (yuan, to the cent)."""
    require_columns(trades, [*keys, "交易金额"], numeric=["交易金额"])
    work = trades[keys].assign(cents=cents(trades["交易金额"]))
    grouped = work.groupby(keys, as_index=False, observed=True)
    table = grouped.agg(订单数=("cents", "size"), 金额合计=("cents", "sum"))
    table["金额合计"] = (table["金额合计"].astype("float64") / 100).round(2)
    return table.astype({"订单数": "int64"})


def _life_cycle(states: Sequence[str]) -> list[str]:
    """The known states as a trade passes through them, then any unknown ones."""
    known = [state for state in STATES if state in states]
    return known + sorted(state for state in states if state not in STATES)


def orders_by_state(trades: pd.DataFrame) -> pd.DataFrame:
    """How many orders are in each state, and for how much (course task 1).

    Returns:
        Columns 交易状态, 订单数, 金额合计 (yuan); one row per state that occurs, life-cycle order.
    """
    table = _count_and_sum(trades, ["交易状态"]).set_index("交易状态")
    return table.loc[_life_cycle(list(table.index))].reset_index()


def counts_by_customer_state(trades: pd.DataFrame) -> pd.DataFrame:
    """The course's pivot as a flat table (course task 1).

    Returns:
        Columns 客户, 交易状态, 订单数, 金额合计 (yuan); one row per pair that occurs, sorted.
    """
    return _count_and_sum(trades, ["客户", "交易状态"])


def pivot_by_customer(trades: pd.DataFrame) -> pd.DataFrame:
    """The course's pivot table: rows 客户 then 交易状态, values counted and summed (course task 1).

    Returns:
        Index (客户, 交易状态), columns 订单数 and 金额合计 (yuan).
    """
    return counts_by_customer_state(trades).set_index(["客户", "交易状态"])


def pivot_states_wide(trades: pd.DataFrame, states: Sequence[str] | None = None) -> pd.DataFrame:
    """Orders of each customer by state, side by side (course task 1, the other way to lay it out).

    Args:
        trades: Needs the columns 客户 and 交易状态.
        states: The columns wanted; by default every state that occurs, in life-cycle order.

    Returns:
        Index 客户 (sorted), one column of whole numbers per state, 0 where there is no such order.
    """
    require_columns(trades, ["客户", "交易状态"])
    wide = pd.crosstab(trades["客户"], trades["交易状态"])
    wanted = _life_cycle(list(wide.columns)) if states is None else list(states)
    wide = wide.reindex(columns=wanted, fill_value=0).astype("int64")
    return wide.rename_axis(index="客户", columns="交易状态")


def successful_by_customer(trades: pd.DataFrame, state: str = SUCCESS) -> pd.DataFrame:
    """Orders that came to a good end, by customer (course task 1: only 交易成功 counts).

    Returns:
        Columns 客户, 实际成交次数, 成交金额 (yuan), sorted by 客户; a customer without such an
        order has no row.
    """
    require_columns(trades, ["客户", "交易状态", "交易金额"], numeric=["交易金额"])
    table = _count_and_sum(trades[trades["交易状态"] == state], ["客户"])
    return table.rename(columns={"订单数": "实际成交次数", "金额合计": "成交金额"})


def old_customers(
    trades: pd.DataFrame, min_orders: int = 2, min_amount: float = 40.0
) -> pd.DataFrame:
    """The table 老客户统计表 (course task 1); it holds only within the period of the data.

    Args:
        trades: One row per order.
        min_orders: At least so many successful orders.
        min_amount: Their amount must be strictly more than this, in yuan (40.00 itself is out).

    Returns:
        Columns 客户名称, 实际成交次数, 成交金额 (yuan); 成交金额 falling, then 客户名称 rising.
    """
    table = successful_by_customer(trades).rename(columns={"客户": "客户名称"})
    often = table["实际成交次数"] >= min_orders
    enough = (table["成交金额"] * 100).round() > round(min_amount * 100, 6)
    return _largest_first(table[often & enough], "客户名称")


def top_customers(trades: pd.DataFrame, n: int = 10) -> pd.DataFrame:
    """The ``n`` customers with the largest successful amount, for a bar chart.

    Returns:
        Columns 客户, 实际成交次数, 成交金额 (yuan), largest first; of equal amounts the name that
        sorts first goes first. Fewer than ``n`` rows where there are fewer customers.

    Raises:
        WorkbookError: ``n`` is negative.
    """
    if n < 0:
        raise WorkbookError(f"要画的客户个数不能是负数，现在是 {n}。请写 0 或更大的整数。")
    return _largest_first(successful_by_customer(trades), "客户").head(n)


def old_customer_share(
    trades: pd.DataFrame, min_orders: int = 2, min_amount: float = 40.0
) -> float:
    """Old customers among the customers with a successful order: a fraction, nan if none."""
    old = old_customers(trades, min_orders, min_amount)
    return ratio(len(old), len(successful_by_customer(trades)))


def _largest_first(table: pd.DataFrame, name: str) -> pd.DataFrame:
    ordered = table.sort_values(["成交金额", name], ascending=[False, True])
    return ordered.reset_index(drop=True)
