"""Small random tables for grading, one maker per lesson table, dense with awkward cases.

Amounts are multiples of a quarter yuan. Their float sums are exact, so "more than 40" is decided
the same way by everybody who decides it rightly, with or without rounding.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, PAID, SHIPPED, STATES, SUCCESS, WAITING_PAYMENT
from helpers.shop.names import account_names
from helpers.shop.random_raw import random_june_orders, random_raw_orders
from helpers.shop.random_terms import (
    AS_OF,
    random_inquiries,
    random_paid_trades,
    random_refunds,
    random_reply_rounds,
)

__all__ = [
    "AS_OF",
    "random_inquiries",
    "random_june_orders",
    "random_paid_trades",
    "random_raw_orders",
    "random_refunds",
    "random_reply_rounds",
    "random_trades",
]

_STATE_ODDS = [0.08, 0.08, 0.12, 0.54, 0.18]  # in the order of STATES


def random_trades(rng: np.random.Generator) -> pd.DataFrame:
    """Lesson 03: 8–40 orders of September 2019 with the columns of ``trades_2019_09.xlsx``.

    Always in it: somebody with exactly 40.00 in two successful orders, somebody with one successful
    order of more than 40, somebody without any successful order, and two old customers who tie.
    """
    names = account_names(rng, int(rng.integers(6, 13)))
    half = float(rng.integers(20, 140)) / 4
    tie = float(rng.integers(90, 300)) / 4
    rows = [
        (names[0], SUCCESS, half),
        (names[0], SUCCESS, 40.0 - half),
        (names[1], SUCCESS, float(rng.integers(161, 800)) / 4),
        (names[1], str(rng.choice([CLOSED, PAID, SHIPPED])), 30.0),
        (names[2], str(rng.choice([CLOSED, WAITING_PAYMENT, SHIPPED])), 66.5),
        *[(name, SUCCESS, tie) for name in names[3:5] for _ in range(2)],
    ]
    extra = int(rng.integers(0, 41 - len(rows)))
    free = names[5:]  # the planted customers keep what was planted
    rows += list(
        zip(
            rng.choice(free, extra).tolist(),
            rng.choice(STATES, extra, p=_STATE_ODDS).tolist(),
            (rng.integers(16, 280, extra) / 4).tolist(),
            strict=True,
        )
    )
    order = rng.permutation(len(rows))
    table = pd.DataFrame([rows[i] for i in order], columns=["客户", "交易状态", "交易金额"])
    table.insert(0, "订单编号", _order_numbers(rng, len(table)))
    table.insert(1, "下单时间", _moments(rng, len(table), "2019-09-01", 30))
    return table


def _order_numbers(rng: np.random.Generator, size: int) -> list[str]:
    """Different order numbers of 18 digits, as text."""
    head = rng.choice(900_000, size, replace=False) + 100_000
    return [f"{a}{b:012d}" for a, b in zip(head, rng.integers(0, 10**12, size), strict=True)]


def _moments(rng: np.random.Generator, size: int, first: str, days: int) -> pd.Series[pd.Timestamp]:
    """Random whole seconds within ``days`` days from the date ``first``, rising."""
    seconds = np.sort(rng.integers(0, days * 86400, size)).astype("timedelta64[s]")
    return pd.Series(np.datetime64(first, "s") + seconds)
