"""Small random tables for lesson 07; see ``random_tables`` for what they have in common."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, SHIPPED, STATES, SUCCESS, WAITING_PAYMENT
from helpers.shop.names import account_names

_ODDS = [0.06, 0.06, 0.1, 0.6, 0.18]  # in the order of STATES
_LAST_DAYS = ("2021-12-31", "2021-06-30", "2020-12-31")


def random_member_orders(rng: np.random.Generator) -> tuple[pd.DataFrame, pd.Timestamp]:
    """10–20 orders with the columns of ``member_orders.csv``, and an analysis date among them.

    Always in it: an order on the analysis date, one the day after it, a customer with nothing but
    later orders, one without success, and two orders of one customer on one day.
    """
    names = account_names(rng, int(rng.integers(7, 10)))
    as_of = pd.Timestamp(str(rng.choice(_LAST_DAYS)))
    back = int(rng.integers(3, 300))
    rows: list[tuple[str, int, str]] = [
        (names[0], 0, SUCCESS),
        (names[0], 40, SUCCESS),
        (names[1], back, SUCCESS),
        (names[1], -1, SUCCESS),
        (names[2], -5, SUCCESS),
        (names[3], 12, str(rng.choice([CLOSED, SHIPPED]))),
        (names[4], back + 7, SUCCESS),
        (names[4], back + 7, SUCCESS),
    ]
    for _ in range(int(rng.integers(2, 21 - len(rows)))):
        state = str(rng.choice(STATES, p=_ODDS))
        rows.append((str(rng.choice(names[5:])), int(rng.integers(-60, 600)), state))
    order = rng.permutation(len(rows)).tolist()
    table = pd.DataFrame([rows[i] for i in order], columns=["客户", "days", "交易状态"])
    paid = table["交易状态"] != WAITING_PAYMENT
    table["付款日期"] = (as_of - pd.to_timedelta(table["days"], unit="D")).where(paid)
    table["交易金额"] = rng.integers(30, 500, len(table)) / 4
    table["订单编号"] = [f"{482_020_000_000 + number:012d}054019" for number in range(len(table))]
    return table[["订单编号", "客户", "付款日期", "交易状态", "交易金额"]], as_of


def random_rfm(rng: np.random.Generator) -> pd.DataFrame:
    """10–20 customers (a multiple of five), sorted by 客户: 客户, R, F, M.

    F has many ties, M none. One customer spends so much that the mean of M lies above the median.
    """
    size = 5 * int(rng.integers(2, 5))
    amounts = rng.choice(360, size, replace=False) / 4 + 10
    amounts[int(rng.integers(size))] = 4000 + float(rng.integers(0, 4000)) / 4
    table = pd.DataFrame(
        {
            "客户": account_names(rng, size),
            "R": rng.integers(0, 900, size),
            "F": np.minimum(rng.geometric(0.45, size), 30),
            "M": amounts,
        }
    )
    return table.sort_values("客户", ignore_index=True)
