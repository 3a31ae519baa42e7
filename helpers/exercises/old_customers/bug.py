"""Find the bug: a colleague's program that loses old customers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.old_customers import old_customers
from helpers.analysis.states import CLOSED, SUCCESS
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.old_customers import cases
from helpers.exercises.old_customers.cases import Keep


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
