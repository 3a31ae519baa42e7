"""Warm-up: which orders count, and how many are there?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.old_customers import orders_by_state
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS
from helpers.checking.compare import Rule
from helpers.exercises.generic import chose
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.old_customers import cases

COUNTED_STATE = Exercise(
    name="counted_state",
    title="哪些订单算数",
    kind="choice",
    answer="counted",
    asks="统计“实际成交”时，哪些订单算数？把字母交给 counted。",
    stub='# 写成这样：counted = "你选的字母"\n...',
    reference=lambda trades: "C",
    cases=lambda: [cases.lesson_case()],
    parts=(Part("选对", 1, ("september",)),),
    mistakes=(
        chose(
            "A",
            "你把五种状态都算进去了，没付款的和已经取消的订单也在里面。",
            "买家点了“取消订单”，店里收到钱了吗？",
        ),
        chose(
            "B",
            "你把付过款、还没有确认收货的订单也算进去了。",
            "货还在路上，买家这时候还能申请退款吗？",
        ),
        chose(
            "D",
            "你只去掉了交易关闭的订单，等待付款的订单还留在里面。",
            "还没付款的订单，能叫“成交”吗？",
        ),
    ),
    hints=(
        "“成交”的意思是：钱和货都交接完了。哪种状态说明这件事已经做完？",
        "“卖家已发货，等待买家确认”里，最后一步是“等待买家确认”，还没有完。",
    ),
    rule=Rule(spellings={"c": "C", "Ｃ": "C", "ｃ": "C", "C. 只算交易成功": "C", "交易成功": "C"}),
)


def _reference(trades: pd.DataFrame) -> int:
    table = orders_by_state(trades)
    return int(table.loc[table["交易状态"] == SUCCESS, "订单数"].sum())


def _with_loop(trades: pd.DataFrame) -> int:
    number = 0
    for state in trades["交易状态"]:
        if state == "交易成功":
            number = number + 1
    return number


def _with_query(trades: pd.DataFrame) -> int:
    return len(trades.query("交易状态 == '交易成功'"))


def _with_value_counts(trades: pd.DataFrame) -> Any:
    return trades["交易状态"].value_counts().get("交易成功", 0)


def _cases() -> list[Case]:
    return [
        cases.lesson_case(),
        cases.basic_case(),
        cases.states_case(),
        cases.no_success_case(),
    ]


COUNT_SUCCESSFUL = Exercise(
    name="count_successful",
    title="成功的订单有几笔",
    kind="function",
    answer="count_successful",
    asks="写函数 count_successful(trades)：交回“交易成功”的订单有几笔（一个整数）。",
    stub="def count_successful(trades):\n    ...\n    return number",
    reference=_reference,
    cases=_cases,
    parts=(
        Part("基本计算", 2, ("september", "five_states"), random=True),
        Part("全是成功、一笔也没有成功", 1, ("basic", "no_success")),
    ),
    mistakes=(
        Mistake(
            "all_orders",
            "你数的是所有订单，没有挑出交易成功的那些。",
            "一列 True 和 False，len 数的是全部，.sum() 数的是什么？",
            lambda trades: len(trades),
        ),
        Mistake(
            "found_none",
            "一笔也没有数到：表里没有哪种状态正好叫你写的那个名字。",
            "状态的名字是“交易成功”四个字，一个字也没有少吗？",
            lambda trades: int((trades["交易状态"] == "成功").sum()),
        ),
        Mistake(
            "counted_cells",
            "你数的是有多少个格子：.size 是行数乘列数。",
            "要数有几行，用 len 还是 .size？",
            lambda trades: int(trades[trades["交易状态"] == SUCCESS].size),
        ),
        Mistake(
            "shipped_too",
            "已发货、还没确认收货的订单也数进去了。",
            "货还在路上，这笔交易成功了吗？",
            lambda trades: int(trades["交易状态"].isin([SUCCESS, SHIPPED]).sum()),
        ),
        Mistake(
            "not_closed",
            "你只去掉了交易关闭的订单，还在路上的和没付款的也数进去了。",
            "“不等于交易关闭”和“等于交易成功”是一回事吗？",
            lambda trades: int((trades["交易状态"] != CLOSED).sum()),
        ),
        Mistake(
            "closed_orders",
            "你数的是交易关闭的订单，正好数反了。",
            "条件里写的是哪一种状态？",
            lambda trades: int((trades["交易状态"] == CLOSED).sum()),
        ),
        Mistake(
            "paid_orders",
            "你把已付款、已发货的订单也当成了成功。",
            "店长要的是“实际成交”，货还在路上的算不算？",
            lambda trades: int(trades["交易状态"].isin([SUCCESS, SHIPPED, PAID]).sum()),
        ),
        Mistake(
            "share_for_number",
            "你交的是成功的订单占多少，不是有几笔。",
            "一列 True/False，mean 得到占比，哪个方法得到个数？",
            lambda trades: float((trades["交易状态"] == SUCCESS).mean()),
        ),
        Mistake(
            "distinct_customers",
            "你数的是成功订单背后有几位客户，同一位客户只数了一次。",
            "题目问的是“几笔订单”，还是“几位客户”？",
            lambda trades: int(trades.loc[trades["交易状态"] == SUCCESS, "客户"].nunique()),
        ),
        Mistake(
            "summed_amounts",
            "你把成功订单的金额加了起来，得到的是元，不是笔数。",
            "要知道“有几笔”，该对哪一列 True/False 求和？",
            lambda trades: float(trades.loc[trades["交易状态"] == SUCCESS, "交易金额"].sum()),
        ),
    ),
    styles=(_with_loop, _with_query, _with_value_counts),
    hints=(
        '第 1 课的办法：先写出条件 trades["交易状态"] == "交易成功"，得到一列 True 和 False。',
        "True 当 1、False 当 0。把这一列加起来，就是 True 的个数。",
        'number = (trades["交易状态"] == "____").sum()，把空填上。',
    ),
    random=cases.random_orders,
)
