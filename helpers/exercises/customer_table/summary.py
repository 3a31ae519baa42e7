"""How many customers each class has, and what they spend."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import class_summary, classify
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.customer_table import cases
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.random_customer_table import random_customer_table


def _grouped(
    classified: pd.DataFrame,
    key: str | list[str] = "客户类型",
    number: tuple[str, str] = ("姓名", "count"),
    amount: tuple[str, str] = ("总消费金额/元", "sum"),
) -> pd.DataFrame:
    table: pd.DataFrame = classified.groupby(key).agg(人数=number, 消费合计=amount).reset_index()
    return table


def _headers_swapped(classified: pd.DataFrame) -> pd.DataFrame:
    table = _grouped(classified)
    return table.rename(columns={"人数": "消费合计", "消费合计": "人数"})


def _is_half(expected: Outcome, actual: Outcome) -> bool:
    """One of the two new columns, and right."""
    right, mine = expected.value, actual.value
    if isinstance(mine, pd.Series):
        mine = mine.to_frame()
    if not isinstance(mine, pd.DataFrame):
        return False
    return any(compare(right.drop(columns=name), mine) is None for name in ("人数", "消费合计"))


def _with_total(classified: pd.DataFrame) -> pd.DataFrame:
    table = _grouped(classified)
    total = [["总计", table["人数"].sum(), table["消费合计"].sum()]]
    return pd.concat([table, pd.DataFrame(total, columns=["客户类型", "人数", "消费合计"])])


def _summary_by_pivot(classified: pd.DataFrame) -> pd.DataFrame:
    how: Any = {"姓名": "count", "总消费金额/元": "sum"}
    table = classified.pivot_table(index="客户类型", values=list(how), aggfunc=how)
    return table.rename(columns={"姓名": "人数", "总消费金额/元": "消费合计"})


def _summary_by_loop(classified: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for name in classified["客户类型"].unique():
        mine = classified[classified["客户类型"] == name]
        rows.append([name, len(mine), mine["总消费金额/元"].sum()])
    return pd.DataFrame(rows, columns=["客户类型", "人数", "消费合计"])


def _summary_by_merge(classified: pd.DataFrame) -> pd.DataFrame:
    number = classified["客户类型"].value_counts().rename("人数").reset_index()
    amount = classified.groupby("客户类型")["总消费金额/元"].sum().rename("消费合计").reset_index()
    return number.merge(amount, on="客户类型")


def _case(name: str, title: str, *rows: cases.Row) -> Case:
    return Case(name, title, {"classified": classify(cases.people(*rows))})


def _cases() -> list[Case]:
    return [
        Case("sheet", "24 位客户和他们的类型", {"classified": cases.the_classes()}),
        _case("clear", "三类都有", *cases.CLEAR),
        _case("one_class", "只有一类", ("阿满", "女", 6, 512.5), ("佳佳", "女", 5, 298.0)),
        _case(
            "gaps",
            "来得多和花得多的一般客户",
            ("小包", "男", 7, 90.5),
            ("团长", "女", 1, 268.0),
            ("阿树", "男", 3, 230.0),
            ("柳叶", "女", 2, 100.5),
        ),
    ]


def _random(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    return {"classified": classify(random_customer_table(rng))}


COUNT_CLASSES = Exercise(
    name="count_classes",
    title="每一类几个人，花了多少",
    kind="function",
    answer="count_classes",
    asks="写函数 count_classes(classified)：按 客户类型 分组，给出 人数 和 消费合计（元）。",
    stub="def count_classes(classified):\n    ...\n    return table",
    reference=lambda classified: class_summary(classified),
    cases=_cases,
    parts=(
        Part("三类都有的小表", 2, ("clear", "one_class")),
        Part("本课的表和别的表", 1, ("sheet", "gaps"), random=True),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "mean_amount",
            "“消费合计”里放的是每人平均，不是总和。",
            "把几个人的钱合在一起，用 mean 还是 sum？",
            lambda classified: _grouped(classified, amount=("总消费金额/元", "mean")),
        ),
        Mistake(
            "by_sex",
            "你按性别分了组。",
            "店长问的是每一类，groupby 里该写哪一列？",
            lambda classified: _grouped(classified, key="性别"),
        ),
        Mistake(
            "summed_times",
            "“消费合计”里是购买次数的和，不是钱。",
            "sum 前面写的是哪一列？",
            lambda classified: _grouped(classified, amount=("近3个月总购买频次", "sum")),
        ),
        Mistake(
            "times_for_people",
            "“人数”里是购买次数的和：一个人来 8 次，也只是一个人。",
            "数人用 count 还是 sum，数哪一列？",
            lambda classified: _grouped(classified, number=("近3个月总购买频次", "sum")),
        ),
        Mistake(
            "distinct_classes",
            "“人数”全是 1：你数的是组里有几种不同的类型。",
            "每一组里数姓名，用哪个词？",
            lambda classified: _grouped(classified, number=("客户类型", "nunique")),
        ),
        Mistake(
            "counted_twice",
            "“消费合计”里放的也是人数：两个空都填了计数。",
            "把几个人的钱加在一起，用 count 还是 sum？",
            lambda classified: _grouped(classified, amount=("总消费金额/元", "count")),
        ),
        Mistake(
            "largest_amount",
            "“消费合计”里只有花得最多的那一位。",
            "要把这一组的钱都加起来，用 max 还是 sum？",
            lambda classified: _grouped(classified, amount=("总消费金额/元", "max")),
        ),
        Mistake(
            "headers_swapped",
            "“人数”和“消费合计”两列的内容换了位置。",
            "看第一行：人数会有小数吗？",
            _headers_swapped,
        ),
        Mistake(
            "total_row",
            "表的最后多了一行总计，它不是一类客户。",
            "一行是一类，“总计”是哪一类？",
            _with_total,
        ),
        Mistake(
            "one_column",
            "只做了一半：人数、消费合计，两列里还少一列。",
            "agg 的括号里，写了几个新列名？",
            lambda classified: _grouped(classified)[["客户类型", "人数"]],
            recognises=_is_half,
        ),
        Mistake(
            "not_grouped",
            "你交回的还是原来的表，分组的结果没有存下来。",
            "groupby 那一行的前面，写了 table = 吗？",
            lambda classified: classified,
        ),
        Mistake(
            "by_class_and_sex",
            "每一类拆成了几行：你按两列分了组。",
            "groupby 的括号里，只该写哪一列？",
            lambda classified: _grouped(classified, key=["客户类型", "性别"]),
        ),
        Mistake(
            "without_ordinary",
            "少了一行：一般客户没有数。",
            "分组之前，是不是先筛掉了一类人？",
            lambda classified: _grouped(classified[classified["客户类型"] != "一般客户"]),
        ),
    ),
    styles=(_summary_by_pivot, _summary_by_loop, _summary_by_merge),
    hints=(
        '第 3 课的办法：groupby("哪一列").agg(新列名=("原来的列", "怎么算"))。',
        '人数：数姓名，用 "count"；消费合计：加 总消费金额/元，用 "sum"。最后 .reset_index()。',
        'table = classified.groupby("____").agg(人数=("姓名", "____"), '
        '消费合计=("总消费金额/元", "____")).reset_index()',
    ),
    random=_random,
)
