"""Small random tables for lesson 10; see ``random_tables`` for what they have in common."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.shop.names import account_names

_POOL_SEED = 10  # survey and behaviour draw from one pool of names, so that they meet


def _pool() -> list[str]:
    return account_names(np.random.default_rng(_POOL_SEED), 24)


def random_survey(rng: np.random.Generator) -> pd.DataFrame:
    """8–30 answers with the columns 答卷日期, 客户, 期望值, 感知值, 认可, 推荐, 换店.

    Always in it: a blank in each number, somebody who met his expectation exactly, somebody who
    answered no item, and somebody who answered twice.
    """
    size = int(rng.integers(8, 31))
    names = rng.choice(_pool(), size, replace=size > 20)
    names[1] = names[0]
    table = pd.DataFrame(
        {
            "答卷日期": np.datetime64("2021-12-01", "s")
            + np.sort(rng.integers(0, 20, size)).astype("timedelta64[D]"),
            "客户": names,
            "期望值": rng.integers(60, 101, size).astype("float64"),
            "感知值": rng.integers(40, 101, size).astype("float64"),
            **{
                name: rng.integers(1, 6, size).astype("float64")
                for name in ("认可", "推荐", "换店")
            },
        }
    )
    rows = table.index
    table["感知值"] = table["感知值"].mask(rows == 3).where(rows != 4, table["期望值"])
    table["期望值"] = table["期望值"].mask(rows == 2)
    for name, more in (("认可", 5), ("推荐", 6), ("换店", 7)):
        table[name] = table[name].mask((rows == 5) | (rows == more))
    return table


def random_behaviour(rng: np.random.Generator) -> pd.DataFrame:
    """8–20 customers with the columns 客户, 首次购买, 最近购买, 成交次数, 成交金额.

    Always in it: somebody without any successful order, with one, two and three, and two customers
    who spent the same.
    """
    size = int(rng.integers(8, 21))
    orders = rng.integers(0, 9, size)
    orders[:4] = [0, 1, 2, 3]
    first = rng.integers(1, 700, size)
    last = np.where(orders > 1, rng.integers(0, 700, size) % (first + 1), first)
    today = np.datetime64("2021-12-31", "s")
    amount = rng.integers(40, 400, size) / 4 * orders
    amount[3] = amount[2] = 64.5
    table = pd.DataFrame(
        {
            "客户": rng.choice(_pool(), size, replace=False),
            "首次购买": pd.Series(today - first.astype("timedelta64[D]")).mask(orders == 0),
            "最近购买": pd.Series(today - last.astype("timedelta64[D]")).mask(orders == 0),
            "成交次数": orders,
            "成交金额": amount,
        }
    )
    return table.iloc[rng.permutation(size)].reset_index(drop=True)


def random_customers(rng: np.random.Generator) -> pd.DataFrame:
    """8–30 customers as the join makes them: 客户, 成交次数, 成交金额, 满意度, 态度, 首购天数, 距今天数, 笔均.

    Always in it: attitudes of just 4 and just below with 4 and 3 orders, somebody without an
    attitude, and bounds of the three kinds (500 yuan, 180 and 181 days, 90 and 91 days).
    """
    size = int(rng.integers(8, 31))
    attitude = rng.integers(3, 16, size) / 3
    attitude[:5] = [4.0, 11 / 3, 4.0, 11 / 3, np.nan]
    orders = rng.integers(1, 12, size)
    orders[:8] = [4, 4, 3, 3, 9, 4, 8, 3]
    each = rng.integers(16, 320, size) / 4
    each[5:8] = [125.0, 62.5, 75.0]
    absent = rng.integers(0, 400, size)
    absent[5:8] = [180, 181, 20]
    first = absent + rng.integers(0, 300, size) * (orders > 1)
    first[7] = 90
    return pd.DataFrame(
        {
            "客户": rng.choice(account_names(rng, 40), size, replace=False),
            "成交次数": orders,
            "成交金额": orders * each,
            "满意度": rng.integers(-20, 21, size).astype("float64"),
            "态度": attitude,
            "首购天数": first.astype("float64"),
            "距今天数": absent.astype("float64"),
            "笔均": each,
        }
    )
