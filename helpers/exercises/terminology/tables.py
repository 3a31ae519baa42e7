"""Lesson 02's own tables, and builders of tiny ones with the same columns and types."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.shop.datasets import FOLDER

INQUIRIES, TRADES = "inquiries_28d.csv", "paid_trades.csv"
ROUNDS, REFUNDS = "reply_rounds.csv", "refunds_by_product.csv"
LAST = pd.Timestamp("2019-09-30")
DAYS = 28
OPENS, CLOSES = 8, 23
CAP, QUICK = 600, 180

Round = tuple[str, int, str, float | None]


# ── the lesson's own tables (shared: do not change) ──


@functools.cache
def inquiries() -> pd.DataFrame:
    """40 days of inquiries, one row per buyer and day."""
    return pd.read_csv(FOLDER / INQUIRIES, parse_dates=["日期"])


@functools.cache
def trades() -> pd.DataFrame:
    """September's orders, paid and unpaid."""
    return pd.read_csv(FOLDER / TRADES, parse_dates=["付款时间"], dtype={"订单编号": str})


@functools.cache
def rounds() -> pd.DataFrame:
    """September's rounds of question and reply, day and night."""
    return with_hour(pd.read_csv(FOLDER / ROUNDS, parse_dates=["提问时间"]))


@functools.cache
def refunds() -> pd.DataFrame:
    """September's sales and refunds, one row per product."""
    return pd.read_csv(FOLDER / REFUNDS)


def with_hour(rounds: pd.DataFrame) -> pd.DataFrame:
    """Rounds with the column 小时 (of the question, 0–23), as the lesson's first cell makes it."""
    return rounds.assign(小时=rounds["提问时间"].dt.hour)


def by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Conversations and their orders day by day, silent orders left out."""
    asked = table[table["咨询次数"] > 0]
    daily: pd.DataFrame = asked.groupby("日期", as_index=False)[["咨询次数", "下单数"]].sum()
    return daily


# ── tiny tables ──


def asked_table(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    """Inquiries from (month-day of 2019, 买家, 咨询次数, 下单数, 付款数)."""
    table = pd.DataFrame(rows, columns=["日期", "买家", "咨询次数", "下单数", "付款数"])
    return table.assign(日期=pd.to_datetime("2019-" + table["日期"]))


def daily_table(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """Days from (month-day of 2019, 咨询次数, 下单数)."""
    table = pd.DataFrame(rows, columns=["日期", "咨询次数", "下单数"])
    return table.assign(日期=pd.to_datetime("2019-" + table["日期"]))


def round_table(*rows: Round) -> pd.DataFrame:
    """Rounds from (会话编号, 轮次, time of 5 September, 等待秒数 or None); 轮次 0 is a robot's."""
    columns = ["会话编号", "轮次", "提问时间", "等待秒数"]
    table = pd.DataFrame(rows, columns=columns).astype({"等待秒数": "float64", "轮次": "int64"})
    table["提问时间"] = pd.to_datetime("2019-09-05 " + table["提问时间"])
    robot = table["轮次"] == 0
    table.insert(2, "客服", np.where(robot, "自动回复", "小栗"))
    return with_hour(table.assign(是否机器人=np.where(robot, "是", "否")))


def refund_table(*rows: tuple[str, Sequence[int], Sequence[int], Sequence[float]]) -> pd.DataFrame:
    """Products from (商品, pieces, sub-orders, yuan), each as (sold, refunded, refunded of earlier)."""
    names = ["售出件数", "退款件数", "前期退款件数"]
    names += ["付款子订单数", "退款子订单数", "前期退款子订单数", "销售额", "退款额", "前期退款额"]
    flat = [(title, *pieces, *orders, *map(float, yuan)) for title, pieces, orders, yuan in rows]
    return pd.DataFrame(flat, columns=["商品", *names])
