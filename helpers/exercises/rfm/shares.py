"""What each class weighs: customers and money."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.rfm import class_shares as reference_class_shares
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _shares(
    classes: pd.DataFrame, number: tuple[str, str] = ("客户", "count"), money: str = "sum"
) -> pd.DataFrame:
    aims: dict[str, Any] = {"人数": number, "金额": ("M", money)}
    table: pd.DataFrame = classes.groupby("类别").agg(**aims).reset_index()
    return table.assign(金额占比=table["金额"] / table["金额"].sum())


def _total_row(classes: pd.DataFrame) -> pd.DataFrame:
    table = _shares(classes)
    last = [["总计", table["人数"].sum(), table["金额"].sum(), 1.0]]
    return pd.concat([table, pd.DataFrame(last, columns=table.columns)])


def _shares_by_pivot(classes: pd.DataFrame) -> pd.DataFrame:
    table = classes.pivot_table(index="类别", values="M", aggfunc=["count", "sum"])
    table.columns = pd.Index(["人数", "金额"])
    table["金额占比"] = table["金额"] / classes["M"].sum()
    return table.reset_index()


def _shares_by_loop(classes: pd.DataFrame) -> pd.DataFrame:
    whole = classes["M"].sum()
    rows = []
    for kind in classes["类别"].unique():
        mine = classes[classes["类别"] == kind]
        money = mine["M"].sum()
        rows.append({"类别": kind, "人数": len(mine), "金额": money, "金额占比": money / whole})
    return pd.DataFrame(rows)


def _shares_by_merge(classes: pd.DataFrame) -> pd.DataFrame:
    people = classes["类别"].value_counts().reset_index(name="人数")
    money = classes.groupby("类别")["M"].sum().round(2).reset_index(name="金额")
    table = people.merge(money, on="类别")
    table["金额占比"] = table["金额"] / table["金额"].sum()
    return table


def _share_cases() -> list[Case]:
    case = cases.classes_case
    return [
        cases.lesson_classes_case(),
        case(
            "clear",
            "三类、六个人",
            ("小禾", 20, 6, 240.0, "重要价值"),
            ("阿满", 35, 5, 160.0, "重要价值"),
            ("豆豆", 500, 7, 310.25, "重要保持"),
            ("柳叶", 610, 1, 20.5, "一般挽留"),
            ("茉莉", 720, 1, 14.25, "一般挽留"),
            ("阿岚", 800, 2, 55.0, "一般挽留"),
        ),
        case(
            "same_amount",
            "几位客户的金额一样",
            ("小禾", 40, 1, 30.0, "一般发展"),
            ("阿满", 60, 2, 30.0, "一般发展"),
            ("豆豆", 520, 1, 30.0, "一般挽留"),
            ("柳叶", 25, 8, 150.0, "重要价值"),
        ),
        case(
            "one_class",
            "只有一类",
            ("小禾", 40, 1, 22.0, "一般发展"),
            ("阿满", 60, 2, 41.5, "一般发展"),
        ),
    ]


CLASS_SHARES = Exercise(
    name="class_shares",
    title="每一类有多重",
    kind="function",
    answer="class_shares",
    asks="写函数 class_shares(classes)：每一类的 人数、金额（元）、金额占比（小数，占全部金额）。",
    stub="def class_shares(classes):\n    ...\n    return table",
    reference=reference_class_shares,
    cases=_share_cases,
    parts=(
        Part("人数和金额", 2, ("one_class",)),
        Part("占比", 3, ("members", "clear", "same_amount"), random=True),
    ),
    mistakes=(
        Mistake(
            "share_of_people",
            "占比算的是人数占多少，不是金额占多少。",
            "“金额占比”的上面和下面，各该放哪一列？",
            lambda classes: _shares(classes).assign(
                金额占比=lambda table: table["人数"] / table["人数"].sum()
            ),
        ),
        Mistake(
            "percent_share",
            "占比大了 100 倍：你交的是百分数，题目要的是小数。",
            "0.25 和 25，题目要哪一种？",
            lambda classes: _shares(classes).assign(金额占比=lambda table: table["金额占比"] * 100),
        ),
        Mistake(
            "rounded_share",
            "占比被四舍五入了，和准确值对不上。",
            "先保留完整的小数，显示时再取整，行不行？",
            lambda classes: _shares(classes).round({"金额占比": 2}),
        ),
        Mistake(
            "mean_amount",
            "“金额”里是每人平均，不是这一类一共多少。",
            "一类客户一共花了多少，用 mean 还是 sum？",
            lambda classes: _shares(classes, money="mean"),
        ),
        Mistake(
            "orders_for_people",
            "“人数”里加的是订单数。",
            "一行是一位客户，数人要用 count，还是把 F 加起来？",
            lambda classes: _shares(classes, ("F", "sum")),
        ),
        Mistake(
            "distinct_amounts",
            "金额一样的客户只数了一次。",
            "数人用哪一列，用 count 还是 nunique？",
            lambda classes: _shares(classes, ("M", "nunique")),
        ),
        Mistake(
            "against_largest",
            "占比除的是最大的一类，不是全部。",
            "“占全部金额的多少”，下面该放谁的合计？",
            lambda classes: _shares(classes).assign(
                金额占比=lambda table: table["金额"] / table["金额"].max()
            ),
        ),
        Mistake(
            "amount_per_person",
            "“金额占比”里是每人花了多少元。",
            "占比是部分除以全部，全部是哪个数？",
            lambda classes: _shares(classes).assign(
                金额占比=lambda table: table["金额"] / table["人数"]
            ),
        ),
        Mistake(
            "divided_by_number_of_people",
            "占比除的是一共几位客户，不是一共多少元。",
            "元除以人，得到的还是占比吗？",
            lambda classes: _shares(classes).assign(金额占比=lambda t: t["金额"] / t["人数"].sum()),
        ),
        Mistake(
            "against_the_members",
            "分母总是全部会员的金额，换一张表就不对。",
            "全部金额，该从交进来的表里来，还是从外面的表里来？",
            lambda classes: _shares(classes).assign(金额占比=lambda t: t["金额"] / 160807.8),
        ),
        Mistake(
            "share_as_text",
            "占比成了带 % 的文字，不能再拿去算。",
            "题目要的是小数，要不要加 % 号？",
            lambda classes: _shares(classes).assign(
                金额占比=lambda table: table["金额占比"].map(lambda share: f"{share:.1%}")
            ),
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.DataFrame)
                and "金额占比" in actual.value.columns
                and bool(actual.value["金额占比"].map(lambda share: isinstance(share, str)).all())
            ),
        ),
        Mistake(
            "people_and_money_swapped",
            "人数和金额两列的内容换了位置。",
            "人数会有小数吗？数客户用 count 还是 sum？",
            lambda classes: _shares(classes, ("M", "sum"), "count"),
        ),
        Mistake(
            "total_row",
            "表的最后多了一行总计，它不是一类客户。",
            "一行是一类，“总计”是哪一类？",
            _total_row,
        ),
        Mistake(
            "no_share",
            "人数和金额都有了，还少一列金额占比。",
            "每一类的金额，除以哪个数？",
            lambda classes: _shares(classes)[["类别", "人数", "金额"]],
        ),
    ),
    styles=(_shares_by_pivot, _shares_by_loop, _shares_by_merge),
    hints=(
        '先分组：groupby("类别")，agg 里两行，一行数客户，一行把 M 加起来。',
        "占比 = 这一类的金额 ÷ 全部金额。全部金额就是那一列再 .sum()。",
        'table["金额占比"] = table["金额"] / table["____"].sum()，上一行别忘了 reset_index()。',
    ),
    random=cases.random_classes,
)
