"""Ways of telling the three kinds apart: the right ones, and what they become with a slip."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import KINDS, NO_KIND

ORDER = (0, 1, 2)


def conditions(table: pd.DataFrame, rich: float, absent: float) -> list[pd.Series[bool]]:
    """The three conditions, the most urgent first."""
    return [
        (table["成交金额"] >= rich) & (table["距今天数"] > absent),
        (table["首购天数"] <= 90) & (table["成交次数"] >= 3) & (table["成交金额"] >= 200),
        (table["态度"] >= 4) & (table["笔均"] <= 30),
    ]


def named(
    table: pd.DataFrame,
    found: Sequence[pd.Series[bool]],
    order: Sequence[int] = ORDER,
    otherwise: str = NO_KIND,
) -> pd.DataFrame:
    """Name each row by the first condition that holds, in ``order``."""
    names = [KINDS[i] for i in order]
    return table.assign(忠诚客户=np.select([found[i] for i in order], names, default=otherwise))


def with_first(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    """All right but the first condition."""
    amount, away = table["成交金额"], table["距今天数"]
    first = {
        "from": (amount >= rich) & (away >= absent),
        "above": (amount > rich) & (away > absent),
        "either": (amount >= rich) | (away > absent),
        "recent": (amount >= rich) & (away <= absent),
        "amount": amount >= rich,
        "first_purchase": (amount >= rich) & (table["首购天数"] > absent),
    }[how]
    return named(table, [first, *conditions(table, rich, absent)[1:]])


def with_second(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    """All right but the second condition."""
    one, _, three = conditions(table, rich, absent)
    new, often = table["首购天数"] <= 90, table["成交次数"] >= 3
    big = table["成交金额"] >= 200
    second = {
        "not_new": often & big,
        "not_often": new & big,
        "not_big": new & often,
        "last_purchase": (table["距今天数"] <= 90) & often & big,
        "days_excluded": (table["首购天数"] < 90) & often & big,
        "times_excluded": new & (table["成交次数"] > 3) & big,
        "amount_excluded": new & often & (table["成交金额"] > 200),
    }[how]
    return named(table, [one, second, three])


def with_third(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    """All right but the third condition."""
    one, two, _ = conditions(table, rich, absent)
    third = {
        "without_attitude": table["笔均"] <= 30,
        "any_amount": table["态度"] >= 4,
        "whole_amount": (table["态度"] >= 4) & (table["成交金额"] <= 30),
        "like_excluded": (table["态度"] > 4) & (table["笔均"] <= 30),
        "each_excluded": (table["态度"] >= 4) & (table["笔均"] < 30),
    }[how]
    return named(table, [one, two, third])


def last_wins(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """Of several kinds the last one."""
    return named(table, conditions(table, rich, absent), (2, 1, 0))


def new_before_absent(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """The second kind before the first."""
    return named(table, conditions(table, rich, absent), (1, 0, 2))


def names_swapped(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """The last two names exchanged."""
    one, two, three = conditions(table, rich, absent)
    names = [KINDS[0], KINDS[2], KINDS[1]]
    return table.assign(忠诚客户=np.select([one, two, three], names, default=NO_KIND))


def small_before_new(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """The third kind before the second."""
    return named(table, conditions(table, rich, absent), (0, 2, 1))


def by_masks(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """Right, mask by mask, the most urgent last."""
    table = customers.copy()
    table["忠诚客户"] = "其他"
    table.loc[(table["态度"] >= 4) & (table["笔均"] <= 30), "忠诚客户"] = "爱店的小客户"
    new = (table["首购天数"] <= 90) & (table["成交次数"] >= 3) & (table["成交金额"] >= 200)
    table.loc[new, "忠诚客户"] = "新来的常客"
    table.loc[(table["成交金额"] >= rich) & (table["距今天数"] > absent), "忠诚客户"] = (
        "久未来的大客户"
    )
    return table


def by_apply(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """Right, row by row."""

    def name(row: pd.Series) -> str:
        if row["成交金额"] >= rich and row["距今天数"] > absent:
            return "久未来的大客户"
        if row["首购天数"] <= 90 and row["成交次数"] >= 3 and row["成交金额"] >= 200:
            return "新来的常客"
        if row["态度"] >= 4 and row["笔均"] <= 30:
            return "爱店的小客户"
        return "其他"

    return customers.assign(忠诚客户=customers.apply(name, axis=1))


def by_query(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    """Right, with queries."""
    away = customers.query("成交金额 >= @rich and 距今天数 > @absent").index
    new = customers.query("首购天数 <= 90 and 成交次数 >= 3 and 成交金额 >= 200").index
    small = customers.query("态度 >= 4 and 笔均 <= 30").index
    words = pd.Series("其他", index=customers.index)
    for rows, word in ((small, "爱店的小客户"), (new, "新来的常客"), (away, "久未来的大客户")):
        words[rows] = word
    return customers.assign(忠诚客户=words)
