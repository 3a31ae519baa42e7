"""The tables on which lesson 02's answers are tried: the shop's September, then tiny ones by hand.

All tiny tables have the columns and types of the files in datasets/.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.old_customers import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.model import Case
from helpers.shop.random_tables import (
    random_inquiries,
    random_paid_trades,
    random_refunds,
    random_reply_rounds,
)

INQUIRIES, TRADES = "inquiries_28d.csv", "paid_trades.csv"
ROUNDS, REFUNDS = "reply_rounds.csv", "refunds_by_product.csv"
LAST = pd.Timestamp("2019-09-30")
DAYS = 28
OPENS, CLOSES = 8, 23
CAP, QUICK = 600, 180

_FOLDER = Path(__file__).resolve().parents[3] / "datasets"


# ── the lesson's own tables (shared: do not change) ──


@functools.cache
def inquiries() -> pd.DataFrame:
    """40 days of inquiries, one row per buyer and day."""
    return pd.read_csv(_FOLDER / INQUIRIES, parse_dates=["日期"])


@functools.cache
def trades() -> pd.DataFrame:
    """September's orders, paid and unpaid."""
    return pd.read_csv(_FOLDER / TRADES, parse_dates=["付款时间"], dtype={"订单编号": str})


@functools.cache
def rounds() -> pd.DataFrame:
    """September's rounds of question and reply, day and night."""
    return pd.read_csv(_FOLDER / ROUNDS, parse_dates=["提问时间"])


@functools.cache
def refunds() -> pd.DataFrame:
    """September's sales and refunds, one row per product."""
    return pd.read_csv(_FOLDER / REFUNDS)


