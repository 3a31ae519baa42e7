"""A bar chart of the intervals, in which a missing one must not look like a 0."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart
from helpers.exercises.bar_charts import bar_chart, chart_mistakes
from helpers.exercises.interval_days import cases
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.random_intervals import random_customers

COLUMN = "第一二次购买间隔天数"
TEXTS = ("第一次和第二次购买隔了几天", "客户", "间隔（天）")


def _chart(table: pd.DataFrame, column: str = COLUMN) -> Chart:
    """The chart that a program would draw of ``table``, without drawing it."""
    return bar_chart(table["姓名"], table[column], TEXTS)


def _known(gaps: pd.DataFrame) -> pd.DataFrame:
    known = gaps[gaps["第一二次购买间隔天数"].notna()]
    return known.sort_values("第一二次购买间隔天数")


def _marks(gaps: pd.DataFrame) -> tuple[Any, Any]:
    known = _known(gaps)
    return known["姓名"], known["第一二次购买间隔天数"]


def _filled(gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.fillna(0).sort_values("第一二次购买间隔天数")


def _texts(axes: Any, lying: bool = False) -> Any:
    axes.set_title("第一次和第二次购买隔了几天")
    axes.set_xlabel("间隔（天）" if lying else "客户")
    axes.set_ylabel("客户" if lying else "间隔（天）")
    return axes


def _with_pandas(gaps: pd.DataFrame) -> Any:
    known = gaps.dropna(subset=["第一二次购买间隔天数"]).sort_values("第一二次购买间隔天数")
    return _texts(known.plot.bar(x="姓名", y="第一二次购买间隔天数", legend=False))


def _lying(gaps: pd.DataFrame) -> Any:
    axes = _known(gaps).plot.barh(x="姓名", y="第一二次购买间隔天数", legend=False)
    return _texts(axes, lying=True)


def _with_pyplot(gaps: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt

    known = _known(gaps)
    plt.figure()
    axes = plt.gca()
    axes.bar(known["姓名"][::-1], known["第一二次购买间隔天数"][::-1])
    return _texts(axes)


def _case(name: str, title: str, *rows: tuple[str, float | None, float | None]) -> Case:
    return Case(name, title, {"gaps": cases.gap_table(*rows)})


def _cases() -> list[Case]:
    return [
        Case("course", "课程的 24 位客户", {"gaps": cases.course_gaps()}),
        _case(
            "everybody",
            "每个人都有间隔",
            ("小满", 10, 7),
            ("晓晓", 3, 13),
            ("老韩", 4, 11),
            ("阿木", 21, 5),
        ),
        _case(
            "blank",
            "有人没有间隔，有人同一天买了两次",
            ("小满", 10, 2),
            ("阿澈", None, None),
            ("晓晓", 0, 8),
            ("老韩", 4, None),
            ("阿木", 15, 6),
        ),
        _case(
            "tie", "两位一样", ("小满", 7, 3), ("晓晓", 2, 1), ("老韩", 7, 9), ("阿澈", None, None)
        ),
    ]


def _random(rng: Any) -> dict[str, pd.DataFrame]:
    sheet = random_customers(rng)
    days = (sheet["第二次购买日期"] - sheet["第一次购买日期"]).dt.days
    more = (sheet["第三次购买日期"] - sheet["第二次购买日期"]).dt.days
    table = pd.DataFrame({"姓名": sheet["姓名"], COLUMN: days, "第二三次购买间隔天数": more})
    return {"gaps": table.astype({COLUMN: "float64"})}


def _has_no_names(expected: Outcome, actual: Outcome) -> bool:
    """Bars with the rows' numbers under them, or a histogram, whose bars have nothing of their own."""
    chart = actual.value
    if not isinstance(chart, Chart) or chart.kind != "bar":
        return False
    return all(re.fullmatch(r"([-−]?\d+(\.\d+)?)?", label) for label in chart.labels)


