"""Whose class hangs on how the course's rule for medium value is read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import class_changes as reference_changes
from helpers.analysis.customer_table import unclassified
from helpers.checking.compare import Rule
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import (
    NAMES_ONLY_ASKS,
    NAMES_ONLY_SAYS,
    mask,
    medium_rule,
    names_only,
)
from helpers.exercises.customer_table.gaps import keeping
from helpers.exercises.model import Exercise, Mistake, Part


def _changes_by_select(customers: pd.DataFrame) -> pd.DataFrame:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    high = (often >= 4) & (total > 200)
    one = np.select([high, (often >= 2) & (often <= 3) & (total > 100)], ["高", "中"], default="一")
    two = np.select([high, (often <= 3) & (total > 100)], ["高", "中"], default="一")
    changed: pd.DataFrame = customers[one != two]
    return changed


def _changes_by_query(customers: pd.DataFrame) -> pd.DataFrame:
    return customers.query("`近3个月总购买频次` == 1 and `总消费金额/元` > 100")


def _changes_by_steps(customers: pd.DataFrame) -> pd.DataFrame:
    wide = customers[customers["近3个月总购买频次"].le(3) & customers["总消费金额/元"].gt(100)]
    return wide[~wide["近3个月总购买频次"].isin([2, 3])]


CLASS_CHANGES = Exercise(
    name="class_changes",
    title="换一种读法，谁变了",
    kind="function",
    answer="class_changes",
    asks="自己写 def class_changes(customers)：留下按“3 次及以下”来读时类型会变的客户，交回这些行。",
    stub="# 自己写：第一行 def class_changes(customers):，最后一行 return\n...",
    reference=lambda customers: reference_changes(customers)[list(customers.columns)],
    cases=cases.all_cases,
    parts=(
        Part("只来过一次的人", 2, ("once_much", "clear")),
        Part(
            "别的人都不变",
            2,
            (
                "sheet",
                *(name for name in cases.BOUND_NAMES if name != "once_much"),
                *cases.GAP_NAMES,
            ),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "any_amount",
            "只来过一次的人全留下了，花得少的也在里面。",
            "换了读法，花 39.5 元的人够不够中等价值的金额？",
            keeping(lambda n, y: n < 2),
        ),
        Mistake(
            "over_two_hundred",
            "花了一百多元、只来过一次的人漏掉了。",
            "中等价值的金额是大于 100，还是大于 200？",
            keeping(lambda n, y: (n < 2) & (y > 200)),
        ),
        Mistake(
            "from_100",
            "正好 100.00 元的人也留下了，他换了读法还是一般客户。",
            "规则说“大于 100 元”，100.00 大于 100 吗？",
            keeping(lambda n, y: (n < 2) & (y >= 100)),
        ),
        Mistake(
            "all_medium",
            "这是按“3 次及以下”来读的全部中等价值客户，有些人原来就是。",
            "原来就是中等价值的人，类型变了吗？",
            keeping(lambda n, y: (n <= 3) & (y > 100)),
        ),
        Mistake(
            "old_medium",
            "你留下的是原来的中等价值客户，他们的类型没有变。",
            "2 次和 3 次，在两种读法里都算，那么谁只在一种里算？",
            keeping(medium_rule),
        ),
        Mistake(
            "up_to_two",
            "来过 2 次的人也留下了，他们在两种读法里都是中等价值。",
            "2 次在不在“2 到 3 次”里面？",
            keeping(lambda n, y: (n <= 2) & (y > 100)),
        ),
        Mistake(
            "below_three",
            "正好 3 次的人也留下了：你把“3 次及以下”写成了小于 3。",
            "这里的“3 次及以下”，3 次算不算？",
            keeping(lambda n, y: ((n < 2) | (n == 3)) & (y > 100)),
        ),
        Mistake(
            "amount_lost",
            "花得少的人也留下了：新的读法里，金额的条件丢了。",
            "换一种读法，只变次数，金额还要不要大于 100 元？",
            keeping(lambda n, y: (n <= 3) & ~medium_rule(n, y)),
        ),
        Mistake(
            "everybody_nowhere",
            "你留下了两条规则都没有说到的所有人，有些人换了读法还是一般客户。",
            "来过 7 次、花 90.5 元的人，“3 次及以下”说到他了吗？",
            lambda customers: unclassified(customers),
        ),
        Mistake(
            "who_stays",
            "留下的正好反了：这些人的类型没有变。",
            "条件为 True 的行，是留下还是去掉？",
            keeping(lambda n, y: ~((n < 2) & (y > 100))),
        ),
        Mistake(
            "nobody_changes",
            "一位也没有留下：两个条件不可能同时成立。",
            "会变的人，来过几次？",
            keeping(lambda n, y: (n < 0) & (y > 100)),
        ),
        Mistake(
            "names_only",
            NAMES_ONLY_SAYS,
            NAMES_ONLY_ASKS,
            lambda customers: names_only(
                customers[mask(customers, lambda n, y: (n < 2) & (y > 100))]
            ),
        ),
    ),
    styles=(_changes_by_select, _changes_by_query, _changes_by_steps),
    hints=(
        "“3 次及以下”比“2 到 3 次”多出了哪几种次数？只有这样的人才会变。",
        "变成中等价值，还要金额大于 100 元。两个条件用 & 连起来。",
        "def class_changes(customers): 下面空四格写一行筛选，再写 return。",
    ),
    rule=Rule(more_columns=True),
    random=cases.random_people,
)
