"""Blanks that are counted, and an error that is read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.first_steps import mean_paid_amount, unpaid_orders
from helpers.analysis.states import CLOSED, PAID, WAITING_PAYMENT
from helpers.exercises.first_steps import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _blanks_by_rest(orders: pd.DataFrame) -> Any:
    return len(orders) - orders["付款时间"].count()


def _blanks_by_loop(orders: pd.DataFrame) -> int:
    number = 0
    for moment in orders["付款时间"]:
        if pd.isna(moment):
            number += 1
    return number


COUNT_UNPAID = Exercise(
    name="count_unpaid",
    title="几单没有付款",
    kind="function",
    answer="count_unpaid",
    asks="写函数 count_unpaid(orders)：付款时间是空白的订单有几单（一个整数）。",
    stub="def count_unpaid(orders):\n    ...\n    return number",
    reference=lambda orders: unpaid_orders(orders),
    cases=cases.order_cases,
    parts=(
        Part("全都付了款", 1, ("clear", "twice")),
        Part(
            "等待付款的和关闭的",
            3,
            ("opening_day", "unpaid", "closed_after_paying", "nobody_paid"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "waiting_only",
            "你数的是“等待买家付款”的订单：没付款就关闭的漏掉了。",
            "题目看的是状态，还是付款时间是不是空白？",
            lambda orders: int((orders["交易状态"] == WAITING_PAYMENT).sum()),
        ),
        Mistake(
            "counted_paid",
            "你数的是付了款的订单，正好数反了。",
            "isna 是“是空的”，notna 是“不是空的”，这一题要哪一个？",
            lambda orders: int(orders["付款时间"].notna().sum()),
        ),
        Mistake(
            "all_orders",
            "你数的是所有订单：一列 True/False 有多长，和里面有几个 True 是两回事。",
            "要数 True，后面该写 len，还是 .sum()？",
            lambda orders: len(orders),
        ),
        Mistake(
            "compared_with_text",
            "得到的总是 0：空白不能用 == 来找。",
            "找空白用 == 还是用 .isna()？",
            lambda orders: 0,
        ),
        Mistake(
            "share_unpaid",
            "你交的是没付款的占多少，不是有几单。",
            "一列 True/False，mean 得到占比，哪个方法得到个数？",
            lambda orders: float(orders["付款时间"].isna().mean()),
        ),
        Mistake(
            "waiting_or_closed",
            "你数的是“等待付款”和“关闭”两种状态：付过款又退掉的也是关闭。",
            "关闭的订单，付款时间一定是空白吗？",
            lambda orders: int(orders["交易状态"].isin([WAITING_PAYMENT, CLOSED]).sum()),
        ),
    ),
    styles=(_blanks_by_rest, _blanks_by_loop),
    hints=(
        "先取出“付款时间”这一列，后面写 .isna()，得到一列 True/False。",
        "True 当 1、False 当 0，再写 .sum()，就是有几个 True。",
        'number = orders["____"].____().sum()',
    ),
    random=cases.random_orders,
)


def _mean_by_ratio(orders: pd.DataFrame) -> float:
    paid = orders.dropna(subset=["付款时间"])
    return paid["订单金额"].sum() / len(paid) if len(paid) else float("nan")


def _mean_by_loc(orders: pd.DataFrame) -> Any:
    return orders.loc[~orders["付款时间"].isna(), "订单金额"].mean()


AVERAGE_PAID = Exercise(
    name="average_paid",
    title="读懂一条报错",
    kind="function",
    answer="average_paid",
    asks="小韩的程序停了下来。读报错，写出改好的 average_paid(orders)：付了款的订单平均多少元。",
    stub="def average_paid(orders):\n    ...\n    return average",
    reference=lambda orders: mean_paid_amount(orders),
    cases=cases.order_cases,
    parts=(
        Part("都付了款", 2, ("clear", "twice")),
        Part(
            "没付款的不算",
            2,
            ("opening_day", "unpaid", "closed_after_paying", "nobody_paid"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "all_orders",
            "没付款的订单也算进去了。",
            "改错的时候，挑出付了款的那一行还在不在？",
            lambda orders: float(orders["订单金额"].mean()),
        ),
        Mistake(
            "unpaid_only",
            "你平均的正好是没付款的订单。",
            "notna 和 isna，哪一个留下“不是空的”？",
            lambda orders: float(orders.loc[orders["付款时间"].isna(), "订单金额"].mean()),
        ),
        Mistake(
            "total_of_paid",
            "你交的是合计，不是平均。",
            "平均用 .sum() 还是 .mean()？",
            lambda orders: float(orders.loc[orders["付款时间"].notna(), "订单金额"].sum()),
        ),
        Mistake(
            "pieces",
            "你平均的是件数，不是钱。",
            "方括号里的列名，改成了哪一列？",
            lambda orders: float(orders.loc[orders["付款时间"].notna(), "商品件数"].mean()),
        ),
        Mistake(
            "median_of_paid",
            "你交的是中位数，不是平均数。",
            "平均数的方法叫什么？",
            lambda orders: float(orders.loc[orders["付款时间"].notna(), "订单金额"].median()),
        ),
        Mistake(
            "paid_over_all",
            "分子只有付了款的钱，分母却是所有订单。",
            "除以几单：付了款的，还是全部？",
            lambda orders: (
                float(orders.loc[orders["付款时间"].notna(), "订单金额"].sum()) / len(orders)
            ),
        ),
        Mistake(
            "waiting_to_ship",
            "你只留下了“买家已付款，等待卖家发货”：已经发货的也付过款。",
            "付没付款，看状态，还是看付款时间？",
            lambda orders: float(orders.loc[orders["交易状态"] == PAID, "订单金额"].mean()),
        ),
        Mistake(
            "not_waiting",
            "你只去掉了“等待买家付款”：没付款就关闭的还在里面。",
            "付没付款，看状态，还是看付款时间？",
            lambda orders: float(
                orders.loc[orders["交易状态"] != WAITING_PAYMENT, "订单金额"].mean()
            ),
        ),
    ),
    styles=(_mean_by_ratio, _mean_by_loc),
    hints=(
        "报错里说：第 3 行，找不到“定单金额”。拿它和表头一个字一个字地对。",
        "表头里是“订单金额”，订婚的订。改一个字就行，别的行照抄。",
        'paid = orders[orders["付款时间"].notna()]，average = paid["____"].mean()',
    ),
    random=cases.random_orders,
)
