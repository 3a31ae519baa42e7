"""The rule for old customers by itself, and a colleague's program that breaks it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.old_customers import CLOSED, SUCCESS, old_customers
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.old_customers import cases

Keep = Callable[["pd.Series[int]", "pd.Series[float]"], "pd.Series[bool]"]


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


def _count(trades: pd.DataFrame, keep: Keep = lambda n, amount: (n >= 2) & (amount > 40)) -> int:
    grouped = trades.groupby("客户")["交易金额"]
    return int(keep(grouped.count(), grouped.sum()).sum())


def _successful(trades: pd.DataFrame) -> pd.DataFrame:
    return trades[trades["交易状态"] == SUCCESS]


def _draft(trades: pd.DataFrame) -> int:
    done = _successful(trades)
    return _count(done[done["交易金额"] > 40], lambda n, amount: n >= 2)


def _by_largest(trades: pd.DataFrame) -> int:
    grouped = _successful(trades).groupby("客户")["交易金额"]
    return int(((grouped.count() >= 2) & (grouped.max() > 40)).sum())


def _with_smaller_bound(trades: pd.DataFrame) -> int:
    done = _successful(trades)
    return _count(done[done["交易金额"] > 20], lambda n, amount: n >= 2)


def _orders_of_old(trades: pd.DataFrame) -> int:
    grouped = _successful(trades).groupby("客户")["交易金额"]
    number = grouped.count()
    return int(number[(number >= 2) & (grouped.sum() > 40)].sum())


def _count_with_filter(trades: pd.DataFrame) -> int:
    done = trades[trades["交易状态"] == "交易成功"]
    kept = done.groupby("客户").filter(lambda one: len(one) >= 2 and one["交易金额"].sum() > 40)
    return kept["客户"].nunique()


def _count_with_loop(trades: pd.DataFrame) -> int:
    times: dict[str, int] = {}
    money: dict[str, float] = {}
    for row in trades.to_dict("records"):
        if row["交易状态"] == "交易成功":
            times[row["客户"]] = times.get(row["客户"], 0) + 1
            money[row["客户"]] = money.get(row["客户"], 0) + row["交易金额"]
    return sum(times[name] >= 2 and money[name] > 40 for name in times)


COUNT_OLD = Exercise(
    name="count_old",
    title="找错：老客户怎么少了",
    kind="function",
    answer="count_old",
    asks="同事的程序漏掉了一些老客户。找出错在哪一行，写出改好的 count_old(trades)。",
    stub="def count_old(trades):\n    ...\n    return len(old)",
    reference=lambda trades: len(old_customers(trades)),
    cases=lambda: [
        cases.lesson_case(),
        cases.basic_case(),
        cases.states_case(),
        *cases.rule_cases(),
        cases.nobody_old_case(),
    ],
    parts=(
        Part("每笔都不大，加起来够 40 元", 2, ("basic", "tie")),
        Part(
            "别的规则没有改坏",
            2,
            ("september", "five_states", *cases.RULE_NAMES, "nobody_old"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "single_orders_over_forty",
            "错还在：先把每一笔不到 40 元的订单去掉了，合计够 40 元的客户也跟着没了。",
            "规则里的 40 元，是对一笔订单说的，还是对一位客户的合计说的？",
            _draft,
        ),
        Mistake(
            "all_states",
            "没有成功的订单也被算了进去。",
            "改错的时候，挑出交易成功的那一行还在不在？",
            lambda trades: _count(trades),
        ),
        Mistake(
            "not_closed",
            "你只去掉了交易关闭的订单，还没成功的订单留了下来。",
            "店长的规则只认哪一种状态？",
            lambda trades: _count(trades[trades["交易状态"] != CLOSED]),
        ),
        Mistake(
            "amount_from_forty",
            "合计正好 40.00 元的客户也被数了进去。",
            "“大于 40 元”该写 > 还是 >=？",
            lambda trades: _count(_successful(trades), lambda n, a: (n >= 2) & (a >= 40)),
        ),
        Mistake(
            "more_than_two",
            "正好成交 2 次的客户没有数进去。",
            "“2 次及以上”该写 > 还是 >=？",
            lambda trades: _count(_successful(trades), lambda n, a: (n > 2) & (a > 40)),
        ),
        Mistake(
            "either",
            "只满足一个条件的客户也被数了进去。",
            "两个条件之间，该用 & 还是 |？",
            lambda trades: _count(_successful(trades), lambda n, a: (n >= 2) | (a > 40)),
        ),
        Mistake(
            "only_orders",
            "去掉了错的那一行，可是金额的条件也一起不见了。",
            "“合计大于 40 元”这个条件，现在写在哪里？",
            lambda trades: _count(_successful(trades), lambda n, a: n >= 2),
        ),
        Mistake(
            "only_amount",
            "只看了金额，次数的条件不见了。",
            "只来过一次、花了 100 元的人，算老客户吗？",
            lambda trades: _count(_successful(trades), lambda n, a: a > 40),
        ),
        Mistake(
            "largest_order",
            "你拿每位客户最大的一笔去和 40 比，没有把几笔加起来。",
            "“合计”要用 max 还是 sum？",
            _by_largest,
        ),
        Mistake(
            "smaller_bound",
            "每一笔还是先筛了一遍，只是把 40 换成了别的数。",
            "规则说的是合计，分组之前要不要看每一笔的金额？",
            _with_smaller_bound,
        ),
        Mistake(
            "counted_orders",
            "你数的是老客户的订单有几笔，不是老客户有几位。",
            "最后一行数的是订单，还是客户？",
            _orders_of_old,
        ),
        Mistake(
            "everybody",
            "你数的是所有成交过的客户。",
            "分组之后，有没有按次数和金额筛选？",
            lambda trades: _count(_successful(trades), lambda n, a: n >= 1),
        ),
    ),
    styles=(_count_with_filter, _count_with_loop),
    hints=(
        "拿“隔壁班阿树”来试：两笔成功，18.20 元和 21.90 元。小韩的程序走完第二行，阿树还剩几笔？",
        "40 元是对“合计”说的，所以要先分组、求和，再和 40 比。",
        '删掉 done["交易金额"] > 40 那一行，在 old 那一行的方括号里添上 & (total["金额"] > 40)。',
    ),
    random=cases.random_orders,
)
