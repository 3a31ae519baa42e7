"""Satisfaction and loyalty (course task 7).

The tables:

* ``survey``: one row per answer. 答卷日期 (day), 客户, 期望值 and 感知值 (points of one scale, 0–100 in
  the lesson), 认可 and 推荐 (1–5, more is fonder), 换店 (1–5, asked the other way round).
* ``behaviour``: one row per customer. 客户, 首次购买 and 最近购买 (days, blank: never), 成交次数
  (successful orders, whole number), 成交金额 (yuan).
* ``customers``: the two joined by ``join_survey``, one row per customer who is known to the shop.

Missing values: a blank answer is no answer. It makes 满意度 missing, is left out of the mean that is
the attitude, and a customer without any attitude belongs to none of the four types. Row order and
index do not matter (results keep the order of the rows that came in); a table without rows gives a
table without rows, or nan. All functions raise ``WorkbookError`` for a missing column, for text where
numbers belong and for days that are none.

The course gives the difference, the four types, the five ways to raise loyalty and the three kinds of loyal
customer in words only. Every number here is a parameter of this book (本书补充), and so are attitude as the mean of
the answered items and how the three kinds are measured.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analysis.tables import cents, ratio, require_columns, require_times
from helpers.errors import WorkbookError

TYPES = ("绝对忠诚", "潜在忠诚", "惯性忠诚", "非忠诚")
UNKNOWN = "态度未知"
KINDS = ("久未来的大客户", "新来的常客", "爱店的小客户")
NO_KIND = "其他"
FEELINGS = ("高于期望", "等于期望", "低于期望")


# --- 满意度 satisfaction, and attitude


def with_satisfaction(survey: pd.DataFrame) -> pd.DataFrame:
    """Add 满意度 = 感知值 − 期望值 (course task 7: a minus); missing where either is blank."""
    require_columns(survey, ["期望值", "感知值"], numeric=["期望值", "感知值"])
    expected, perceived = (pd.to_numeric(survey[name]) for name in ("期望值", "感知值"))
    return survey.assign(满意度=perceived - expected)


def feelings(satisfaction: pd.Series[float]) -> pd.Series[str]:
    """满意度 in words, one of ``FEELINGS``; missing stays missing."""
    numbers = pd.to_numeric(satisfaction)
    words = _first_that_holds([numbers > 0, numbers == 0, numbers < 0], FEELINGS, "")
    return pd.Series(words, index=satisfaction.index, dtype="str").replace("", None)


def attitude_scores(
    survey: pd.DataFrame,
    items: Sequence[str] = ("认可", "推荐"),
    reversed_items: Sequence[str] = ("换店",),
    low: float = 1,
    high: float = 5,
) -> pd.DataFrame:
    """Attitude = mean of the items that were answered, items asked the other way round turned first.

    Args:
        survey: One row per answer.
        items: Columns in which more is fonder.
        reversed_items: Columns in which more is less fond: x becomes ``low + high - x``.
        low: The smallest possible answer.
        high: The largest possible answer.

    Returns:
        Columns 客户, 态度 (missing where nothing was answered); the rows and index of ``survey``.

    Raises:
        WorkbookError: an answer outside ``low``–``high``, or the table is unfit.
    """
    columns = [*items, *reversed_items]
    require_columns(survey, ["客户", *columns], numeric=columns)
    answers = survey[columns].astype("float64")
    outside = ((answers < low) | (answers > high)).any()
    if outside.any():
        name = outside[outside].index[0]
        raise WorkbookError(f"“{name}”列里有 {low}–{high} 以外的回答。请先检查这一列再计算。")
    answers[list(reversed_items)] = low + high - answers[list(reversed_items)]
    return survey[["客户"]].assign(态度=answers.mean(axis=1))


def last_answers(survey: pd.DataFrame) -> pd.DataFrame:
    """Each customer's latest answer by 答卷日期; of two on one day the lower row."""
    require_columns(survey, ["客户", "答卷日期"])
    require_times(survey, ["答卷日期"])
    ordered = survey.sort_values("答卷日期", kind="stable")
    return ordered.drop_duplicates("客户", keep="last")


# --- 两张表 two tables


def join_survey(
    behaviour: pd.DataFrame, survey: pd.DataFrame, as_of: str | pd.Timestamp
) -> pd.DataFrame:
    """Everybody in ``behaviour``, with the latest answer where there is one.

    Returns:
        The columns of ``behaviour``, then 满意度, 态度, 首购天数 and 距今天数 (whole days from the first and
        the latest purchase to ``as_of``), 笔均 (yuan per order); missing where unknown. Who
        answered without being in ``behaviour`` drops out.
    """
    money = ["成交次数", "成交金额"]
    require_columns(behaviour, ["客户", "首次购买", "最近购买", *money], numeric=money)
    require_times(behaviour, ["首次购买", "最近购买"])
    last = with_satisfaction(last_answers(survey))
    last = last[["客户", "满意度"]].assign(态度=attitude_scores(last)["态度"])
    table = behaviour.merge(last, on="客户", how="left")
    day = pd.Timestamp(as_of).normalize()
    for column, new in (("首次购买", "首购天数"), ("最近购买", "距今天数")):
        table[new] = (day - pd.to_datetime(table[column]).dt.normalize()).dt.days
    orders = table["成交次数"].astype("float64")
    return table.assign(笔均=table["成交金额"].astype("float64") / orders.where(orders > 0))


