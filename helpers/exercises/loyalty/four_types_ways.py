"""Ways of sorting customers into the four types: the right ones, and what they become with a slip."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import TYPES, UNKNOWN
from helpers.exercises.loyalty.cases import OFTEN

Conditions = Sequence[Any]
SWAPPED = (TYPES[0], TYPES[2], TYPES[1], TYPES[3])


def cells(table: pd.DataFrame, like: float, often: float) -> Conditions:
    """The four conditions, attitude first."""
    a, n = table["态度"], table["成交次数"]
    return [
        (a >= like) & (n >= often),
        (a >= like) & (n < often),
        (a < like) & (n >= often),
        (a < like) & (n < often),
    ]


def typed(
    table: pd.DataFrame,
    conditions: Conditions,
    words: Sequence[str] = TYPES,
    otherwise: str = UNKNOWN,
) -> pd.DataFrame:
    """Name each row by the first condition that holds."""
    return table.assign(忠诚类型=np.select(list(conditions), list(words), default=otherwise))


def strict(table: pd.DataFrame, like: float, often: float, which: str) -> pd.DataFrame:
    """Those who are on a line counted as low: on the one of ``which``, or on both."""
    a, n = table["态度"], table["成交次数"]
    fond_, cold = (a > like, a <= like) if "态度" in which else (a >= like, a < like)
    often_ = n > often if "次数" in which else n >= often
    return typed(table, [fond_ & often_, fond_ & ~often_, cold & often_, cold & ~often_])


def with_gap(table: pd.DataFrame, like: float, often: float, which: str) -> pd.DataFrame:
    """Those who are on a line of ``which`` in no cell at all."""
    a, n = table["态度"], table["成交次数"]
    fond_ = a > like if "态度" in which else a >= like
    often_ = n > often if "次数" in which else n >= often
    cold, seldom = a < like, n < often
    return typed(table, [fond_ & often_, fond_ & seldom, cold & often_, cold & seldom])


def blank_is_low(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """Not high taken for low, blanks too."""
    fond_, often_ = table["态度"] >= like, table["成交次数"] >= often
    return typed(table, [fond_ & often_, fond_ & ~often_, ~fond_ & often_, ~fond_ & ~often_])


def either(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """“Or” in the first condition."""
    a, n = table["态度"], table["成交次数"]
    return typed(table, [(a >= like) | (n >= often), *cells(table, like, often)[1:]])


def or_everywhere(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """“Or” in all four conditions."""
    a, n = table["态度"], table["成交次数"]
    pairs = [(a >= like, n >= often), (a >= like, n < often), (a < like, n >= often)]
    return typed(table, [one | other for one, other in [*pairs, (a < like, n < often)]])


def attitude_only(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """What is done is left out."""
    a = table["态度"]
    return typed(table, [a >= like, a < like], [TYPES[0], TYPES[3]])


def behaviour_only(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """What is said is left out."""
    n = table["成交次数"]
    return typed(table, [n >= often, n < often], [TYPES[0], TYPES[3]])


def knows_only_like(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """The number of orders compared with a number written down."""
    return typed(table, cells(table, like, OFTEN))


def by_masks(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """Right, mask by mask."""
    table = customers.copy()
    a, n = table["态度"], table["成交次数"]
    table["忠诚类型"] = "态度未知"
    table.loc[(a >= like) & (n >= often), "忠诚类型"] = "绝对忠诚"
    table.loc[(a >= like) & (n < often), "忠诚类型"] = "潜在忠诚"
    table.loc[(a < like) & (n >= often), "忠诚类型"] = "惯性忠诚"
    table.loc[(a < like) & (n < often), "忠诚类型"] = "非忠诚"
    return table


def by_loop(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """Right, row by row."""
    words = []
    for row in customers.to_dict("records"):
        if pd.isna(row["态度"]):
            words.append("态度未知")
        elif row["态度"] >= like:
            words.append("绝对忠诚" if row["成交次数"] >= often else "潜在忠诚")
        else:
            words.append("惯性忠诚" if row["成交次数"] >= often else "非忠诚")
    return customers.assign(忠诚类型=words)


def by_two_words(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """Right, from two words put together."""
    names = {"高多": "绝对忠诚", "高少": "潜在忠诚", "低多": "惯性忠诚", "低少": "非忠诚"}
    attitude = np.where(customers["态度"] >= like, "高", "低")
    times = np.where(customers["成交次数"] >= often, "多", "少")
    words = pd.Series(attitude, index=customers.index) + times
    return customers.assign(忠诚类型=words.map(names).where(customers["态度"].notna(), "态度未知"))


def with_help(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    """Right, with two columns that helped left in the table."""
    table = customers.copy()
    table["态度高"] = np.where(table["态度"] >= like, "高", "低")
    table["买得多"] = np.where(table["成交次数"] >= often, "多", "少")
    names = {"高多": "绝对忠诚", "高少": "潜在忠诚", "低多": "惯性忠诚", "低少": "非忠诚"}
    table["忠诚类型"] = (table["态度高"] + table["买得多"]).map(names)
    table.loc[table["态度"].isna(), "忠诚类型"] = "态度未知"
    return table
