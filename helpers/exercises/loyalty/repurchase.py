"""复购率: who came back, among those who ever came."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.loyalty import repurchase_rate as reference_repurchase_rate
from helpers.analysis.tables import ratio
from helpers.exercises.generic import or_zero
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import bought, case
from helpers.exercises.model import Case, Exercise, Mistake, Part


def _people(behaviour: pd.DataFrame, least: int) -> int:
    return int((behaviour["成交次数"] >= least).sum())


def _orders(behaviour: pd.DataFrame) -> int:
    return int(behaviour["成交次数"].sum())


def _money(behaviour: pd.DataFrame, least: int) -> float:
    return float(behaviour.loc[behaviour["成交次数"] >= least, "成交金额"].sum())


def _exactly(behaviour: pd.DataFrame, number: int) -> int:
    return int((behaviour["成交次数"] == number).sum())


def _times(behaviour: pd.DataFrame, least: int) -> int:
    return int(behaviour.loc[behaviour["成交次数"] >= least, "成交次数"].sum())


def _by_rows(behaviour: pd.DataFrame) -> float | None:
    came = behaviour[behaviour["成交次数"] > 0]
    again = came[came["成交次数"] != 1]
    return len(again) / len(came) if len(came) else None


def _by_mean(behaviour: pd.DataFrame) -> float:
    came = behaviour.loc[behaviour["成交次数"] >= 1, "成交次数"]
    return float((came >= 2).mean())


def _by_loop(behaviour: pd.DataFrame) -> float:
    came = again = 0
    for times in behaviour["成交次数"]:
        came += times >= 1
        again += times >= 2
    return again / came if came else float("nan")


def _cases() -> list[Case]:
    def one(name: str, title: str, *rows: tuple[str, int, float]) -> Case:
        return case(name, title, behaviour=bought(*rows))

    return [
        case("members", "店里的会员", behaviour=cases.behaviour()),
        one(
            "clear",
            "人人都买过",
            ("小禾", 3, 71.5),
            ("阿满", 5, 157.5),
            ("豆豆", 1, 12.0),
            ("茉莉", 1, 30.0),
            ("柳叶", 1, 41.0),
        ),
        one("exactly_two", "有人正好两次", ("小禾", 2, 71.5), ("豆豆", 1, 12.0), ("阿满", 6, 90.0)),
        one(
            "never",
            "有人从来没成交",
            ("小葛", 0, 0.0),
            ("小禾", 4, 71.5),
            ("豆豆", 1, 12.0),
            ("阿树", 0, 0.0),
            ("柳叶", 1, 20.5),
        ),
        one("all_again", "个个都回头", ("小禾", 4, 71.5), ("阿满", 2, 66.0)),
        one("nobody", "一位成交的也没有", ("小葛", 0, 0.0), ("阿树", 0, 0.0)),
    ]


REPURCHASE_RATE = Exercise(
    name="repurchase_rate",
    title="复购率",
    kind="function",
    answer="repurchase_rate",
    asks="写函数 repurchase_rate(behaviour)：成交 2 次及以上的人数 ÷ 成交 1 次及以上的人数（小数）。",
    stub="# 函数叫 repurchase_rate，圆括号里是 behaviour。def 和 return 都由你来写\n...",
    reference=lambda behaviour: reference_repurchase_rate(behaviour),
    cases=_cases,
    parts=(
        Part("人人都买过", 1, ("clear",)),
        Part(
            "正好两次、从来没成交、个个都回头",
            3,
            ("members", "clear", "exactly_two", "never", "all_again"),
            random=True,
        ),
        Part("一位成交的也没有时是缺失", 1, ("clear", "nobody")),
    ),
    mistakes=(
        Mistake(
            "over_all_rows",
            "分母是整张表的行数：从来没有成交过的人也在里面。",
            "没买过第一次的人，谈得上“再来一次”吗？",
            lambda behaviour: ratio(_people(behaviour, 2), len(behaviour)),
        ),
        Mistake(
            "more_than_two",
            "正好成交 2 次的人没有数进分子。",
            "“2 次及以上”，2 次算不算？",
            lambda behaviour: ratio(_people(behaviour, 3), _people(behaviour, 1)),
        ),
        Mistake(
            "both_lines_excluded",
            "两条线都差了一：正好 2 次和正好 1 次的人没有数进去。",
            "“2 次及以上”“1 次及以上”，该写 > 还是 >=？",
            lambda behaviour: ratio(_people(behaviour, 3), _people(behaviour, 2)),
        ),
        Mistake(
            "counted_rows",
            "len 和 .count() 数的是整列有几行，True 和 False 都数，所以总是 1。",
            "只数 True，用 .sum() 还是 len？",
            lambda behaviour: ratio(len(behaviour), len(behaviour)),
        ),
        Mistake(
            "times_for_people",
            "你加的是次数：来 6 次的人被数成了 6 位。",
            "复购率数的是人。条件加起来是人数，那一列加起来是什么？",
            lambda behaviour: ratio(_times(behaviour, 2), _times(behaviour, 1)),
        ),
        Mistake(
            "division_by_none",
            "一位成交的也没有时，除数是 0，程序就停下了。",
            "题目里说的哪一个函数，除数是 0 时会交出缺失？",
            lambda behaviour: _people(behaviour, 2) / _people(behaviour, 1),
        ),
        Mistake(
            "exactly_two_only",
            "分子只数了正好 2 次的人，来得更多的反而没有了。",
            "“2 次及以上”该写 == 还是 >=？",
            lambda behaviour: ratio(_exactly(behaviour, 2), _people(behaviour, 1)),
        ),
        Mistake(
            "over_once_only",
            "分母只数了正好来过 1 次的人，回头客不在里面。",
            "“1 次及以上”包不包括来过 5 次的人？",
            lambda behaviour: ratio(_people(behaviour, 2), _exactly(behaviour, 1)),
        ),
        Mistake(
            "once_only",
            "你算的是只来过一次的人占多少，正好反了。",
            "分子要数的是回头的人，还是没回头的人？",
            lambda behaviour: ratio(_exactly(behaviour, 1), _people(behaviour, 1)),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了，得数比 1 还大。",
            "回头的人和来过的人，哪一个在上面？",
            lambda behaviour: ratio(_people(behaviour, 1), _people(behaviour, 2)),
        ),
        Mistake(
            "orders_for_people",
            "你除的是订单数：复购率数的是人。",
            "一个人买了 5 次，是几位回头客？",
            lambda behaviour: ratio(_people(behaviour, 2), _orders(behaviour)),
        ),
        Mistake(
            "mean_times",
            "你算的是平均每人几次，不是有多少人回头。",
            "sum 加的是次数，还是一列 True/False？",
            lambda behaviour: ratio(_orders(behaviour), _people(behaviour, 1)),
        ),
        Mistake(
            "shares_of_money",
            "你加的是钱：那是回头客的金额占比。",
            "复购率的上面和下面，数的是人还是钱？",
            lambda behaviour: ratio(_money(behaviour, 2), _money(behaviour, 1)),
        ),
        Mistake(
            "people_only",
            "你交的是回头客有几位，还没有除以来过的人数。",
            "“率”是两个数相除，下面的那个呢？",
            lambda behaviour: _people(behaviour, 2),
        ),
        Mistake(
            "once_is_enough",
            "来过 1 次的人都数成了回头客。",
            "分子的条件写的是几次？",
            lambda behaviour: ratio(_people(behaviour, 1), len(behaviour)),
        ),
        Mistake(
            "zero_for_missing",
            "一位成交的也没有时，你交了 0：那等于说“来过的人都没回头”。",
            "没有人来过，回头的比例说得出来吗？",
            lambda behaviour: or_zero(reference_repurchase_rate(behaviour)),
        ),
    ),
    styles=(_by_rows, _by_mean, _by_loop),
    hints=(
        "函数的样子：第一行 def 名字(表的名字):，中间算两个数，最后一行 return ratio(上面, 下面)。",
        '条件加起来就是人数，像第 1 课那样：(behaviour["成交次数"] >= 1).sum()。',
        'again = (behaviour["成交次数"] >= ____).sum()，came 也这样写，最后 return ratio(again, came)',
    ),
    random=cases.random_bought,
)