def answered_amount(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    """What the customers who answered spent (yuan), each counted once however often he answered."""
    require_columns(survey, ["客户"])
    require_columns(behaviour, ["客户", "成交金额"], numeric=["成交金额"])
    answered = behaviour["客户"].isin(survey["客户"].dropna())
    return float(cents(behaviour.loc[answered, "成交金额"]).sum()) / 100


# --- 行为 behaviour


def repurchase_rate(behaviour: pd.DataFrame, times: int = 2) -> float:
    """复购率: customers with at least ``times`` successful orders ÷ customers with at least one.

    A fraction; nan where nobody has a successful order.
    """
    require_columns(behaviour, ["成交次数"], numeric=["成交次数"])
    orders = behaviour["成交次数"]
    return ratio((orders >= times).sum(), (orders >= 1).sum())


def purchase_intervals(behaviour: pd.DataFrame) -> pd.Series[float]:
    """Mean days between a customer's purchases: (last − first) ÷ (orders − 1); missing below two."""
    require_columns(behaviour, ["首次购买", "最近购买", "成交次数"], numeric=["成交次数"])
    require_times(behaviour, ["首次购买", "最近购买"])
    gaps = pd.to_numeric(behaviour["成交次数"]).astype("float64") - 1
    span = pd.to_datetime(behaviour["最近购买"]) - pd.to_datetime(behaviour["首次购买"])
    days = span.dt.days.astype("float64") / gaps.where(gaps > 0)
    return days.rename("平均间隔天数")


# --- 四种忠诚 four types


def loyalty_types(customers: pd.DataFrame, like: float = 4, often: float = 4) -> pd.DataFrame:
    """Add 忠诚类型: attitude × behaviour (course task 7; the two cut-offs are 本书补充).

    Attitude is high from ``like`` on, behaviour from ``often`` successful orders on (both included):
    high/high 绝对忠诚, high/low 潜在忠诚, low/high 惯性忠诚, low/low 非忠诚, no attitude 态度未知.
    """
    require_columns(customers, ["态度", "成交次数"], numeric=["态度", "成交次数"])
    attitude, orders = (pd.to_numeric(customers[name]) for name in ("态度", "成交次数"))
    fond, cold, regular = attitude >= like, attitude < like, orders >= often
    cells = [fond & regular, fond & ~regular, cold & regular, cold & ~regular]
    return customers.assign(忠诚类型=_first_that_holds(cells, TYPES, UNKNOWN))


def type_summary(customers: pd.DataFrame, like: float = 4, often: float = 4) -> pd.DataFrame:
    """How many customers of each type there are and what they spend.

    Returns:
        Columns 忠诚类型 (the four and 态度未知, always all five), 客户数, 成交金额 (yuan), 金额占比
        (fraction of all; missing where nobody spent anything).
    """
    require_columns(customers, ["成交金额"], numeric=["成交金额"])
    typed = loyalty_types(customers, like, often)
    work = typed[["忠诚类型"]].assign(cents=cents(typed["成交金额"]))
    grouped = work.groupby("忠诚类型")["cents"]
    table = pd.DataFrame({"客户数": grouped.size(), "成交金额": grouped.sum()})
    table = table.reindex([*TYPES, UNKNOWN], fill_value=0).rename_axis("忠诚类型").reset_index()
    table = table.astype({"客户数": "int64", "成交金额": "float64"})
    total = table["成交金额"].sum()
    table["金额占比"] = table["成交金额"] / (total if total else np.nan)
    return table.assign(成交金额=table["成交金额"] / 100)


def feeling_shares(answered: pd.DataFrame) -> pd.DataFrame:
    """Within each type, the shares of those whose expectation was beaten, met or missed.

    Args:
        answered: Needs the columns 忠诚类型 and 感受 (see ``feelings``); blank ones are left out.

    Returns:
        Index 忠诚类型, one column per 感受 that occurs; each row adds up to 1.
    """
    require_columns(answered, ["忠诚类型", "感受"])
    return pd.crosstab(answered["忠诚类型"], answered["感受"], normalize="index")


# --- 三种忠诚客户 three kinds of loyal customer


def loyal_kinds(
    customers: pd.DataFrame,
    rich: float = 500,
    absent: float = 180,
    new: float = 90,
    repeat: int = 3,
    big: float = 200,
    like: float = 4,
    small: float = 30,
) -> pd.DataFrame:
    """Add 忠诚客户: the course's three kinds, measured by this book's parameters.

    久未来的大客户: 成交金额 ≥ ``rich`` and 距今天数 > ``absent``. 新来的常客: 首购天数 ≤ ``new``, 成交次数 ≥ ``repeat``
    and 成交金额 ≥ ``big``. 爱店的小客户: 态度 ≥ ``like`` and 笔均 ≤ ``small``. Who fits several is given the
    first of them in this order (the most urgent), who fits none 其他. A blank fits nothing.
    """
    columns = ["态度", "成交次数", "成交金额", "距今天数", "首购天数", "笔均"]
    require_columns(customers, columns, numeric=columns)
    table = customers[columns].astype("float64")
    amount = table["成交金额"].mul(100).round()
    kinds = [
        (amount >= round(rich * 100)) & (table["距今天数"] > absent),
        (table["首购天数"] <= new) & (table["成交次数"] >= repeat) & (amount >= round(big * 100)),
        (table["态度"] >= like) & (table["笔均"] <= small),
    ]
    return customers.assign(忠诚客户=_first_that_holds(kinds, KINDS, NO_KIND))


def _first_that_holds(
    conditions: Sequence[pd.Series[bool]], words: Sequence[str], otherwise: str
) -> pd.Series[str]:
    """For each row the word of the first condition that is True."""
    plain = [condition.to_numpy(dtype=bool) for condition in conditions]
    found = np.select(plain, list(words), default=otherwise)
    return pd.Series(found, index=conditions[0].index, dtype="str")
