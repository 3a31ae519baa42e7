"""A colleague's np.select that asks the wide question first, and asks it too widely."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import classify
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import (
    HIGH,
    MEDIUM,
    ORDINARY,
    classes,
    high_rule,
    mask,
    medium_rule,
)
from helpers.exercises.model import Exercise, Mistake, Part


def _count(name: str, table: pd.DataFrame) -> int:
    return int((table["客户类型"] == name).sum())


def _draft(customers: pd.DataFrame) -> int:
    table = classes(customers, medium=lambda n, y: (n >= 2) & (y > 100), medium_first=True)
    return _count(MEDIUM, table)


def _medium_by_len(customers: pd.DataFrame) -> int:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    return len(customers[(often >= 2) & (often <= 3) & (total > 100)])


def _medium_by_loop(customers: pd.DataFrame) -> int:
    number = 0
    for often, total in zip(
        customers["近3个月总购买频次"], customers["总消费金额/元"], strict=True
    ):
        if often in (2, 3) and total > 100:
            number = number + 1
    return number


def _medium_by_select(customers: pd.DataFrame) -> Any:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    high = (often >= 4) & (total > 200)
    medium = (often >= 2) & (often <= 3) & (total > 100)
    found = np.select([high, medium], ["高", "中"], default="其他")
    return (found == "中").sum()


COUNT_MEDIUM = Exercise(
    name="count_medium",
    title="找错：高价值客户去哪儿了",
    kind="function",
    answer="count_medium",
    asks="小韩的程序多数了人。找出错在哪里，写出改好的 count_medium(customers)：中等价值客户有几位。",
    stub="def count_medium(customers):\n    ...\n    return number",
    reference=lambda customers: _count(MEDIUM, classify(customers)),
    cases=cases.all_cases,
    parts=(
        Part("高价值客户不再混进来", 2, ("clear", "all_high", "four_times")),
        Part(
            "来得多、花得不多的人也不混进来",
            2,
            (
                "sheet",
                *(n for n in cases.BOUND_NAMES if n != "four_times"),
                *(n for n in cases.GAP_NAMES if n != "all_high"),
            ),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "the_draft",
            "还是那么多：先问的条件太宽，把高价值客户也收走了。",
            "来过 6 次、花 512.5 元的人，走到第一个条件就停下了吗？",
            _draft,
        ),
        Mistake(
            "order_only",
            "高价值客户出来了，可是来得多、花得不多的人还混在里面。",
            "来过 4 次、花 128.5 元的人，符合“2 到 3 次”吗？",
            lambda customers: _count(
                MEDIUM, classes(customers, medium=lambda n, y: (n >= 2) & (y > 100))
            ),
        ),
        Mistake(
            "fewer_than_three",
            "正好 3 次的人没有数进去。",
            "“2 到 3 次”包不包含 3？",
            lambda customers: _count(
                MEDIUM, classes(customers, medium=lambda n, y: (n >= 2) & (n < 3) & (y > 100))
            ),
        ),
        Mistake(
            "from_100",
            "正好 100.00 元的人也数了进去。",
            "规则说“大于 100 元”，100.00 大于 100 吗？",
            lambda customers: _count(
                MEDIUM, classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100))
            ),
        ),
        Mistake(
            "up_to_three",
            "只来过 1 次的人也数了进去：下限丢了。",
            "加上“3 次为止”的时候，“2 次起”还在不在？",
            lambda customers: _count(
                MEDIUM, classes(customers, medium=lambda n, y: (n <= 3) & (y > 100))
            ),
        ),
        Mistake(
            "any_times",
            "只来过 1 次的、来得多的也数了进去：次数的条件等于没有。",
            "“2 到 3 次”是 >= 2 并且 <= 3，中间该用 & 还是 |？",
            lambda customers: _count(MEDIUM, classes(customers, medium=lambda n, y: y > 100)),
        ),
        Mistake(
            "no_amount",
            "只看了次数，金额的条件不见了。",
            "来过两次、花 92.5 元的人，够不够 100 元？",
            lambda customers: _count(
                MEDIUM, classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3))
            ),
        ),
        Mistake(
            "high_for_medium",
            "你数的是高价值客户。",
            "最后一行数的是哪一个名字？",
            lambda customers: _count(HIGH, classes(customers)),
        ),
        Mistake(
            "ordinary_for_medium",
            "你数的是一般客户。",
            "最后一行数的是哪一个名字？",
            lambda customers: _count(ORDINARY, classes(customers)),
        ),
        Mistake(
            "both_classes",
            "你把高价值和中等价值的客户加在了一起。",
            "题目问的是一类，还是两类？",
            lambda customers: int(
                (mask(customers, high_rule) | mask(customers, medium_rule)).sum()
            ),
        ),
        Mistake(
            "everybody",
            "你数的是所有客户：len 数的是一列有多长，不管里面是什么。",
            "要数等于某个名字的有几个，用 len 还是 .sum()？",
            lambda customers: len(customers),
        ),
    ),
    styles=(_medium_by_len, _medium_by_loop, _medium_by_select),
    hints=(
        "拿两个人走一遍程序：叶知秋 6 次 512.30 元，熊大川 4 次 128.50 元。他们在第几个条件停下？",
        "先把两个条件的次序换过来，看叶知秋；熊大川还在，因为条件里少了一个上限。",
        "“2 到 3 次”要写两个条件：(often >= 2) & (often <= 3)。",
    ),
    random=cases.random_people,
)
