"""Lesson 07's tables: all orders of the shop's members, and their classes at the end of 2021."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import classify
from helpers.shop.config import stream
from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop

MEMBERS = 1250
AS_OF = pd.Timestamp("2021-12-31")
EXPORTED = pd.Timestamp("2022-01-01 00:00:00")


def member_orders(shop: Shop, seed: int) -> pd.DataFrame:
    """One row per order of a member (a customer who agreed to get messages from the shop).

    Columns 订单编号, 客户, 付款日期 (a day; blank: not paid), 交易状态, 交易金额 (yuan), by the time
    of ordering. The states are those at the moment of export.
    """
    rng = stream(seed, "members")
    members = rng.permutation(shop.customers["customer_id"].to_numpy())[:MEMBERS]
    orders = shop.orders[shop.orders["customer_id"].isin(members)]
    names = shop.customers.set_index("customer_id")["account"]
    table = pd.DataFrame(
        {
            "订单编号": orders["order_id"],
            "客户": names.loc[orders["customer_id"]].to_numpy(),
            "付款日期": orders["paid_at"].where(orders["paid_at"] < EXPORTED).dt.normalize(),
            "交易状态": state_at(orders, EXPORTED),
            "交易金额": orders["amount_cents"] / 100,
        }
    )
    return table.reset_index(drop=True)


def member_classes(orders: pd.DataFrame) -> pd.DataFrame:
    """One row per member with a successful trade: 客户, R, F, M, R级, F级, M级, 类别 at ``AS_OF``."""
    return classify(orders, AS_OF).drop(columns="代码")
