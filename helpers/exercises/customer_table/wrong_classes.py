"""Wrong ways to class customers: every exercise that classes them knows these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.exercises.customer_table.cases import HIGH, MEDIUM, ORDINARY, classes
from helpers.exercises.model import Mistake

Classes = Callable[[pd.DataFrame], pd.DataFrame]

WRONG_CLASSES: tuple[tuple[str, str, str, Classes], ...] = (
    (
        "high_from_200",
        "正好 200.00 元的人被当成了高价值客户。",
        "规则说“大于 200 元”，200.00 大于 200 吗？",
        lambda customers: classes(customers, high=lambda n, y: (n >= 4) & (y >= 200)),
    ),
    (
        "medium_from_100",
        "正好 100.00 元的人被当成了中等价值客户。",
        "规则说“大于 100 元”，100.00 大于 100 吗？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100)),
    ),
    (
        "both_bounds",
        "正好 200.00 元、正好 100.00 元的人都算进了规则。",
        "正好 200.00 元，算不算“大于”200 元？",
        lambda customers: classes(
            customers,
            high=lambda n, y: (n >= 4) & (y >= 200),
            medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100),
        ),
    ),
    (
        "more_than_four",
        "正好 4 次、花得多的人没有算成高价值客户。",
        "“4 次及以上”包不包含 4？",
        lambda customers: classes(customers, high=lambda n, y: (n > 4) & (y > 200)),
    ),
    (
        "fewer_than_three",
        "正好 3 次的人没有算成中等价值客户。",
        "“2 到 3 次”包不包含 3？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n < 3) & (y > 100)),
    ),
    (
        "more_than_two",
        "正好 2 次的人没有算成中等价值客户。",
        "“2 到 3 次”包不包含 2？",
        lambda customers: classes(customers, medium=lambda n, y: (n > 2) & (n <= 3) & (y > 100)),
    ),
    (
        "up_to_three",
        "只来过 1 次、花得多的人成了中等价值：你读成了“3 次以下”。",
        "这一题按“2 到 3 次”来分，1 次在不在里面？",
        lambda customers: classes(customers, medium=lambda n, y: (n <= 3) & (y > 100)),
    ),
    (
        "no_upper_bound",
        "来得多、花得不多的人成了中等价值：条件里少了上限。",
        "“2 到 3 次”，除了从 2 次起，还要到几次为止？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (y > 100)),
    ),
    (
        "medium_caught_first",
        "高价值客户一位也没有：排在前面的条件把他们先收走了。",
        "np.select 从上往下问，先问的该是哪一类？",
        lambda customers: classes(
            customers, medium=lambda n, y: (n >= 2) & (y > 100), medium_first=True
        ),
    ),
    (
        "either_in_high",
        "只够一个条件的人，也成了高价值客户。",
        "次数和金额，要同时够，还是够一个就行？",
        lambda customers: classes(customers, high=lambda n, y: (n >= 4) | (y > 200)),
    ),
    (
        "either_in_medium",
        "来过两三次、花得很少的人，也成了中等价值客户。",
        "中等价值的次数和金额之间，该用 & 还是 |？",
        lambda customers: classes(customers, medium=lambda n, y: ((n >= 2) & (n <= 3)) | (y > 100)),
    ),
    (
        "either_in_both",
        "只够一个条件的人，也进了高价值、中等价值。",
        "规则里的“并且”，该写 & 还是 |？",
        lambda customers: classes(
            customers,
            high=lambda n, y: (n >= 4) | (y > 200),
            medium=lambda n, y: ((n >= 2) & (n <= 3)) | (y > 100),
        ),
    ),
    (
        "any_times",
        "中等价值只剩下金额一个条件：1 次的、来得多的也在里面。",
        "“2 到 3 次”是 >= 2 并且 <= 3，中间该用 & 还是 |？",
        lambda customers: classes(customers, medium=lambda n, y: y > 100),
    ),
    (
        "columns_swapped",
        "每一位都成了一般客户：两条规则一个人也没有收下。",
        "often 和 total，哪一个是次数，哪一个是金额？",
        lambda customers: classes(customers, names=(ORDINARY, ORDINARY, ORDINARY)),
    ),
    (
        "high_by_times",
        "高价值只看了次数：来得多、花得少的人也在里面。",
        "“大于 200 元”这个条件写在了哪里？",
        lambda customers: classes(customers, high=lambda n, y: n >= 4),
    ),
    (
        "high_by_amount",
        "高价值只看了金额：来得少、花得多的人也在里面。",
        "“4 次及以上”这个条件写在了哪里？",
        lambda customers: classes(customers, high=lambda n, y: y > 200),
    ),
    (
        "amount_only",
        "你只看了金额，次数一次也没有看。",
        "只来过一次、花了 268 元的人，符合哪一条规则？",
        lambda customers: classes(
            customers, high=lambda n, y: y > 200, medium=lambda n, y: y > 100
        ),
    ),
    (
        "medium_by_times",
        "中等价值只看了次数，没有看金额。",
        "“大于 100 元”这个条件写在了哪里？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3)),
    ),
    (
        "default_medium",
        "哪一类也不是的人，都成了中等价值客户。",
        "default 是“前面都不是”的那一类，该写谁？",
        lambda customers: classes(customers, names=(HIGH, MEDIUM, MEDIUM)),
    ),
    (
        "names_swapped",
        "高价值和中等价值的名字换了位置。",
        "第一个条件，对着的是不是第一个名字？",
        lambda customers: classes(customers, names=(MEDIUM, HIGH, ORDINARY)),
    ),
)


def class_mistakes(then: Callable[..., Any] = lambda table: table) -> tuple[Mistake, ...]:
    """The wrong ways to class customers as mistakes; ``then`` is what is done with the classes."""

    def made(wrong: Classes) -> Callable[..., Any]:
        def answer(customers: pd.DataFrame, *others: Any) -> Any:
            return then(wrong(customers), *others)

        return answer

    return tuple(
        Mistake(name, says, asks, made(wrong)) for name, says, asks, wrong in WRONG_CLASSES
    )
