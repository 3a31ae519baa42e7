"""Whom to send it: the top of one class, as far as the budget goes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.rfm import send_list as reference_send_list
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _sent(
    classes: pd.DataFrame,
    kind: str | None,
    number: int,
    by: str = "M",
    rising: bool = False,
) -> pd.DataFrame:
    members = classes if kind is None else classes[classes["类别"] == kind]
    return members.sort_values(by, ascending=rising).head(number)


def _cut_before(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    first = _sent(classes, None, budget // price)
    return first[first["类别"] == kind]


def _unsorted(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    return classes[classes["类别"] == kind].head(budget // price)


def _sorted_after(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    first = classes[classes["类别"] == kind].head(budget // price)
    return first.sort_values("M", ascending=False)


def _one_at_least(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    return _sent(classes, kind, max(budget // price, 1))


def _by_nlargest(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    members = classes.query("类别 == @kind")
    return members.nlargest(int(budget / price), "M")


def _by_rank(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    members = classes[classes["类别"] == kind].copy()
    place = members["M"].rank(ascending=False)
    return members[place * price <= budget]


def _by_spending(classes: pd.DataFrame, kind: str, budget: int, price: int) -> pd.DataFrame:
    rows = []
    for _, row in classes.sort_values("M", ascending=False).iterrows():
        if row["类别"] == kind and budget >= price:
            rows.append(row)
            budget = budget - price
    return pd.DataFrame(rows, columns=classes.columns)


_PEOPLE = (
    ("小禾", 480, 6, 240.5, "重要保持"),
    ("阿满", 35, 9, 410.0, "重要价值"),
    ("豆豆", 500, 12, 310.25, "重要保持"),
    ("柳叶", 610, 1, 20.5, "一般挽留"),
    ("茉莉", 720, 5, 175.0, "重要保持"),
    ("阿岚", 20, 14, 502.5, "重要价值"),
    ("邻居", 455, 8, 390.0, "重要保持"),
    ("小包", 60, 7, 199.0, "重要价值"),
)


def _crowd() -> pd.DataFrame:
    """Forty-five people of one class: more than the number that the lesson's own budget pays."""
    people = [(f"第{n}位", 420 + n, n % 7 + 4, 900.0 - 10 * n, "重要保持") for n in range(1, 46)]
    return cases.classes(*people)


def _cases() -> list[Case]:
    def case(name: str, title: str, kind: str, budget: int, price: int) -> Case:
        args = {"classes": cases.classes(*_PEOPLE), "kind": kind, "budget": budget}
        return Case(name, title, {**args, "price": price})

    lesson = {"classes": cases.member_classes(), "kind": cases.KIND}
    return [
        Case("members", "会员", {**lesson, "budget": cases.BUDGET, "price": cases.PRICE}),
        case("exact", "正好够三份", "重要保持", 30, 10),
        case("rest", "够两份，还剩一点钱", "重要保持", 29, 10),
        case("more_than_people", "钱比人多", "重要保持", 100, 10),
        case("too_little", "一份也买不起", "重要保持", 9, 10),
        case("cheap", "每份只要 2 元", "重要保持", 7, 2),
        Case(
            "crowd",
            "四十五个人，只够两份",
            {"classes": _crowd(), "kind": "重要保持", "budget": 20, "price": 10},
        ),
        case("other_class", "换成重要价值", "重要价值", 44, 20),
    ]


def _random(rng: np.random.Generator) -> dict[str, Any]:
    table = cases.random_classes(rng)["classes"]
    budget = int(rng.integers(5, 60))
    return {
        "classes": table,
        "kind": str(rng.choice(table["类别"].unique())),
        "budget": budget,
        "price": int(rng.integers(3, 15)),
    }


