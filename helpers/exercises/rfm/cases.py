"""The tables on which lesson 07's answers are tried: the members' orders, then tiny ones by hand.

Amounts of the tiny tables are multiples of a quarter yuan, so that sums and means are exact in
floating point: "more than the mean" has one answer.
"""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.rfm import add_class as reference_add_class
from helpers.analysis.rfm import add_levels as reference_add_levels
from helpers.analysis.rfm import class_names
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.model import Case
from helpers.shop.datasets import FOLDER
from helpers.shop.random_rfm import random_member_orders, random_rfm

ORDERS, CLASSES = "member_orders.csv", "member_classes.csv"
AS_OF = pd.Timestamp("2021-12-31")
KIND, BUDGET, PRICE = "重要保持", 600, 14
LEVEL_COLUMNS = ["客户", "R", "F", "M", "R级", "F级", "M级"]
Order = tuple[str, str | None, str, float]
Customer = tuple[str, int, int, float]


@functools.cache
def member_orders() -> pd.DataFrame:
    """The lesson's own orders (shared: do not change)."""
    return pd.read_csv(FOLDER / ORDERS, parse_dates=["付款日期"], dtype={"订单编号": str})


@functools.cache
def member_classes() -> pd.DataFrame:
    """The lesson's own customers with their classes (shared: do not change)."""
    return pd.read_csv(FOLDER / CLASSES)


# --- orders


def orders(*rows: Order) -> pd.DataFrame:
    """A table of orders from (客户, 付款日期 or None, 交易状态, 交易金额 in yuan)."""
    table = pd.DataFrame(rows, columns=["客户", "付款日期", "交易状态", "交易金额"])
    table["付款日期"] = pd.to_datetime(table["付款日期"].astype("str"), errors="coerce")
    table.insert(0, "订单编号", [f"482010{number:012d}" for number in range(1, len(rows) + 1)])
    return table


def orders_case(name: str, title: str, *rows: Order, as_of: str = "2021-12-31") -> Case:
    """A hand-made case of a function that takes orders and an analysis date."""
    return Case(name, title, {"trades": orders(*rows), "as_of": pd.Timestamp(as_of)})


def orders_cases() -> list[Case]:
    """The lesson's own orders, then each trap by itself."""
    return [
        Case("members", "会员的订单", {"trades": member_orders(), "as_of": AS_OF}),
        orders_case(
            "clear",
            "全部交易成功",
            ("小禾", "2021-12-20", SUCCESS, 30.0),
            ("阿满", "2021-08-15", SUCCESS, 45.25),
            ("小禾", "2021-10-05", SUCCESS, 25.5),
            ("豆豆", "2021-06-30", SUCCESS, 12.0),
            ("阿满", "2021-11-01", SUCCESS, 62.5),
            ("小禾", "2021-11-11", SUCCESS, 16.0),
        ),
        orders_case(
            "states",
            "后来又下了单，没有成功",
            ("小禾", "2021-09-01", SUCCESS, 30.0),
            ("小禾", "2021-12-24", CLOSED, 52.5),
            ("阿满", "2021-07-10", SUCCESS, 41.5),
            ("阿满", "2021-12-28", SHIPPED, 28.0),
            ("阿满", "2021-12-30", PAID, 19.0),
            ("豆豆", "2021-10-10", SUCCESS, 26.0),
            ("豆豆", None, WAITING_PAYMENT, 88.0),
        ),
        orders_case(
            "no_success",
            "有人一笔也没有成功",
            ("小禾", "2021-11-30", SUCCESS, 35.5),
            ("手滑", "2021-12-01", CLOSED, 60.0),
            ("手滑", "2021-12-02", CLOSED, 60.0),
            ("路过", None, WAITING_PAYMENT, 18.0),
        ),
        orders_case(
            "last_day",
            "分析日当天和前一天",
            ("小禾", "2021-12-31", SUCCESS, 22.0),
            ("阿满", "2021-12-30", SUCCESS, 18.5),
            ("豆豆", "2021-12-01", SUCCESS, 44.0),
            ("豆豆", "2021-12-31", SUCCESS, 31.0),
        ),
        orders_case(
            "later_orders",
            "分析日以后还有订单",
            ("小禾", "2021-05-31", SUCCESS, 40.0),
            ("小禾", "2021-07-01", SUCCESS, 55.0),
            ("阿满", "2021-06-29", SUCCESS, 33.5),
            ("阿满", "2021-11-11", SUCCESS, 72.0),
            ("新来的", "2021-10-01", SUCCESS, 26.5),
            as_of="2021-06-30",
        ),
        orders_case(
            "same_day",
            "一天下了两单",
            ("小禾", "2021-11-11", SUCCESS, 38.0),
            ("小禾", "2021-11-11", SUCCESS, 14.5),
            ("阿满", "2021-11-20", SUCCESS, 26.0),
            ("阿满", "2021-11-20", SUCCESS, 31.75),
            ("阿满", "2021-11-11", SUCCESS, 26.0),
        ),
    ]


