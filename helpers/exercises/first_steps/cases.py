"""The tables on which lesson 01's answers are tried: the opening day, then tiny ones by hand."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.model import Case
from helpers.exercises.tiny import trade_table
from helpers.shop.datasets import FOLDER
from helpers.shop.random_terms import random_paid_trades

DATASET = "first_day.csv"
MIN_AMOUNT = 30
Row = tuple[str, str | None, str, float, int]


@functools.cache
def opening_day() -> pd.DataFrame:
    """The lesson's own data (shared: do not change)."""
    return pd.read_csv(FOLDER / DATASET, parse_dates=["付款时间"], dtype={"订单编号": str})


def case(name: str, title: str, *rows: Row) -> Case:
    """A hand-made case of a function that takes orders."""
    return Case(name, title, {"orders": trade_table(*rows)})


def order_cases() -> list[Case]:
    """Orders: each trap by itself."""
    return [
        Case("opening_day", "开店第一天的订单", {"orders": opening_day()}),
        case(
            "clear",
            "三个人各买一单",
            ("阿青", "03", SHIPPED, 20.5, 1),
            ("晓晓", "04", SHIPPED, 30.0, 1),
            ("老韩", "04", PAID, 50.0, 4),
        ),
        case(
            "twice",
            "同一个人买了两次",
            ("阿青", "05", SHIPPED, 25.0, 1),
            ("阿青", "06", PAID, 40.0, 2),
            ("晓晓", "06", SUCCESS, 20.0, 1),
            ("老韩", "07", SHIPPED, 15.0, 6),
        ),
        case(
            "unpaid",
            "有几单没有付款",
            ("阿青", "08", SHIPPED, 30.5, 2),
            ("晓晓", None, WAITING_PAYMENT, 66.0, 5),
            ("晓晓", "09", PAID, 20.0, 3),
            ("阿澈", None, CLOSED, 44.0, 4),
            ("老韩", None, WAITING_PAYMENT, 12.0, 1),
        ),
        case(
            "closed_after_paying",
            "付款以后又退了",
            ("阿青", "10", SHIPPED, 18.0, 3),
            ("阿澈", "11", CLOSED, 60.0, 4),
            ("老韩", None, CLOSED, 22.0, 1),
        ),
        case(
            "nobody_paid",
            "一单也没有付款",
            ("晓晓", None, WAITING_PAYMENT, 66.0, 5),
            ("阿澈", None, CLOSED, 44.0, 4),
        ),
    ]


TRAPS = ("opening_day", "twice", "unpaid", "closed_after_paying", "nobody_paid")


def reminder_cases() -> list[Case]:
    """Orders and the least amount for which a reminder is sent."""

    def one(name: str, title: str, amount: int, *rows: Row) -> Case:
        return Case(name, title, {"orders": trade_table(*rows), "amount": amount})

    return [
        Case("opening_day", "开店第一天的订单", {"orders": opening_day(), "amount": MIN_AMOUNT}),
        one(
            "clear",
            "大单小单各一笔没付款",
            30,
            ("阿青", "08", SHIPPED, 80.0, 2),
            ("晓晓", None, WAITING_PAYMENT, 66.0, 5),
            ("老韩", None, WAITING_PAYMENT, 12.0, 1),
            ("阿木", "09", SHIPPED, 15.0, 1),
        ),
        one(
            "exactly",
            "正好 30 元",
            30,
            ("阿青", None, WAITING_PAYMENT, 30.0, 2),
            ("晓晓", None, WAITING_PAYMENT, 29.9, 5),
            ("老韩", None, WAITING_PAYMENT, 30.1, 1),
        ),
        one(
            "closed",
            "关闭的订单也没有付款",
            30,
            ("阿澈", None, CLOSED, 88.0, 4),
            ("晓晓", None, WAITING_PAYMENT, 45.0, 1),
            ("阿青", "09", PAID, 55.0, 2),
        ),
        one(
            "other_amount",
            "换成 50 元",
            50,
            ("阿青", None, WAITING_PAYMENT, 49.0, 2),
            ("晓晓", None, WAITING_PAYMENT, 51.0, 5),
            ("老韩", "10", SHIPPED, 90.0, 1),
        ),
        one(
            "nobody",
            "不用提醒谁",
            30,
            ("阿青", "10", SHIPPED, 40.0, 2),
            ("晓晓", None, WAITING_PAYMENT, 9.9, 1),
        ),
    ]


def random_orders(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: orders, paid and unpaid."""
    return {"orders": random_paid_trades(rng)}


def random_reminder(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: orders, and the least amount."""
    return {"orders": random_paid_trades(rng), "amount": int(rng.choice([30, 30, 50, 20]))}
