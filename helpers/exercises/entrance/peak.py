"""Where the month's peak comes from: two orders in a small table, and what it does not tell."""

from __future__ import annotations

import pandas as pd

from helpers.exercises.entrance import cases
from helpers.exercises.entrance.choices import one_letter, took
from helpers.exercises.model import Exercise, Mistake, Part


def largest(orders: pd.DataFrame, place: int) -> float:
    """The order in this place, the largest in place 1, in yuan."""
    return float(orders["订单金额"].nlargest(place).iloc[-1])


def whole_day(orders: pd.DataFrame) -> float:
    """All orders together, in yuan to the cent."""
    return round(float(orders["订单金额"].sum()), 2)


TWO_ORDERS = Exercise(
    name="two_orders",
    title="最大的两单",
    kind="value",
    answer="two_orders",
    asks="这一天金额最大的两单，加起来是多少元？",
    stub="# 把三个点换成一个数，或者一个加法算式，比如 12.50 + 30.00\ntwo_orders = (\n    ...\n)",
    reference=lambda orders: round(largest(orders, 1) + largest(orders, 2), 2),
    cases=cases.best_day_cases,
    parts=(Part("加对", 2, ("best_day",)),),
    mistakes=(
        Mistake(
            "largest_only",
            "你只写了最大的一单。",
            "除了它，还有哪一单也特别大？",
            lambda orders: largest(orders, 1),
        ),
        Mistake(
            "second_only",
            "你只写了第二大的一单。",
            "整列从上到下看完了吗，有没有比它更大的？",
            lambda orders: largest(orders, 2),
        ),
        Mistake(
            "wrong_second",
            "最大的一单对了，另一单不是第二大的。",
            "表的第一行看了吗？",
            lambda orders: round(largest(orders, 1) + largest(orders, 3), 2),
        ),
        Mistake(
            "without_largest",
            "你漏掉了最大的一单。",
            "表的正中间那几行看了吗？",
            lambda orders: round(largest(orders, 2) + largest(orders, 3), 2),
        ),
        Mistake(
            "first_two_rows",
            "你加的是最上面两行，表是按时间排的，不是按金额。",
            "“订单金额”那一列里，最大的两个数在哪两行？",
            lambda orders: round(float(orders["订单金额"].head(2).sum()), 2),
        ),
        Mistake(
            "subtracted",
            "你把两单相减了，得到的是它们差多少。",
            "“加起来”用哪个符号？",
            lambda orders: round(largest(orders, 1) - largest(orders, 2), 2),
        ),
        Mistake(
            "whole_day",
            "你写的是这一天全部订单的钱。",
            "题目只要几单？",
            whole_day,
        ),
        Mistake(
            "the_other_eight",
            "你写的是另外八单的钱，正好反了。",
            "题目要的是最大的两单，还是剩下的？",
            lambda orders: round(whole_day(orders) - largest(orders, 1) - largest(orders, 2), 2),
        ),
        Mistake(
            "without_cents",
            "角和分不见了：金额要写到小数点后面。",
            "表里这两个数，小数点后面是几？",
            lambda orders: int(largest(orders, 1) + largest(orders, 2)),
        ),
        Mistake(
            "added_pieces",
            "你加的是件数，题目要的是钱。",
            "哪一列的单位是元？",
            lambda orders: int(orders.nlargest(2, "商品件数")["商品件数"].sum()),
        ),
    ),
    hints=(
        "只看“订单金额”那一列，从上到下找最大的两个数。",
        "一单在半夜，是表的第一行；另一单在下午。",
        "把两个数用 + 连起来，写在三个点的位置，不用自己按计算器。",
    ),
)


PEAK_REASON = Exercise(
    name="peak_reason",
    title="高峰是怎么来的",
    kind="choice",
    answer="reason",
    asks="20 日收的钱为什么特别多？只选数据说得出来的那一条。",
    stub='# 把三个点换成一个字母，两边的英文引号也要写，比如 "D"\nreason = (\n    ...\n)',
    reference=lambda month: "C",
    cases=cases.month_cases,
    parts=(Part("选对", 1, ("may",)),),
    mistakes=(
        took(
            "A",
            "要是过节人人都来买，下单笔数也该高起来，可是那天只有 10 笔。",
            "折线图里换成“下单笔数”，那一天有没有高峰？",
            "“520”过节，人人都来买",
        ),
        took(
            "B",
            "那天来咨询的只有 7 人，和平常的日子差不多。",
            "折线图里换成“咨询人数”，那一天有没有高峰？",
            "来咨询的人特别多",
        ),
        took(
            "D",
            "涨没涨价，这两张表里都没有写；就算涨了，也涨不出这么多。",
            "小表里的 10 笔，是笔笔都很贵吗？",
            "那天商品涨价了",
        ),
    ),
    hints=(
        "把折线图引号里的列名换成“咨询人数”“下单笔数”，看看 20 日高不高。",
        "人没有多，笔数没有多，钱却多了：钱是从哪几行来的？",
    ),
    rule=one_letter("C", "有两位买家买得特别多"),
)
