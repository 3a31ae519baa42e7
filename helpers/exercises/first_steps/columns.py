"""One column, one number: how many people, how much money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.first_steps import distinct_buyers
from helpers.analysis.first_steps import total_amount as reference_total_amount
from helpers.analysis.states import CLOSED
from helpers.checking.calls import Outcome
from helpers.exercises.first_steps import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _people_by_set(orders: pd.DataFrame) -> int:
    return len(set(orders["买家"]))


def _people_by_dropping(orders: pd.DataFrame) -> int:
    return orders.drop_duplicates("买家").shape[0]


COUNT_BUYERS = Exercise(
    name="count_buyers",
    title="一共来了几位买家",
    kind="function",
    answer="count_buyers",
    asks="写函数 count_buyers(orders)：表里有几位不同的买家（一个整数）。",
    stub="def count_buyers(orders):\n    ...\n    return number",
    reference=lambda orders: distinct_buyers(orders),
    cases=cases.order_cases,
    parts=(
        Part("每人一单", 1, ("clear",)),
        Part("同一个人买了几次", 2, cases.TRAPS, random=True),
    ),
    mistakes=(
        Mistake(
            "counted_orders",
            "你数的是订单：同一个人买了两次，被数了两次。",
            "要数不同的人，用 len，还是用 .nunique()？",
            lambda orders: len(orders),
        ),
        Mistake(
            "summed_pieces",
            "你加的是商品件数，不是人。",
            "方括号里取的是哪一列？",
            lambda orders: int(orders["商品件数"].sum()),
        ),
        Mistake(
            "distinct_states",
            "你数的是有几种交易状态。",
            "要数的是人，方括号里该写哪一列？",
            lambda orders: int(orders["交易状态"].nunique()),
        ),
        Mistake(
            "counted_columns",
            "你数的是表有几列。",
            "人写在哪一列里？",
            lambda orders: orders.shape[1],
        ),
        Mistake(
            "paying_buyers",
            "没付款的买家没有数进去：题目问的是所有来下单的人。",
            "这一题要先筛选吗？",
            lambda orders: int(orders.loc[orders["付款时间"].notna(), "买家"].nunique()),
        ),
    ),
    styles=(_people_by_set, _people_by_dropping),
    hints=(
        '先取出一列：orders["买家"]。',
        "一列后面写 .nunique()，得到有几个不同的值。",
        'number = orders["____"].____()',
    ),
    random=cases.random_orders,
)


def _money_by_loop(orders: pd.DataFrame) -> float:
    total = 0.0
    for amount in orders["订单金额"]:
        total = total + amount
    return total


def _money_by_agg(orders: pd.DataFrame) -> Any:
    return orders.agg({"订单金额": "sum"})["订单金额"]


def _is_whole(expected: Outcome, actual: Outcome) -> bool:
    """Rounded up, down or to the nearest: a whole number less than one yuan away."""
    value = actual.value
    if not isinstance(value, (int, float)) or value != value:
        return False
    return float(value).is_integer() and abs(value - expected.value) < 1


TOTAL_AMOUNT = Exercise(
    name="total_amount",
    title="一共多少钱",
    kind="function",
    answer="total_amount",
    asks="写函数 total_amount(orders)：所有订单的金额合计（元）。",
    stub="def total_amount(orders):\n    ...\n    return total",
    reference=lambda orders: reference_total_amount(orders),
    cases=cases.order_cases,
    parts=(Part("合计", 3, ("clear", *cases.TRAPS), random=True),),
    mistakes=(
        Mistake(
            "mean_amount",
            "你交的是平均一单多少钱，不是合计。",
            "全部加起来，用 .mean() 还是 .sum()？",
            lambda orders: float(orders["订单金额"].mean()),
        ),
        Mistake(
            "largest_amount",
            "你交的是最大的一单。",
            "要的是一单，还是全部加起来？",
            lambda orders: float(orders["订单金额"].max()),
        ),
        Mistake(
            "summed_pieces",
            "你加的是件数，不是钱。",
            "方括号里取的是哪一列？",
            lambda orders: int(orders["商品件数"].sum()),
        ),
        Mistake(
            "counted_orders",
            "你数的是有几单，没有把钱加起来。",
            "len 数的是行，要加钱该用哪个方法？",
            lambda orders: len(orders),
        ),
        Mistake(
            "amount_times_pieces",
            "你又乘了一次件数：订单金额已经是整单的钱了。",
            "一单 2 件、30 元，这一单要付多少？",
            lambda orders: float((orders["订单金额"] * orders["商品件数"]).sum()),
        ),
        Mistake(
            "paid_only",
            "没付款的订单没有加进去：这一题要的是所有订单。",
            "这一题要先筛选吗？",
            lambda orders: float(orders.loc[orders["付款时间"].notna(), "订单金额"].sum()),
        ),
        Mistake(
            "without_closed",
            "关闭的订单没有加进去：这一题要的是所有订单。",
            "这一题要先筛选吗？",
            lambda orders: float(orders.loc[orders["交易状态"] != CLOSED, "订单金额"].sum()),
        ),
        Mistake(
            "first_only",
            "你交的是第一单的金额。",
            "return 是不是写进了循环里，第一圈就交了回来？",
            lambda orders: float(orders["订单金额"].iloc[0]),
        ),
        Mistake(
            "whole_yuan",
            "角和分不见了：结果被取成了整数。",
            "是不是用了 round 或 int？",
            lambda orders: round(float(orders["订单金额"].sum())),
            recognises=_is_whole,
        ),
    ),
    styles=(_money_by_loop, _money_by_agg),
    hints=(
        '钱在“订单金额”这一列：orders["订单金额"]。',
        "一列后面写 .sum()，就是全部加起来。",
        'total = orders["____"].____()',
    ),
    random=cases.random_orders,
)