DRAW_GAPS = Exercise(
    name="draw_gaps",
    title="画出间隔，不画没有的",
    kind="chart",
    answer="draw_gaps",
    asks="写函数 draw_gaps(gaps)：第一二次购买间隔的柱形图，排好序，没有间隔的客户不画，交回 ax。",
    stub="def draw_gaps(gaps):\n    ...\n    return ax",
    reference=lambda gaps: _chart(_known(gaps)),
    cases=_cases,
    parts=(
        Part("每个人都有间隔", 1, ("everybody",)),
        Part("没有间隔的不画，0 天的要画", 2, ("course", "blank", "tie"), random=True),
        Part("按天数排好序", 1, ("everybody", "blank"), view="order"),
        Part("标题、轴名称和单位", 1, ("everybody",), view="texts"),
    ),
    mistakes=(
        Mistake(
            "missing_drawn_as_zero",
            "没有间隔的客户也占了一个位置，柱子高 0，和同一天又买的分不开。",
            "画图之前，空白的行去掉了吗？",
            lambda gaps: _chart(_filled(gaps)),
        ),
        Mistake(
            "plotted_as_it_is",
            "整张表直接画了：没有间隔的客户也占着位置，柱子也没有排序。",
            "画图之前还有两步，先去掉什么，再按什么排？",
            lambda gaps: _chart(gaps.fillna(0)),
        ),
        Mistake(
            "missing_at_the_end",
            "排了序，可是没有间隔的客户还在最后占着位置，柱子高 0。",
            "画图之前，空白的行去掉了吗？",
            lambda gaps: _chart(gaps.sort_values("第一二次购买间隔天数").fillna(0)),
        ),
        Mistake(
            "zeros_dropped",
            "隔 0 天的客户不见了：他们同一天又买了，是有间隔的。",
            "要去掉的是 0，还是空白？",
            lambda gaps: _chart(_known(gaps[gaps["第一二次购买间隔天数"] > 0])),
        ),
        Mistake(
            "all_columns_known",
            "只来过两次的客户也不见了：你去掉了任何一列有空白的行。",
            "这张图要看的是哪一列？",
            lambda gaps: _chart(_known(gaps.dropna())),
        ),
        Mistake(
            "other_column",
            "你画的是第二次和第三次的间隔。",
            "y= 后面写的是哪一列？",
            lambda gaps: _chart(
                gaps[gaps["第二三次购买间隔天数"].notna()].sort_values("第二三次购买间隔天数"),
                column="第二三次购买间隔天数",
            ),
        ),
        Mistake(
            "unsorted_bars",
            "客户和天数都对，只是柱子没有按高低排好。",
            "sort_values 写了吗，是按天数排的吗？",
            lambda gaps: _chart(gaps[gaps["第一二次购买间隔天数"].notna()]),
        ),
        Mistake(
            "longest_only",
            "你只画了几位，不是所有有间隔的客户。",
            "是不是多写了 head？",
            lambda gaps: _chart(_known(gaps).tail(2)),
        ),
        Mistake(
            "no_names",
            "柱子下面写的不是客户的名字，看不出哪一根是谁。",
            'x="姓名" 写了吗？画的是一位客户一根柱子吗？',
            lambda gaps: _chart(_known(gaps).assign(姓名="1")),
            recognises=_has_no_names,
        ),
        Mistake(
            "bars_returned",
            "你交回来的是一组柱子，不是坐标轴 ax。",
            "第 3 课画图的时候，ax = 后面写的是什么？",
            lambda gaps: list(_known(gaps)["第一二次购买间隔天数"]),
            recognises=lambda expected, actual: isinstance(actual.value, (list, tuple)),
        ),
        *chart_mistakes(_marks, TEXTS),
    ),
    styles=(_with_pandas, _lying, _with_pyplot),
    hints=(
        '先去掉空白的行：rows = gaps[gaps["第一二次购买间隔天数"].notna()]',
        '再排序、画图，和第 3 课一样：ax = rows.sort_values("____").plot.bar(x="姓名", y="____", legend=False)',
        'ax.set_title("…")、ax.set_xlabel("客户")、ax.set_ylabel("间隔（天）")，最后 return ax。',
    ),
    random=_random,
)
