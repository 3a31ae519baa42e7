"""The tables on which lesson 02's answers are tried: the shop's September, then tiny ones by hand."""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.analysis.terminology import counted_rounds, within_days
from helpers.exercises.model import Case
from helpers.exercises.terminology import tables
from helpers.exercises.terminology.tables import DAYS, LAST
from helpers.exercises.tiny import trade_table
from helpers.shop.random_terms import (
    random_inquiries,
    random_paid_trades,
    random_refunds,
    random_reply_rounds,
)


def recent_case(name: str, title: str, *rows: tuple[str, str, int, int, int]) -> Case:
    """A case of a function that takes inquiries cut to 28 days."""
    return Case(name, title, {"recent": tables.asked_table(*rows)})


def recent_cases() -> list[Case]:
    """The inquiries of 28 days, each trap of the conversion rate by itself."""
    return [
        Case(
            "september", "九月 28 天的咨询", {"recent": within_days(tables.inquiries(), LAST, DAYS)}
        ),
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
            "over_one",
            "订单比咨询还多",
            ("09-24", "小满", 1, 2, 2),
            ("09-25", "晓晓", 1, 1, 1),
        ),
        recent_case(
            "nobody_asked",
            "没有一个人咨询",
            ("09-20", "阿澈", 0, 1, 1),
            ("09-21", "团团", 0, 2, 1),
        ),
    ]


TRAPS = ("september", "twice", "several_orders", "silent", "unpaid", "over_one")


def trade_cases() -> list[Case]:
    """Orders, each trap of 客单价 by itself."""

    def case(name: str, title: str, *rows: tuple[str, str | None, str, float, int]) -> Case:
        return Case(name, title, {"trades": trade_table(*rows)})

    return [
        Case("september", "九月的订单", {"trades": tables.trades()}),
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
    return {"daily": tables.by_day(random_inquiries(rng))}


def random_trades(rng: np.random.Generator) -> dict[str, Any]:
    """Orders, paid and unpaid."""
    return {"trades": random_paid_trades(rng)}


def random_hours(rng: np.random.Generator) -> dict[str, Any]:
    """Rounds of day and night, and the hours of service."""
    opens, closes = [(8, 23), (8, 23), (9, 21)][int(rng.integers(3))]
    return {"rounds": tables.with_hour(random_reply_rounds(rng)), "opens": opens, "closes": closes}


def random_waits(rng: np.random.Generator) -> dict[str, Any]:
    """Counted rounds, and the cap in seconds."""
    table = counted_rounds(tables.with_hour(random_reply_rounds(rng)))
    return {"served": table, "cap": int(rng.choice([600, 600, 300]))}


def random_quick(rng: np.random.Generator) -> dict[str, Any]:
    """Counted rounds, and what counts as quick, in seconds."""
    table = counted_rounds(tables.with_hour(random_reply_rounds(rng)))
    return {"served": table, "seconds": int(rng.choice([180, 180, 60]))}


def random_products(rng: np.random.Generator) -> dict[str, Any]:
    """Sales and refunds of some products."""
    return {"refunds": random_refunds(rng)}
