"""Who belongs nowhere under the course's two rules, and whose class hangs on how they are read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import class_changes as reference_changes
from helpers.analysis.customer_table import unclassified
from helpers.checking.compare import Rule
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import (
    NAMES_ONLY_ASKS,
    NAMES_ONLY_SAYS,
    Keep,
    high_rule,
    mask,
    medium_rule,
    names_only,
)
from helpers.exercises.model import Exercise, Mistake, Part


def _left(
    high: Keep = high_rule, medium: Keep = medium_rule
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda customers: customers[~(mask(customers, high) | mask(customers, medium))]


def _keeping(keep: Keep) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda customers: customers[mask(customers, keep)]


def _nowhere_by_query(customers: pd.DataFrame) -> pd.DataFrame:
    table = customers.rename(columns={"近3个月总购买频次": "次", "总消费金额/元": "元"})
    rest = table.query("not (次 >= 4 and 元 > 200) and not (2 <= 次 <= 3 and 元 > 100)")
    return customers.loc[rest.index]


def _nowhere_by_names(customers: pd.DataFrame) -> pd.DataFrame:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    high = customers[(often >= 4) & (total > 200)]
    medium = customers[often.isin([2, 3]) & (total > 100)]
    found = list(high["姓名"]) + list(medium["姓名"])
    return customers[~customers["姓名"].isin(found)]


def _nowhere_by_loop(customers: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for _, row in customers.iterrows():
        often, total = row["近3个月总购买频次"], row["总消费金额/元"]
        if often >= 4 and total > 200:
            continue
        if 2 <= often <= 3 and total > 100:
            continue
        rows.append(row)
    return pd.DataFrame(rows, columns=customers.columns)


BELONGS_NOWHERE = Exercise(
    name="belongs_nowhere",
    title="谁哪一类也不是",
    kind="function",
    answer="belongs_nowhere",
    asks="写函数 belongs_nowhere(customers)：留下两条规则都没有说到的客户。",
    stub="def belongs_nowhere(customers):\n    ...\n    return nobody",
    reference=lambda customers: unclassified(customers),
    cases=cases.all_cases,
    parts=(
        Part("一看就分得清的客户", 2, ("clear",)),
        Part(
            "边界：200.00 元、100.00 元、4、3、2、1 次",
            2,
            ("sheet", *cases.BOUND_NAMES),
            random=True,
        ),
        Part("规则之间的缝", 1, cases.GAP_NAMES),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "high_from_200",
            "正好 200.00 元的人被当成了高价值客户。",
            "规则说“大于 200 元”，200.00 大于 200 吗？",
            _left(high=lambda n, y: (n >= 4) & (y >= 200)),
        ),
        Mistake(
            "medium_from_100",
            "正好 100.00 元的人被当成了中等价值客户。",
            "规则说“大于 100 元”，100.00 大于 100 吗？",
            _left(medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100)),
        ),
        Mistake(
            "both_bounds",
            "正好 200.00 元、正好 100.00 元的人都算进了规则。",
            "正好 200.00 元，算不算“大于”200 元？",
            _left(
                lambda n, y: (n >= 4) & (y >= 200), lambda n, y: (n >= 2) & (n <= 3) & (y >= 100)
            ),
        ),
        Mistake(
            "more_than_four",
            "正好 4 次的高价值客户掉进了名单。",
            "“4 次及以上”包不包含 4？",
            _left(high=lambda n, y: (n > 4) & (y > 200)),
        ),
        Mistake(
            "fewer_than_three",
            "正好 3 次的中等价值客户掉进了名单。",
            "“2 到 3 次”包不包含 3？",
            _left(medium=lambda n, y: (n >= 2) & (n < 3) & (y > 100)),
        ),
        Mistake(
            "more_than_two",
            "正好 2 次的中等价值客户掉进了名单。",
            "“2 到 3 次”包不包含 2？",
            _left(medium=lambda n, y: (n > 2) & (n <= 3) & (y > 100)),
        ),
        Mistake(
            "up_to_three",
            "只来过 1 次、花得多的人不在名单里：你读成了“3 次以下”。",
            "这一题按“2 到 3 次”来分，1 次在不在里面？",
            _left(medium=lambda n, y: (n <= 3) & (y > 100)),
        ),
        Mistake(
            "no_upper_bound",
            "来得多、花得不多的人不见了：中等价值少了上限。",
            "“2 到 3 次”，除了从 2 次起，还要到几次为止？",
            _left(medium=lambda n, y: (n >= 2) & (y > 100)),
        ),
        Mistake(
            "either_in_high",
            "只够一个条件的人，也被当成了高价值客户。",
            "次数和金额，要同时够，还是够一个就行？",
            _left(high=lambda n, y: (n >= 4) | (y > 200)),
        ),
        Mistake(
            "who_belongs",
            "留下的正好反了：这些人都有归属。",
            "“不是”的记号 ~ 写了没有？",
            _keeping(lambda n, y: high_rule(n, y) | medium_rule(n, y)),
        ),
        Mistake(
            "not_both",
            "所有人都留下了：没有谁能同时是两类。",
            "括号里想说“高价值或者中等价值”，该用 & 还是 |？",
            lambda customers: customers,
        ),
        Mistake(
            "not_high",
            "高价值客户去掉了，中等价值客户还在名单里。",
            "~ 后面有没有括号，把两类一起包进去？",
            _keeping(lambda n, y: ~high_rule(n, y)),
        ),
        Mistake(
            "not_medium",
            "中等价值客户去掉了，高价值客户还在名单里。",
            "~ 后面的括号里，是不是少了一类？",
            _keeping(lambda n, y: ~medium_rule(n, y)),
        ),
        Mistake(
            "names_only",
            NAMES_ONLY_SAYS,
            NAMES_ONLY_ASKS,
            lambda customers: names_only(unclassified(customers)),
        ),
    ),
    styles=(_nowhere_by_query, _nowhere_by_names, _nowhere_by_loop),
    hints=(
        "先写 high 和 medium 两列 True/False，和示例里的 regular、passing 一样。",
        "“两类都不是”就是“不是（高价值或者中等价值）”：~(… | …)。",
        "nobody = customers[~(high | medium)]；high 里两个条件，medium 里三个条件。",
    ),
    random=cases.random_people,
)


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
            _keeping(lambda n, y: n < 2),
        ),
        Mistake(
            "over_two_hundred",
            "花了一百多元、只来过一次的人漏掉了。",
            "中等价值的金额是大于 100，还是大于 200？",
            _keeping(lambda n, y: (n < 2) & (y > 200)),
        ),
        Mistake(
            "from_100",
            "正好 100.00 元的人也留下了，他换了读法还是一般客户。",
            "规则说“大于 100 元”，100.00 大于 100 吗？",
            _keeping(lambda n, y: (n < 2) & (y >= 100)),
        ),
        Mistake(
            "all_medium",
            "这是按“3 次及以下”来读的全部中等价值客户，有些人原来就是。",
            "原来就是中等价值的人，类型变了吗？",
            _keeping(lambda n, y: (n <= 3) & (y > 100)),
        ),
        Mistake(
            "old_medium",
            "你留下的是原来的中等价值客户，他们的类型没有变。",
            "2 次和 3 次，在两种读法里都算，那么谁只在一种里算？",
            _keeping(medium_rule),
        ),
        Mistake(
            "up_to_two",
            "来过 2 次的人也留下了，他们在两种读法里都是中等价值。",
            "2 次在不在“2 到 3 次”里面？",
            _keeping(lambda n, y: (n <= 2) & (y > 100)),
        ),
        Mistake(
            "below_three",
            "正好 3 次的人也留下了：你把“3 次及以下”写成了小于 3。",
            "这里的“3 次及以下”，3 次算不算？",
            _keeping(lambda n, y: ((n < 2) | (n == 3)) & (y > 100)),
        ),
        Mistake(
            "amount_lost",
            "花得少的人也留下了：新的读法里，金额的条件丢了。",
            "换一种读法，只变次数，金额还要不要大于 100 元？",
            _keeping(lambda n, y: (n <= 3) & ~medium_rule(n, y)),
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
            _keeping(lambda n, y: ~((n < 2) & (y > 100))),
        ),
        Mistake(
            "nobody_changes",
            "一位也没有留下：两个条件不可能同时成立。",
            "会变的人，来过几次？",
            _keeping(lambda n, y: (n < 0) & (y > 100)),
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
