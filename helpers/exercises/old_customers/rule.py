"""The rule for old customers by itself, with its strict bounds."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.old_customers import cases
from helpers.exercises.old_customers.cases import Keep


def _pick(summary: pd.DataFrame) -> pd.DataFrame:
    # whole cents: 40.00 must not slip over the line by a rounding error of the sum
    cents = (summary["成交金额"] * 100).round()
    return summary[(summary["实际成交次数"] >= 2) & (cents > 4000)]


def _keeping(keep: Keep) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda summary: summary[keep(summary["实际成交次数"], summary["成交金额"])]


def _pick_with_query(summary: pd.DataFrame) -> pd.DataFrame:
    return summary.query("实际成交次数 >= 2 and 成交金额 > 40")


def _pick_in_two_steps(summary: pd.DataFrame) -> pd.DataFrame:
    often = summary[summary["实际成交次数"] > 1]
    return often.loc[often["成交金额"].gt(40)].sort_values("成交金额")


def _pick_with_loop(summary: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for _, row in summary.iterrows():
        if row["实际成交次数"] >= 2 and row["成交金额"] > 40:
            rows.append(row)
    return pd.DataFrame(rows, columns=summary.columns)


def _summary_cases() -> list[Case]:
    case = cases.summary_case
    return [
        cases.summary_lesson_case(),
        case(
            "clear",
            "没有人在边界上",
            ("小禾", 3, 71.5),
            ("阿满", 4, 157.5),
            ("豆豆", 1, 12.0),
            ("柳叶", 5, 66.0),
        ),
        case("exactly_forty", "正好 40.00 元", ("小岚", 3, 40.0), ("阿宁", 3, 40.01)),
        case("exactly_two", "正好两次", ("阿岚", 2, 88.5), ("邻居", 4, 96.0)),
        case("one_large", "只有一笔 100 元", ("团购", 1, 100.0), ("邻居", 4, 190.5)),
        case("many_small", "次数多、金额小", ("小包", 4, 31.5), ("邻居", 4, 190.5)),
        case("nobody", "一位老客户也没有", ("团购", 1, 268.0), ("小包", 3, 31.5)),
    ]


PICK_OLD = Exercise(
    name="pick_old",
    title="筛选老客户",
    kind="function",
    answer="pick_old",
    asks="写函数 pick_old(summary)：只留下实际成交次数 ≥ 2 并且 成交金额 > 40 元的行。",
    stub="def pick_old(summary):\n    ...\n    return old",
    reference=_pick,
    cases=_summary_cases,
    parts=(
        Part("一看就分得清的客户", 2, ("clear",)),
        Part(
            "边界：40.00 元、正好两次、一位也没有",
            2,
            ("september", "exactly_forty", "exactly_two", "one_large", "many_small", "nobody"),
            random=True,
        ),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "amount_from_forty",
            "合计正好 40.00 元的客户被留下了。",
            "规则说“大于 40 元”，40.00 大于 40 吗？",
            _keeping(lambda n, amount: (n >= 2) & (amount >= 40)),
        ),
        Mistake(
            "more_than_two",
            "正好成交 2 次的客户被去掉了。",
            "规则说“2 次及以上”，2 次算不算？",
            _keeping(lambda n, amount: (n > 2) & (amount > 40)),
        ),
        Mistake(
            "either",
            "只满足一个条件的客户也被留下了：两个条件之间用了“或者”。",
            "| 和 &，哪一个是“并且”？",
            _keeping(lambda n, amount: (n >= 2) | (amount > 40)),
        ),
        Mistake(
            "only_orders",
            "你只看了次数，没有看金额。",
            "来了四次、一共只花 31.5 元的人，符合规则吗？",
            _keeping(lambda n, amount: n >= 2),
        ),
        Mistake(
            "only_amount",
            "你只看了金额，没有看次数。",
            "只买过一次、花了 100 元的人，算“回头”吗？",
            _keeping(lambda n, amount: amount > 40),
        ),
        Mistake(
            "the_others",
            "留下的正好是不该留的那些人。",
            "方括号里的条件为 True 的行，是留下还是去掉？",
            _keeping(lambda n, amount: ~((n >= 2) & (amount > 40))),
        ),
        Mistake(
            "exactly_two",
            "你只留下了正好成交 2 次的客户，来得更多的反而没有了。",
            "“2 次及以上”，5 次算不算？",
            _keeping(lambda n, amount: (n == 2) & (amount > 40)),
        ),
        Mistake(
            "columns_swapped",
            "两个数和两列配反了：2 去比了金额，40 去比了次数。",
            "“2 次”该和哪一列比，“40 元”该和哪一列比？",
            _keeping(lambda n, amount: (amount >= 2) & (n > 40)),
        ),
        Mistake(
            "from_forty_one",
            "40.01 元到 41 元之间的客户被去掉了。",
            "“大于 40 元”，40.01 算不算？",
            _keeping(lambda n, amount: (n >= 2) & (amount >= 41)),
        ),
        Mistake(
            "fewer_for_more",
            "金额的大于和小于写反了，留下的是花得少的客户。",
            "“大于”的尖角朝哪一边？",
            _keeping(lambda n, amount: (n >= 2) & (amount < 40)),
        ),
        Mistake(
            "names_only",
            "你只交回了客户的名字，次数和金额不见了。",
            "题目要的是留下这些行，每一行有几列？",
            lambda summary: _pick(summary)[["客户"]],
        ),
        Mistake(
            "average_over_forty",
            "你用每笔的平均金额和 40 比了。",
            "规则里的 40 元，是一笔的钱，还是这位客户成交金额的总和？",
            _keeping(lambda n, amount: (n >= 2) & (amount / n > 40)),
        ),
    ),
    styles=(_pick_with_query, _pick_in_two_steps, _pick_with_loop),
    hints=(
        "先写两个条件，各得到一列 True/False：次数够不够，金额够不够。",
        "“及以上”包含这个数，用 >=；“大于”不包含这个数，用 >。",
        'old = summary[(summary["实际成交次数"] ____ 2) & (summary["成交金额"] ____ 40)]，'
        "填上两个比较符号。",
    ),
    random=cases.random_summary,
)