TRAPS = ("members", "states", "no_success", "last_day", "later_orders", "same_day")


def random_orders(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: orders and an analysis date."""
    trades, as_of = random_member_orders(rng)
    return {"trades": trades, "as_of": as_of}


# --- customers


def rfm(*rows: Customer) -> pd.DataFrame:
    """A table of customers from (客户, R in days, F, M in yuan)."""
    return pd.DataFrame(rows, columns=["客户", "R", "F", "M"])


def rfm_case(name: str, title: str, *rows: Customer) -> Case:
    """A hand-made case of a function that takes customers."""
    return Case(name, title, {"rfm": rfm(*rows)})


def lesson_rfm_case() -> Case:
    """The members with a successful trade."""
    return Case("members", "会员的 R、F、M", {"rfm": member_classes()[["客户", "R", "F", "M"]]})


def rfm_cases() -> list[Case]:
    """The lesson's own customers, then each bound of the rule by itself."""
    return [
        lesson_rfm_case(),
        rfm_case(
            "clear",
            "没有人正好等于平均数",
            ("小禾", 10, 9, 250.0),
            ("阿满", 40, 1, 300.0),
            ("豆豆", 90, 8, 290.0),
            ("柳叶", 100, 2, 340.0),
            ("茉莉", 30, 7, 40.5),
            ("阿岚", 20, 1, 12.5),
            ("邻居", 110, 6, 60.0),
            ("小包", 80, 1, 9.0),
            ("晓雯", 15, 8, 260.0),
        ),
        *_at_the_mean(),
        rfm_case(
            "whale",
            "一位大买家把平均数拉高了",
            ("大户", 15, 30, 3000.0),
            ("小禾", 25, 4, 120.0),
            ("阿满", 35, 3, 90.0),
            ("豆豆", 300, 1, 20.0),
            ("柳叶", 410, 2, 30.0),
        ),
        rfm_case(
            "away",
            "花得多的人，多半走远了",
            ("小禾", 10, 9, 400.0),
            ("阿满", 700, 8, 300.0),
            ("豆豆", 650, 9, 320.0),
            ("柳叶", 600, 1, 350.0),
            ("茉莉", 720, 2, 310.0),
            ("阿岚", 690, 1, 330.0),
            ("邻居", 5, 1, 10.0),
            ("小包", 8, 1, 12.0),
            ("晓雯", 12, 1, 14.0),
        ),
        rfm_case(
            "all_the_same",
            "三个人一模一样",
            ("小禾", 50, 2, 60.0),
            ("阿满", 50, 2, 60.0),
            ("豆豆", 50, 2, 60.0),
        ),
    ]


def _at_the_mean() -> list[Case]:
    """Somebody whose R, F or M is just the mean."""
    return [
        rfm_case(
            "r_at_mean",
            "有人的 R 正好等于平均数",
            ("小禾", 100, 6, 200.0),
            ("阿满", 200, 1, 20.0),
            ("豆豆", 300, 2, 38.0),
            ("柳叶", 200, 7, 246.0),
        ),
        rfm_case(
            "f_at_mean",
            "有人的 F 正好等于平均数",
            ("小禾", 20, 5, 160.0),
            ("阿满", 30, 3, 150.0),
            ("豆豆", 600, 1, 18.0),
            ("柳叶", 10, 3, 170.0),
            ("茉莉", 500, 3, 22.0),
        ),
        rfm_case(
            "m_at_mean",
            "有人的 M 正好等于平均数",
            ("小禾", 20, 6, 150.0),
            ("阿满", 30, 7, 100.0),
            ("豆豆", 400, 1, 50.0),
            ("柳叶", 500, 2, 100.0),
        ),
    ]


RFM_TRAPS = ("members", "r_at_mean", "f_at_mean", "m_at_mean", "whale", "away", "all_the_same")


def random_customers(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: customers."""
    return {"rfm": random_rfm(rng)}


# --- levels and classes


def classes(*rows: tuple[str, int, int, float, str]) -> pd.DataFrame:
    """A table of customers from (客户, R in days, F, M in yuan, 类别), their levels from the class."""
    table = pd.DataFrame(rows, columns=["客户", "R", "F", "M", "类别"])
    words = table["类别"].map(class_names().set_index("类别")["代码"])
    for place, column in enumerate(LEVEL_COLUMNS[4:]):
        table[column] = words.str[place]
    return table[[*LEVEL_COLUMNS, "类别"]]


def classes_case(name: str, title: str, *rows: tuple[str, int, int, float, str]) -> Case:
    """A hand-made case of a function that takes customers with their class."""
    return Case(name, title, {"classes": classes(*rows)})


def lesson_classes_case() -> Case:
    """The members with their classes."""
    return Case("members", "会员的八类", {"classes": member_classes()})


def random_levels(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: customers with levels, and the names of the classes."""
    return {"levels": reference_add_levels(random_rfm(rng)), "names": class_names()}


def random_classes(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: customers with their class."""
    table = reference_add_class(reference_add_levels(random_rfm(rng)))
    return {"classes": table.drop(columns="代码")}
