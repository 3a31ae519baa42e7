"""What lesson 00's answers are tried on: the first month, and two tiny ones for the chart."""

from __future__ import annotations

import functools

import pandas as pd

from helpers.exercises.model import Case
from helpers.shop.datasets import FOLDER

MONTH_DATASET = "first_month.csv"
BEST_DAY_DATASET = "best_day_orders.csv"


@functools.cache
def first_month() -> pd.DataFrame:
    """The lesson's own data (shared: do not change)."""
    return pd.read_csv(FOLDER / MONTH_DATASET)


@functools.cache
def best_day_orders() -> pd.DataFrame:
    """The orders of its best day (shared: do not change)."""
    return pd.read_csv(FOLDER / BEST_DAY_DATASET)


def month_cases() -> list[Case]:
    """The month alone, for values that are read from it."""
    return [Case("may", "五月的 31 天", {"month": first_month()})]


def best_day_cases() -> list[Case]:
    """The best day's orders alone."""
    return [Case("best_day", "这一天的 10 笔订单", {"orders": best_day_orders()})]


def _days(*rows: tuple[int, str, int, int, int, float]) -> pd.DataFrame:
    columns = ["几号", "星期", "咨询人数", "下单笔数", "付款笔数", "付款金额"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(0, "日期", [f"2019-05-{number:02d}" for number in table["几号"]])
    return table


def chart_cases() -> list[Case]:
    """Months to draw: the lesson's, three days, and nine days of which the last is the best."""
    three = _days(
        (1, "周三", 9, 7, 5, 250.0),
        (2, "周四", 4, 6, 3, 88.5),
        (3, "周五", 8, 4, 2, 410.0),
    )
    rows = [(number, "周六", 20 - number, 12 + number, 11, 60.0 + number) for number in range(1, 9)]
    nine = _days(*rows, (9, "周日", 2, 3, 1, 900.0))
    return [
        Case("may", "五月的 31 天", {"month": first_month()}),
        Case("three", "只有三天", {"month": three}),
        Case("nine", "第九天收得最多", {"month": nine}),
    ]
