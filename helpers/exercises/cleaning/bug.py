"""Find the bug: a colleague's program that throws away every order without a message."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.cleaning import known_total as reference_known_total
from helpers.analysis.states import SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.cases import june_case
from helpers.exercises.model import Case, Exercise, Mistake, Part


def _sum(orders: pd.DataFrame) -> float:
    return float(orders["实付金额"].sum())


def _total_by_mask(orders: pd.DataFrame) -> Any:
    return orders[orders["实付金额"].notna()]["实付金额"].sum()


def _total_by_filling(orders: pd.DataFrame) -> float:
    return float(orders["实付金额"].fillna(0).sum())


def _total_by_loop(orders: pd.DataFrame) -> float:
    total = 0.0
    for amount in orders["实付金额"]:
        if not pd.isna(amount):
            total += amount
    return total


def _total_cases() -> list[Case]:
    return [
        Case("june", "六月的订单", {"orders": cases.orders()}),
        june_case(
            "complete",
            "每一格都填了",
            "orders",
            ("小满", "12400001111", 56.5, "03", "请尽快发货"),
            ("晓晓", "12500002222", 37.75, "04", "周末送货"),
            ("老韩", "12600003333", 20.25, "05", "放门卫就好"),
        ),
        june_case(
            "no_message",
            "有人没有留言",
            "orders",
            ("小满", "12400001111", 56.5, "03", None),
            ("晓晓", "12500002222", 37.75, "04", "周末送货"),
            ("阿澈", "12700004444", 12.5, "06", None),
        ),
        june_case(
            "no_phone",
            "有人没有留手机",
            "orders",
            ("小满", "12400001111", 56.5, "03", "请尽快发货"),
            ("自提", None, 26.75, "05", "自己来拿"),
            ("自提", None, 40.0, "06", "自己来拿"),
        ),
        june_case(
            "no_time",
            "付款时间丢了，金额还在",
            "orders",
            ("自提", "12400001111", 26.75, None, "自己来拿"),
            ("晓晓", "12500002222", 30.0, "08", "周末送货"),
            states=(SUCCESS, SUCCESS),
        ),
        june_case(
            "unpaid",
            "有没付款的，有金额没取到的，还有一笔大单",
            "orders",
            ("小满", "12400001111", 56.5, "09", "请尽快发货"),
            ("晓晓", "12500002222", None, None, "再想想"),
            ("老韩", "12600003333", None, "10", "放门卫就好"),
            ("阿木", "12800005555", 21.25, "11", "请尽快发货"),
            ("团购", "12900006666", 1500.5, "12", "请开发票"),
            ("豆豆", "12000007777", 56.5, "13", "请尽快发货"),
            states=(SUCCESS, WAITING_PAYMENT, SUCCESS, SHIPPED, SUCCESS, SUCCESS),
        ),
    ]


KNOWN_TOTAL = Exercise(
    name="known_total",
    title="找错：丢掉的是谁",
    kind="function",
    answer="known_total",
    asks="小韩的程序丢了订单。写出改好的 known_total(orders)：所有知道的实付金额，一共多少元。",
    stub="def known_total(orders):\n    ...\n    return total",
    reference=lambda orders: reference_known_total(orders),
    cases=_total_cases,
    parts=(
        Part("没有留言、没有手机的订单", 2, ("complete", "no_message", "no_phone")),
        Part("付款时间丢了的，没付款的，六月的", 2, ("june", "no_time", "unpaid"), random=True),
    ),
    mistakes=(
        Mistake(
            "any_blank",
            "错还在：只要有一格空白，整行就被删掉了，没有留言的订单全没了。",
            "算钱要看哪一列？别的列空着，碍不碍事？",
            lambda orders: _sum(orders.dropna()),
        ),
        Mistake(
            "with_time_only",
            "付款时间丢了的订单，钱也跟着丢了。",
            "日期写错了，那 26.80 元收没收到？",
            lambda orders: _sum(orders.dropna(subset=["订单付款时间"])),
        ),
        Mistake(
            "with_message_only",
            "你只算了有留言的订单：例子里的列名没有换。",
            "要求哪一列不能空？",
            lambda orders: _sum(orders.dropna(subset=["买家留言"])),
        ),
        Mistake(
            "with_phone_only",
            "没有留手机的订单，钱也丢了。",
            "自己来拿货的人，付的钱算不算？",
            lambda orders: _sum(orders.dropna(subset=["联系手机"])),
        ),
        Mistake(
            "successful_only",
            "你只算了交易成功的订单，还在路上的也付过款。",
            "题目里有没有说到交易状态？",
            lambda orders: _sum(orders[orders["订单状态"] == SUCCESS]),
        ),
        Mistake(
            "payable",
            "你加的是买家应付货款：没付款的订单也有这个数。",
            "应付和实付，哪一个是真的收到的？",
            lambda orders: float(orders["买家应付货款"].sum()),
        ),
        Mistake(
            "payable_of_paid",
            "行挑对了，加起来的却是应付货款。",
            "方括号里取的是哪一列？",
            lambda orders: float(orders.dropna(subset=["实付金额"])["买家应付货款"].sum()),
        ),
        Mistake(
            "counted",
            "你数的是有几笔，没有把钱加起来。",
            "len 数的是行，要加钱用哪个方法？",
            lambda orders: int(orders["实付金额"].notna().sum()),
        ),
        Mistake(
            "mean_for_total",
            "你交的是平均一笔多少钱。",
            "“一共”，用 .mean() 还是 .sum()？",
            lambda orders: float(orders["实付金额"].mean()),
        ),
        Mistake(
            "large_left_out",
            "大单被丢掉了：还没有看过，不能说它是错的。",
            "题目让你去掉哪些行？",
            lambda orders: _sum(orders[orders["实付金额"] < 1000]),
        ),
        Mistake(
            "python_sum",
            "有一笔不知道，合计就成了缺失：Python 的 sum(…) 不会跳过空白。",
            "写在列后面的 .sum()，和外面的 sum(…)，哪一个跳过空白？",
            lambda orders: float(sum(orders["实付金额"])),
        ),
        Mistake(
            "filled_with_mean",
            "不知道的金额被填成了平均数：没付款的订单也算进了钱。",
            "题目要的是“所有知道的”，不知道的该不该猜一个数？",
            lambda orders: _sum(orders.fillna({"实付金额": orders["实付金额"].mean()})),
        ),
        Mistake(
            "equal_amounts_once",
            "一样的金额被当成重复去掉了：两个人可以付同样的钱。",
            "这张表的重复，上半课不是已经去掉了吗？",
            lambda orders: float(orders["实付金额"].drop_duplicates().sum()),
        ),
        Mistake(
            "unknown_only",
            "你留下的正好是没有金额的行，加起来是 0。",
            "要留的是空的，还是不空的？",
            lambda orders: _sum(orders[orders["实付金额"].isna()]),
        ),
    ),
    styles=(_total_by_mask, _total_by_filling, _total_by_loop),
    hints=(
        "dropna() 的括号里什么也不写，就是“有一格空白，整行都不要”。",
        "上面的例子写了 subset=[…]，只看一列。算钱应该看哪一列？",
        'clean = orders.dropna(subset=["____"])，再把这一列加起来。',
    ),
    random=cases.random_orders,
)
