"""Lesson 01's table: the orders of the shop's opening day as exported on the evening after."""

from __future__ import annotations

import pandas as pd

from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop

DAY = pd.Timestamp("2019-05-01")
EXPORTED = pd.Timestamp("2019-05-02 20:00:00")


def first_day(shop: Shop) -> pd.DataFrame:
    """One row per order of 1 May 2019, unpaid ones among them.

    Columns 订单编号, 买家, 付款时间 (blank: not paid), 交易状态, 订单金额 (yuan), 商品件数.
    """
    orders = shop.orders[shop.orders["created_at"].dt.normalize() == DAY]
    names = shop.customers.set_index("customer_id")["account"]
    table = pd.DataFrame(
        {
            "订单编号": orders["order_id"],
            "买家": names.loc[orders["customer_id"]].to_numpy(),
            "付款时间": orders["paid_at"].where(orders["paid_at"] <= EXPORTED),
            "交易状态": state_at(orders, EXPORTED),
            "订单金额": orders["amount_cents"] / 100,
            "商品件数": orders["pieces"],
        }
    )
    return table.reset_index(drop=True)