SEND_LIST = Exercise(
    name="send_list",
    title="这一笔钱寄给谁",
    kind="function",
    answer="send_list",
    asks="写函数 send_list(classes, kind, budget, price)：kind 这一类里 M 最大的客户，钱够几份就取几位。",
    stub="...",
    reference=reference_send_list,
    cases=_cases,
    parts=(
        Part("正好够几份", 3, ("exact",)),
        Part(
            "有零头、钱比人多、一份也买不起、换一类",
            3,
            ("members", "rest", "more_than_people", "too_little", "cheap", "crowd", "other_class"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "all_members",
            "别的类别的人也收到了：你没有先挑出 kind 这一类。",
            "花得最多的人，就是这一份礼该寄的人吗？",
            lambda classes, kind, budget, price: _sent(classes, None, budget // price),
        ),
        Mistake(
            "nobody_found",
            "名单总是空的：没有哪一类正好叫你写的那个名字。",
            "kind 是一个名字，它的两边要不要引号？",
            lambda classes, kind, budget, price: _sent(classes, "kind", budget // price),
        ),
        Mistake(
            "cut_before_class",
            "你先取了前几名，再挑类别，寄出的份数就少了。",
            "head 和挑类别，哪一步该先做？",
            _cut_before,
        ),
        Mistake(
            "whole_class",
            "这一类的人全在名单上，钱不够了。",
            "budget 元，每份 price 元，够几份？",
            lambda classes, kind, budget, price: _sent(classes, kind, len(classes)),
        ),
        Mistake(
            "smallest_first",
            "名单上是这一类里花得最少的人。",
            "从大到小排，ascending 该写什么？",
            lambda classes, kind, budget, price: _sent(classes, kind, budget // price, rising=True),
        ),
        Mistake(
            "unsorted",
            "你取的是表里排在前面的人，没有按 M 排。",
            "head 之前，表排过序吗？",
            _unsorted,
        ),
        Mistake(
            "most_orders",
            "你按次数排了，不是按金额。",
            "“花得最多”该按哪一列排？",
            lambda classes, kind, budget, price: _sent(classes, kind, budget // price, "F"),
        ),
        Mistake(
            "longest_away",
            "你按 R 从大到小排了：排在前面的是离开最久的。",
            "“花得最多”该按哪一列排？",
            lambda classes, kind, budget, price: _sent(classes, kind, budget // price, "R"),
        ),
        Mistake(
            "rounded_up",
            "有零头的时候多取了一位，最后那一份的钱不够。",
            "29 元，每份 10 元，够几份？",
            lambda classes, kind, budget, price: _sent(classes, kind, -(-budget // price)),
        ),
        Mistake(
            "rounded_to_nearest",
            "零头不够一份，却进了一位：四舍五入也会多出一份。",
            "29 元，每份 10 元，够几份？",
            lambda classes, kind, budget, price: _sent(classes, kind, round(budget / price)),
        ),
        Mistake(
            "one_too_many",
            "总是多取了一位。",
            "head 的括号里，是不是多加了 1？",
            lambda classes, kind, budget, price: _sent(classes, kind, budget // price + 1),
        ),
        Mistake(
            "one_at_least",
            "一份也买不起的时候，名单上还有一位。",
            "9 元，每份 10 元，能寄出几份？",
            _one_at_least,
        ),
        Mistake(
            "price_for_number",
            "你把每份的价钱当成了人数。",
            "budget ÷ price 得到几份，这一步写了吗？",
            lambda classes, kind, budget, price: _sent(classes, kind, price),
        ),
        Mistake(
            "fixed_class",
            "类别写死了，换一类还是寄给“重要保持”。",
            "括号里的 kind 用上了吗？",
            lambda classes, kind, budget, price: _sent(classes, "重要保持", budget // price),
        ),
        Mistake(
            "fixed_number",
            "份数写死成了 42，换一笔预算就不对了。",
            "份数该写成数字，还是让程序自己除？",
            lambda classes, kind, budget, price: _sent(classes, kind, 42),
        ),
        Mistake(
            "all_fixed",
            "类别和份数都写死了，只对店长这一次。",
            "括号里的四样，函数里都用上了吗？",
            lambda classes, kind, budget, price: _sent(classes, "重要保持", 42),
        ),
        Mistake(
            "budget_and_price_swapped",
            "预算和单价换了位置：份数成了 price ÷ budget。",
            "括号里的四样，先后和题目一样吗？",
            lambda classes, kind, budget, price: _sent(classes, kind, price // budget),
        ),
        Mistake(
            "names_only",
            "你只交回了客户的名字，别的列不见了。",
            "题目要的是整行，还要再挑列吗？",
            lambda classes, kind, budget, price: _sent(classes, kind, budget // price)[["客户"]],
        ),
    ),
    styles=(_by_nlargest, _by_rank, _by_spending),
    hints=(
        "从空白开始：第一行 def，写上函数名和四个名字，最后一行 return。中间三步：挑类别 → 排序 → 取前几位。",
        "取几位？budget // price：// 是只要整数部分的除法，29 // 10 得 2。",
        'members = classes[classes["类别"] == ____]，再 .sort_values("M", ascending=False).head(____)。',
    ),
    random=_random,
)
