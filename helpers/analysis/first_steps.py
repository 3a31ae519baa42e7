"""First looks at a table of orders (lesson 01; the course's buying flow and order states).

``orders`` has one row per order, with the columns 买家, 付款时间 (blank: not paid), 交易状态 and
订单金额 (yuan); each function names those that it needs. Row order and index do not matter. A blank
amount adds nothing to a sum and is left out of a mean. All functions raise ``WorkbookError`` for a
missing column, and for amounts or times that are none.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.states import WAITING_PAYMENT
from helpers.analysis.tables import cents, ratio, require_columns, require_times


def distinct_buyers(orders: pd.DataFrame) -> int:
    """How many different buyers there are; an order without a buyer counts for nobody."""
    require_columns(orders, ["买家"])
    return int(orders["买家"].nunique())


def total_amount(orders: pd.DataFrame) -> float:
    """The sum of 订单金额 in yuan, exact to the cent; 0 for a table without rows."""
    require_columns(orders, ["订单金额"], numeric=["订单金额"])
    return float(cents(orders["订单金额"]).sum()) / 100


def in_state(orders: pd.DataFrame, state: str = WAITING_PAYMENT) -> pd.DataFrame:
    """The rows whose 交易状态 is exactly ``state``."""
    require_columns(orders, ["交易状态"])
    return orders[orders["交易状态"] == state]


def to_remind(orders: pd.DataFrame, min_amount: float = 0) -> pd.DataFrame:
    """The orders that wait for payment and are worth at least ``min_amount`` yuan (it counts)."""
    require_columns(orders, ["交易状态", "订单金额"], numeric=["订单金额"])
    waiting = in_state(orders)
    return waiting[cents(waiting["订单金额"]) >= round(min_amount * 100)]


def unpaid_orders(orders: pd.DataFrame) -> int:
    """How many orders have no 付款时间, whatever state they are in."""
    require_columns(orders, ["付款时间"])
    require_times(orders, ["付款时间"])
    return int(orders["付款时间"].isna().sum())


def mean_paid_amount(orders: pd.DataFrame) -> float:
    """The mean 订单金额 of the orders with a 付款时间, yuan per order; nan where nobody paid."""
    require_columns(orders, ["付款时间", "订单金额"], numeric=["订单金额"])
    require_times(orders, ["付款时间"])
    paid = orders[orders["付款时间"].notna()]
    return ratio(float(cents(paid["订单金额"]).sum()) / 100, int(paid["订单金额"].count()))
