"""Who belongs nowhere under the course's two rules."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.customer_table import unclassified
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


def keeping(keep: Keep) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The function that keeps the rows for which ``keep`` holds."""
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
            keeping(lambda n, y: high_rule(n, y) | medium_rule(n, y)),
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
            keeping(lambda n, y: ~high_rule(n, y)),
        ),
        Mistake(
            "not_medium",
            "中等价值客户去掉了，高价值客户还在名单里。",
            "~ 后面的括号里，是不是少了一类？",
            keeping(lambda n, y: ~medium_rule(n, y)),
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