def within_days(table: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
    """The rows of the ``days`` days that end with the day ``last`` (it counts)."""
    first = last - pd.Timedelta(days=days - 1)
    return table[table["日期"].between(first, last)]


def within_hours(table: pd.DataFrame, opens: int, closes: int) -> pd.DataFrame:
    """The rounds asked from ``opens`` o'clock on and before ``closes`` o'clock."""
    hour = table["提问时间"].dt.hour
    return table[(hour >= opens) & (hour < closes)]


def by_day(table: pd.DataFrame) -> pd.DataFrame:
    """Conversations and their orders day by day, silent orders left out."""
    asked = table[table["咨询次数"] > 0]
    return asked.groupby("日期", as_index=False)[["咨询次数", "下单数"]].sum()


# ── tiny tables ──


def asked_table(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    """Inquiries from (month-day of 2019, 买家, 咨询次数, 下单数, 付款数)."""
    table = pd.DataFrame(rows, columns=["日期", "买家", "咨询次数", "下单数", "付款数"])
    return table.assign(日期=pd.to_datetime("2019-" + table["日期"]))


def daily_table(*rows: tuple[str, int, int]) -> pd.DataFrame:
    """Days from (month-day of 2019, 咨询次数, 下单数)."""
    table = pd.DataFrame(rows, columns=["日期", "咨询次数", "下单数"])
    return table.assign(日期=pd.to_datetime("2019-" + table["日期"]))


def trade_table(*rows: tuple[str, str | None, str, float, int]) -> pd.DataFrame:
    """Orders from (买家, day of September on which it was paid or None, 交易状态, 订单金额, 商品件数)."""
    table = pd.DataFrame(rows, columns=["买家", "付款时间", "交易状态", "订单金额", "商品件数"])
    times = [pd.Timestamp(f"2019-09-{day} 10:20") if day else pd.NaT for day in table["付款时间"]]
    table["付款时间"] = pd.Series(times, dtype="datetime64[us]")
    table.insert(0, "订单编号", [f"482010{number:012d}" for number in range(1, len(rows) + 1)])
    return table


def round_table(*rows: tuple[str, int, str, float | None, str]) -> pd.DataFrame:
    """Rounds from (会话编号, 轮次, time of 5 September, 等待秒数 or None, 是否机器人)."""
    columns = ["会话编号", "轮次", "提问时间", "等待秒数", "是否机器人"]
    table = pd.DataFrame(rows, columns=columns).astype({"等待秒数": "float64"})
    table["提问时间"] = pd.to_datetime("2019-09-05 " + table["提问时间"])
    nicks = np.where(table["是否机器人"] == "是", "自动回复", "小栗")
    table.insert(2, "客服", nicks)
    return table


def refund_table(*rows: tuple[str, Sequence[int], Sequence[int], Sequence[float]]) -> pd.DataFrame:
    """Products from (商品, pieces, sub-orders, yuan), each as (sold, refunded, refunded of earlier)."""
    names = ["售出件数", "退款件数", "前期退款件数"]
    names += ["付款子订单数", "退款子订单数", "前期退款子订单数", "销售额", "退款额", "前期退款额"]
    flat = [(title, *pieces, *orders, *map(float, yuan)) for title, pieces, orders, yuan in rows]
    return pd.DataFrame(flat, columns=["商品", *names])


# ── cases that several exercises share ──


def recent_case(name: str, title: str, *rows: tuple[str, str, int, int, int]) -> Case:
    """A case of a function that takes inquiries cut to 28 days."""
    return Case(name, title, {"recent": asked_table(*rows)})


def recent_cases() -> list[Case]:
    """The inquiries of 28 days, each trap of the conversion rate by itself."""
    return [
        Case("september", "九月 28 天的咨询", {"recent": within_days(inquiries(), LAST, DAYS)}),
        recent_case(
            "clear",
            "三个人各问一次",
            ("09-05", "小满", 1, 1, 1),
            ("09-05", "晓晓", 1, 0, 0),
            ("09-06", "老韩", 1, 0, 0),
        ),
        recent_case(
            "twice",
            "同一个人来了两天",
            ("09-05", "小满", 1, 1, 1),
            ("09-05", "晓晓", 1, 0, 0),
            ("09-08", "小满", 1, 1, 1),
            ("09-09", "老韩", 1, 0, 0),
        ),
        recent_case(
            "several_orders",
            "一个人问几次、下几单",
            ("09-10", "小满", 3, 1, 1),
            ("09-10", "晓晓", 1, 4, 4),
            ("09-11", "老韩", 2, 0, 0),
        ),
        recent_case(
            "silent",
            "有人没问就下单",
            ("09-12", "小满", 1, 1, 1),
            ("09-12", "阿澈", 0, 1, 1),
            ("09-13", "晓晓", 1, 0, 0),
            ("09-15", "晓晓", 0, 2, 2),
            ("09-16", "老韩", 1, 0, 0),
        ),
        recent_case(
            "unpaid",
            "下了单没付款",
            ("09-18", "小满", 1, 1, 1),
            ("09-18", "晓晓", 1, 1, 0),
            ("09-19", "老韩", 1, 0, 0),
        ),
        recent_case(
            "nobody_asked",
            "没有一个人咨询",
            ("09-20", "阿澈", 0, 1, 1),
            ("09-21", "团团", 0, 2, 1),
        ),
    ]


TRAPS = ("september", "twice", "several_orders", "silent", "unpaid")


def trade_cases() -> list[Case]:
    """Orders, each trap of 客单价 by itself."""

    def case(name: str, title: str, *rows: tuple[str, str | None, str, float, int]) -> Case:
        return Case(name, title, {"trades": trade_table(*rows)})

    return [
        Case("september", "九月的订单", {"trades": trades()}),
        case(
            "clear",
            "三个人各买一单",
            ("小满", "03", SUCCESS, 20.0, 1),
            ("晓晓", "04", SUCCESS, 30.0, 1),
            ("老韩", "04", SUCCESS, 50.0, 2),
        ),
        case(
            "twice",
            "同一个人买了两次",
            ("小满", "05", SUCCESS, 25.0, 1),
            ("小满", "19", SUCCESS, 40.0, 2),
            ("晓晓", "06", SUCCESS, 20.0, 1),
            ("老韩", "07", SHIPPED, 15.0, 3),
        ),
        case(
            "unpaid",
            "有几单没有付款",
            ("小满", "08", SUCCESS, 30.0, 2),
            ("晓晓", None, WAITING_PAYMENT, 66.0, 5),
            ("晓晓", "09", SUCCESS, 20.0, 3),
            ("阿澈", None, CLOSED, 44.0, 4),
            ("老韩", "09", PAID, 50.0, 2),
        ),
        case(
            "refunded",
            "付款以后全额退款",
            ("小满", "10", SUCCESS, 18.0, 3),
            ("阿澈", "11", CLOSED, 60.0, 4),
            ("老韩", "12", SUCCESS, 22.0, 1),
        ),
        case(
            "nobody_paid",
            "一单也没有付款",
            ("晓晓", None, WAITING_PAYMENT, 66.0, 5),
            ("阿澈", None, CLOSED, 44.0, 4),
        ),
    ]


PAID_TRAPS = ("september", "twice", "unpaid", "refunded")


# ── random arguments ──


def random_window(rng: np.random.Generator) -> dict[str, Any]:
    """Inquiries, an analysis date and a number of days."""
    days = int(rng.choice([28, 28, 14, 7]))
    return {"inquiries": random_inquiries(rng), "last": LAST, "days": days}


def random_recent(rng: np.random.Generator) -> dict[str, Any]:
    """Inquiries of 28 days."""
    return {"recent": within_days(random_inquiries(rng), LAST, DAYS)}


def random_daily(rng: np.random.Generator) -> dict[str, Any]:
    """Inquiries and orders day by day."""
    return {"daily": by_day(random_inquiries(rng))}


def random_trades(rng: np.random.Generator) -> dict[str, Any]:
    """Orders, paid and unpaid."""
    return {"trades": random_paid_trades(rng)}


def random_hours(rng: np.random.Generator) -> dict[str, Any]:
    """Rounds of day and night, and the hours of service."""
    opens, closes = [(8, 23), (8, 23), (9, 21)][int(rng.integers(3))]
    return {"rounds": random_reply_rounds(rng), "opens": opens, "closes": closes}


def random_waits(rng: np.random.Generator) -> dict[str, Any]:
    """Rounds within the hours of service, and the cap in seconds."""
    table = within_hours(random_reply_rounds(rng), OPENS, CLOSES)
    return {"rounds": table, "cap": int(rng.choice([600, 600, 300]))}


def random_quick(rng: np.random.Generator) -> dict[str, Any]:
    """Rounds within the hours of service, and what counts as quick, in seconds."""
    table = within_hours(random_reply_rounds(rng), OPENS, CLOSES)
    return {"rounds": table, "seconds": int(rng.choice([180, 180, 60]))}


def random_products(rng: np.random.Generator) -> dict[str, Any]:
    """Sales and refunds of some products."""
    return {"refunds": random_refunds(rng)}
