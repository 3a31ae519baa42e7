"""A bar chart of the four types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import UNKNOWN
from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart
from helpers.exercises.bar_charts import Texts, bar_chart, chart_mistakes, right_but_for
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import case, felt
from helpers.exercises.loyalty.shares import ABOVE, AWAY, BELOW, COLD, EQUAL, FOND, IDLE
from helpers.exercises.model import Case, Exercise, Mistake, Part

UNITS = "位、人、名、个"
TEXTS = ("四种忠诚各有几位客户", "忠诚类型", f"客户数（{UNITS}）")


def _chart(numbers: pd.Series[Any], texts: Texts = TEXTS) -> Chart:
    """The chart that a program would draw of ``numbers``, without drawing it."""
    return bar_chart(numbers.index, numbers, texts)


def _sorted(chart: Chart) -> Chart:
    """The same bars in the order of their height."""
    marks = sorted(zip(chart.values, chart.labels, strict=True))
    return replace(chart, values=tuple(m[0] for m in marks), labels=tuple(m[1] for m in marks))


def _numbers(answered: pd.DataFrame) -> pd.Series[int]:
    return answered["忠诚类型"].value_counts()


def _marks(answered: pd.DataFrame) -> tuple[Any, Any]:
    numbers = _numbers(answered)
    return numbers.index, numbers


def _amounts(answered: pd.DataFrame) -> pd.Series[float]:
    return answered.groupby("忠诚类型")["成交金额"].sum().sort_values(ascending=False)


def _orders(answered: pd.DataFrame) -> pd.Series[int]:
    return answered.groupby("忠诚类型")["成交次数"].sum().sort_values(ascending=False)


def _texts(axes: Any, lying: bool = False) -> Any:
    axes.set_title("四种忠诚各有几位客户")
    axes.set_xlabel("客户数（位）" if lying else "忠诚类型")
    axes.set_ylabel("忠诚类型" if lying else "客户数（位）")
    return axes


def _with_pandas(answered: pd.DataFrame) -> Any:
    return _texts(answered["忠诚类型"].value_counts().plot.bar(rot=0))


def _lying(answered: pd.DataFrame) -> Any:
    counts = answered.groupby("忠诚类型").agg(人数=("忠诚类型", "count")).reset_index()
    counts = counts.sort_values("人数")
    return _texts(counts.plot.barh(x="忠诚类型", y="人数", legend=False), lying=True)


def _with_pyplot(answered: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt

    counts = answered["忠诚类型"].value_counts().sort_values()
    axes = plt.figure().subplots()
    axes.bar(counts.index, counts.to_numpy())
    return _texts(axes)


def _cases() -> list[Case]:
    return [
        case("december", "答了卷的会员", answered=cases.answered()),
        case(
            "four",
            "四种人都有",
            answered=felt(
                (COLD, BELOW, 3), (IDLE, ABOVE, 2), (AWAY, BELOW, 1), (AWAY, EQUAL, 4),
                (FOND, ABOVE, 9), (FOND, BELOW, 1),
            ),
        ),
        case(
            "two",
            "只有两种人",
            answered=felt((COLD, BELOW, 6), (COLD, ABOVE, 1), (AWAY, ABOVE, 2)),
        ),
        case(
            "other_order",
            "常客最少",
            answered=felt((FOND, ABOVE, 2), (IDLE, EQUAL, 5), (COLD, BELOW, 4), (AWAY, BELOW, 7)),
        ),
    ]  # fmt: skip


def _random(rng: np.random.Generator) -> dict[str, Any]:
    return cases.random_answered(rng)


def _of_everybody(expected: Outcome, actual: Outcome) -> bool:
    return isinstance(actual.value, Chart) and UNKNOWN in actual.value.labels


def _of_stars(expected: Outcome, actual: Outcome) -> bool:
    return isinstance(actual.value, Chart) and {"5"} <= set(actual.value.labels) <= set("12345")


def _by_name(numbers: pd.Series[int]) -> pd.Series[int]:
    """In the order in which the course names the types, as groupby does not sort by number."""
    order = [name for name in (IDLE, FOND, AWAY, COLD) if name in numbers.index]
    return numbers.reindex(order)


DRAW_TYPES = Exercise(
    name="draw_types",
    title="四种忠诚的柱形图",
    kind="chart",
    answer="draw_types",
    asks="写函数 draw_types(answered)：画四种忠诚各有几位客户的柱形图，交回 ax。",
    stub="def draw_types(answered):\n    ...\n    return ax",
    reference=lambda answered: _chart(_numbers(answered)),
    cases=_cases,
    parts=(
        Part("柱形图，每种几位都对", 2, ("december", "four", "two", "other_order"), random=True),
        Part("按人数排好序", 1, ("four", "other_order"), view="order"),
        Part("标题、轴名称和单位", 1, ("four",), view="texts"),
    ),
    mistakes=(
        Mistake(
            "drew_feelings",
            "你数的是感受，不是忠诚类型。",
            "value_counts 前面取的是哪一列？",
            lambda answered: _chart(answered["感受"].value_counts()),
        ),
        Mistake(
            "drew_shares",
            "柱子画的是占比，题目要几位客户。",
            "normalize 写进去了吗？",
            lambda answered: _chart(_numbers(answered) / len(answered)),
        ),
        Mistake(
            "drew_money",
            "柱子画的是钱，题目要几位客户。",
            "要数的是行，还是要把成交金额加起来？",
            lambda answered: _chart(_amounts(answered)),
        ),
        Mistake(
            "drew_times",
            "你把成交次数加了起来，题目要几位客户。",
            "要数的是行，还是要把一列加起来？",
            lambda answered: _chart(_orders(answered)),
        ),
        Mistake(
            "unsorted_bars",
            "人数都对，只是柱子没有按高低排好。",
            "最后是按名字排的，还是按人数排的？",
            lambda answered: _chart(_by_name(_numbers(answered))),
            # in some orders the bars of one table happen to be sorted
            recognises=right_but_for(_sorted),
        ),
        Mistake(
            "largest_only",
            "你只画了人最多的一种。",
            "head(1) 或者筛选，把别的类型去掉了吗？",
            lambda answered: _chart(_numbers(answered).head(1)),
        ),
        Mistake(
            "pie_chart",
            "你画成了饼图，差不多大的扇形很难比较。",
            "比较谁多谁少，哪一种图一眼就能看出来？",
            lambda answered: bar_chart(
                _numbers(answered).index,
                _numbers(answered) / len(answered),
                (TEXTS[0], "", "count"),
                kind="pie",
                from_zero=False,
            ),
        ),
        Mistake(
            "drew_everybody",
            "图里有“态度未知”：你数的是外面那张 typed。",
            "交进来的表叫什么名字？方括号前面写的是它吗？",
            lambda answered: _chart(
                _numbers(answered).add(pd.Series({"态度未知": 99}), fill_value=0)
            ),
            recognises=_of_everybody,
        ),
        Mistake(
            "bars_for_axes",
            "你交回的是柱子，不是画着它们的坐标轴：plt.bar 交出来的就是柱子。",
            "ax 应当是谁交出来的：plt.bar，还是 .plot.bar？",
            lambda answered: _numbers(answered).tolist(),
            recognises=lambda expected, actual: isinstance(actual.value, (list, tuple)),
        ),
        Mistake(
            "drew_stars",
            "你画的还是星级图：数的是答卷上的总评。",
            "方括号前面是哪一张表，方括号里是哪一列？",
            lambda answered: _chart(pd.Series([1, 4, 146], index=[1, 2, 5])),
            recognises=_of_stars,
        ),
        Mistake(
            "no_axis_names",
            "图是对的，只是两条轴都没有写名称。",
            "ax.set_xlabel 和 ax.set_ylabel 写了吗？",
            lambda answered: _chart(_numbers(answered), texts=(TEXTS[0], "", "")),
        ),
        *chart_mistakes(_marks, TEXTS),
    ),
    styles=(_with_pandas, _lying, _with_pyplot),
    hints=(
        '数每种几位：answered["忠诚类型"].value_counts()，它已经从多到少排好了。',
        "后面接 .plot.bar(rot=0)，把图起名叫 ax；rot=0 让名字横着写。",
        'ax.set_title("…")、ax.set_xlabel("忠诚类型")、ax.set_ylabel("客户数（位）")',
    ),
    random=_random,
)
