"""Refunds: whole orders sent back or called off, parts of orders, and money for broken pieces."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.shop.config import ShopConfig

_REASONS = ["不想要了", "拍错了", "包装破损", "口味不喜欢", "少发漏发", "发货太慢"]


def make_refunds(
    config: ShopConfig, rng: np.random.Generator, orders: pd.DataFrame, baskets: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw the refunds and close the orders that were refunded in full.

    Returns:
        The orders with closed_at and confirmed_at (and shipped_at, if called off before) brought up
        to date, and the refunds, one row per order and product: order_id, product_id, quantity (0 =
        money only), amount_cents, full, reason, finished_at.
    """
    draw = rng.random(len(orders))
    paid = orders["paid_at"].notna().to_numpy()
    full = paid & (draw < config.full_refund_share)
    partial = paid & ~full & (draw > 1 - config.partial_refund_share)
    length = (orders["confirmed_at"] - orders["paid_at"]).dt.total_seconds().fillna(0).to_numpy()
    done = orders["paid_at"] + pd.to_timedelta(
        np.round(length * rng.uniform(0.1, 0.98, len(orders))), unit="s"
    )
    finished = done.where(full, done + pd.Timedelta(days=9))
    refunds = pd.concat(
        [
            _full_rows(orders[full], baskets),
            _partial_rows(rng, orders[partial], baskets),
        ],
        ignore_index=True,
    )
    reasons = pd.Series(rng.choice(_REASONS, len(orders)), index=orders["order_id"])
    refunds["reason"] = reasons.loc[refunds["order_id"]].to_numpy()
    ends = pd.Series(finished.to_numpy(), index=orders["order_id"])
    refunds["finished_at"] = ends.loc[refunds["order_id"]].to_numpy()
    orders = orders.assign(closed_at=orders["closed_at"].mask(full, finished))
    orders["confirmed_at"] = orders["confirmed_at"].mask(full)
    never_sent = full & (orders["shipped_at"] > orders["closed_at"])
    orders["shipped_at"] = orders["shipped_at"].mask(never_sent)
    return orders, refunds.sort_values(["finished_at", "order_id", "product_id"], ignore_index=True)


def _full_rows(orders: pd.DataFrame, baskets: pd.DataFrame) -> pd.DataFrame:
    rows = orders[["order_id", "intent_id", "amount_cents"]].merge(baskets, on="intent_id")
    goods = rows["quantity"] * rows["unit_cents"]
    postage = rows["amount_cents"] - goods.groupby(rows["order_id"]).transform("sum")
    first = ~rows["order_id"].duplicated()  # the postage goes back with the first product
    rows["amount_cents"] = goods + postage.where(first, 0)
    return rows[["order_id", "product_id", "quantity", "amount_cents"]].assign(full=True)


def _partial_rows(
    rng: np.random.Generator, orders: pd.DataFrame, baskets: pd.DataFrame
) -> pd.DataFrame:
    rows = orders[["order_id", "intent_id"]].merge(baskets, on="intent_id")
    lines = rows.groupby("order_id")["product_id"].transform("size")
    single = (lines == 1) & (rows["quantity"] == 1)
    rows = rows[~rows["order_id"].duplicated()].assign(single=single)
    money_only = rows["single"].to_numpy() | (rng.random(len(rows)) < 0.4)
    some = (rows["unit_cents"] * rng.choice([0.2, 0.3, 0.5], len(rows)) / 10).round() * 10
    rows["amount_cents"] = np.where(money_only, some, rows["unit_cents"]).astype("int64")
    rows["quantity"] = np.where(money_only, 0, 1)
    return rows[["order_id", "product_id", "quantity", "amount_cents"]].assign(full=False)
