"""A bar chart of the money of each class."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.rfm import class_shares as reference_class_shares
from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart
from helpers.exercises.bar_charts import bar_chart, chart_mistakes
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases

TEXTS = ("八类会员各花了多少钱", "类别", "金额（元）")


def _money(classes: pd.DataFrame, how: str = "sum", column: str = "M") -> pd.Series[float]:
    return classes.groupby("类别")[column].agg(how).sort_values(ascending=False)


def _marks(classes: pd.DataFrame) -> tuple[Any, Any]:
    money = _money(classes)
    return money.index, money


def _of(values: pd.Series[float]) -> Chart:
    return bar_chart(values.index, values, TEXTS)


def _reference(classes: pd.DataFrame) -> Chart:
    table = reference_class_shares(classes)
    return bar_chart(table["类别"], table["金额"], TEXTS)


def _texts(axes: Any, lying: bool = False) -> Any:
    axes.set_title("八类会员各花了多少钱")
    axes.set_xlabel("金额（元）" if lying else "类别")
    axes.set_ylabel("类别" if lying else "金额（元）")
    return axes


def _with_pandas(classes: pd.DataFrame) -> Any:
    table = classes.groupby("类别").agg(金额=("M", "sum")).reset_index()
    table = table.sort_values("金额", ascending=False)
    return _texts(table.plot.bar(x="类别", y="金额", legend=False))


def _lying(classes: pd.DataFrame) -> Any:
    return _texts(classes.groupby("类别")["M"].sum().sort_values().plot.barh(), lying=True)


def _with_pyplot(classes: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt

    money = classes.pivot_table(index="类别", values="M", aggfunc="sum").sort_values("M")
    plt.figure()
    plt.bar(money.index, money["M"])
    return _texts(plt.gca())


def _cases() -> list[Case]:
    case = cases.classes_case
    return [
        cases.lesson_classes_case(),
        case(
            "four",
            "四类、八个人",
            ("小禾", 480, 6, 240.5, "重要保持"),
            ("阿满", 35, 9, 180.0, "重要价值"),
            ("豆豆", 500, 12, 310.25, "重要保持"),
            ("柳叶", 610, 1, 20.5, "一般挽留"),
            ("茉莉", 720, 2, 24.0, "一般挽留"),
            ("阿岚", 20, 14, 202.5, "重要价值"),
            ("邻居", 655, 1, 39.0, "一般挽留"),
            ("小包", 60, 2, 161.0, "一般发展"),
        ),
        case(
            "two",
            "只有两类",
            ("小禾", 48, 1, 40.5, "一般发展"),
            ("阿满", 35, 9, 180.0, "重要价值"),
            ("豆豆", 50, 2, 31.25, "一般发展"),
        ),
    ]


def _a_bar_a_customer(expected: Outcome, actual: Outcome) -> bool:
    """No bar has the name of a class, or one name stands under several bars."""
    chart = actual.value
    if not isinstance(chart, Chart) or chart.kind != "bar" or not chart.labels:
        return False
    names = set(chart.labels)
    return len(names) < len(chart.labels) or names.isdisjoint(expected.value.labels)


DRAW_CLASSES = Exercise(
    name="draw_classes",
    title="八类会员各花了多少钱",
    kind="chart",
    answer="draw_classes",
    asks="写函数 draw_classes(classes)：画每一类的金额合计的柱形图，按金额排好序，交回 ax。",
    stub="def draw_classes(classes):\n    ...\n    return ax",
    reference=_reference,
    cases=_cases,
    parts=(
        Part("柱形图，类别和金额都对", 2, ("members", "four", "two"), random=True),
        Part("按金额排好序", 1, ("four",), view="order"),
        Part("标题、轴名称和单位", 2, ("four",), view="texts"),
    ),
    mistakes=(
        Mistake(
            "people_drawn",
            "柱子画的是人数，不是金额。",
            "agg 里写的是计数还是求和？",
            lambda classes: _of(_money(classes, "count")),
        ),
        Mistake(
            "mean_drawn",
            "柱子画的是每人平均，不是这一类的合计。",
            "一类一共花了多少，用 mean 还是 sum？",
            lambda classes: _of(_money(classes, "mean")),
        ),
        Mistake(
            "largest_drawn",
            "柱子画的是每一类里花得最多的那一位。",
            "用 max 还是 sum？",
            lambda classes: _of(_money(classes, "max")),
        ),
        Mistake(
            "orders_drawn",
            "柱子画的是成交笔数，不是金额。",
            "加起来的是哪一列？",
            lambda classes: _of(_money(classes, column="F")),
        ),
        Mistake(
            "days_drawn",
            "柱子画的是天数加在一起，没有意思。",
            "加起来的是哪一列？",
            lambda classes: _of(_money(classes, column="R")),
        ),
        Mistake(
            "customers_drawn",
            "一根柱子是一位客户，不是一类。",
            "画图之前，按类别分组了吗？",
            lambda classes: bar_chart(classes["客户"], classes["M"], TEXTS),
            recognises=_a_bar_a_customer,
        ),
        Mistake(
            "unsorted_bars",
            "金额都对，只是柱子没有按高低排好。",
            "分组以后，按金额排过序吗？",
            lambda classes: _of(_money(classes).sort_index()),
        ),
        Mistake(
            "pie_chart",
            "你画成了饼图，八块扇形很难比较。",
            "比较谁多谁少，哪一种图一眼就能看出来？",
            lambda classes: bar_chart(
                _money(classes).index,
                _money(classes) / classes["M"].sum(),
                (TEXTS[0], "", "金额"),
                kind="pie",
                from_zero=False,
            ),
        ),
        *chart_mistakes(_marks, TEXTS),
    ),
    styles=(_with_pandas, _lying, _with_pyplot),
    hints=(
        '先分组：groupby("类别")，把 M 加起来，reset_index()；再 sort_values 按金额排好。',
        'ax = table.plot.bar(x="类别", y="金额", rot=0, legend=False)，第 3 课画过。',
        'ax.set_title("…")、ax.set_xlabel("类别")、ax.set_ylabel("金额（元）")，最后 return ax。',
    ),
    random=cases.random_classes,
)
