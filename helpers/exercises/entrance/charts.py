"""Two charts of the same numbers, and a chart that shows another thing than its title says."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart
from helpers.checking.compare import same_chart
from helpers.exercises.entrance import cases
from helpers.exercises.entrance.choices import one_letter, took
from helpers.exercises.model import Exercise, Mistake, Part

BETTER_CHART = Exercise(
    name="better_chart",
    title="哪一张可以交给店长",
    kind="choice",
    answer="better_chart",
    asks="左右两张图的数一样，要让店长看清“少了多少”，交哪一张？",
    stub='# 把三个点换成一个字母，两边的英文引号也要写，比如 "A"\nbetter_chart = (\n    ...\n)',
    reference=lambda month: "B",
    cases=cases.month_cases,
    parts=(Part("选对", 1, ("may",)),),
    mistakes=(
        took(
            "A",
            "左图看着差别大，可是它的轴从 1850 开始，柱子的长短不再和钱成比例。",
            "1865 和 1956，真的差好几倍吗？",
            "左图",
            "左图：差别看得清楚",
        ),
        took(
            "C",
            "数一样，样子不一样：很多人只看柱子的长短，不看轴上的数。",
            "只看左图三秒钟，店长会以为少了多少？",
            "哪张都行，数是一样的",
        ),
        took(
            "D",
            "单位要写，但两张图的轴上都写着“元”。",
            "两张图不一样的地方，在轴的哪一头？",
            "哪张都不行，没有写单位",
            "哪张都不行，没有写单位（unit）",
        ),
    ),
    hints=(
        "盖住数字，只看柱子：左图里第三周像是第二周的几分之一？",
        "再看轴最下面的那个数：一张从 1850 开始，另一张从几开始？",
    ),
    rule=one_letter("B", "右图", "右图：柱子从 0 开始，长短和钱数对得上"),
)


_TITLE = "五月每天收了多少钱"
_LABELS = {
    "付款金额": "付款金额（元）",
    "付款笔数": "付款笔数（笔）",
    "下单笔数": "下单笔数（笔）",
    "咨询人数": "咨询人数（人）",
}


def _chart(
    month: pd.DataFrame,
    column: str = "付款金额",
    label: str = "付款金额（元）",
    kind: str = "bar",
    from_zero: bool = True,
) -> Chart:
    """The chart that the lesson's lines draw, without drawing it."""
    days = tuple(str(day) for day in month["几号"])
    values = tuple(month[column].astype(float))
    return Chart(kind, days, values, _TITLE, "五月几号", label, from_zero=from_zero)


def _swapped(month: pd.DataFrame) -> Chart:
    """Money below the bars, days as their height."""
    amounts = tuple(str(amount) for amount in month["付款金额"])
    days = tuple(month["几号"].astype(float))
    return Chart("bar", amounts, days, _TITLE, "五月几号", "付款金额（元）", from_zero=True)


def _texts(axes: Any) -> Any:
    axes.set_title("五月每天收了多少钱")
    axes.set_xlabel("五月几号")
    axes.set_ylabel("付款金额（元）")
    return axes


def _with_pandas(month: pd.DataFrame) -> Any:
    return _texts(month.plot.bar(x="几号", y="付款金额", legend=False, rot=0))


def _with_seaborn(month: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt
    import seaborn as sns

    _, axes = plt.subplots(figsize=(10, 4))
    sns.barplot(data=month, x="几号", y="付款金额", ax=axes)
    return _texts(axes)


def _with_pyplot(month: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt

    plt.figure()
    plt.bar(month["几号"].astype(str), month["付款金额"])
    return _texts(plt.gca())


def _labelled(expected: Outcome, actual: Outcome, other_unit: bool) -> bool:
    """The bars are right and the axis is named, but not in yuan: in another unit, or in none."""
    mine = actual.value
    return (
        isinstance(mine, Chart)
        and same_chart(expected.value, mine)
        and bool(mine.value_label)
        and "元" not in mine.value_label
        and any(unit in mine.value_label for unit in ("笔", "人）", "人)")) == other_unit
    )


DRAW_PAID = Exercise(
    name="draw_paid",
    title="改好小韩的图",
    kind="chart",
    answer="draw_paid",
    asks="只改两对引号里的字，让图画的是每天收了多少钱，竖轴的名称和单位也对得上。",
    stub=(
        "def draw_paid(month):\n"
        '    column = "付款笔数"  # 画哪一列？\n'
        '    label = "付款笔数（笔）"  # 竖轴上写什么？\n'
        "    ...\n"
        '    ax = month.plot.bar(x="几号", y=column, legend=False, rot=0, figsize=(10, 4))\n'
        '    ax.set_title("五月每天收了多少钱")\n'
        '    ax.set_xlabel("五月几号")\n'
        "    ax.set_ylabel(label)\n"
        "    return ax"
    ),
    reference=_chart,
    cases=cases.chart_cases,
    parts=(
        Part("画对了列", 3, ("may", "three", "nine")),
        Part("竖轴的名称和单位", 1, ("three",), view="texts"),
    ),
    mistakes=(
        Mistake(
            "still_paid_number",
            "柱子还是付款笔数：写的字改了，画出来的列没有变。",
            "column 那一行的引号里，写的是哪一列？",
            lambda month: _chart(month, "付款笔数", "付款金额（元）"),
        ),
        Mistake(
            "drew_ordered",
            "柱子画的是下单笔数，标题问的是钱。",
            "哪一列的单位是元？",
            lambda month: _chart(month, "下单笔数", _LABELS["下单笔数"]),
        ),
        Mistake(
            "drew_asked",
            "柱子画的是咨询人数，标题问的是钱。",
            "哪一列的单位是元？",
            lambda month: _chart(month, "咨询人数", _LABELS["咨询人数"]),
        ),
        Mistake(
            "drew_days",
            "柱子画的是几号：一天比一天高一格，成了楼梯。",
            "收了多少钱，写在哪一列？",
            lambda month: _chart(month, "几号"),
        ),
        Mistake(
            "axes_swapped",
            "横轴和竖轴调了个儿：柱子的高成了几号，下面写的成了钱。",
            "每一根柱子代表一天，日子该写在哪条轴上？",
            _swapped,
        ),
        Mistake(
            "unit_left",
            "柱子对了，竖轴的字还没有跟着改：看的人会以为收了一千多笔。",
            "现在柱子量的是什么，单位是笔还是元？",
            lambda month: _chart(month, label="付款笔数（笔）"),
            recognises=lambda expected, actual: _labelled(expected, actual, other_unit=True),
        ),
        Mistake(
            "no_unit",
            "柱子对了，竖轴也有名称，只是没有写单位：1500 是多少，看不出来。",
            "名称后面的括号里，该写人、笔还是元？",
            lambda month: _chart(month, label="付款金额"),
            recognises=lambda expected, actual: _labelled(expected, actual, other_unit=False),
        ),
        Mistake(
            "no_label",
            "柱子对了，可是竖轴上什么也没写，看的人不知道是元还是笔。",
            "label 那一行，引号里写了什么？",
            lambda month: _chart(month, label=""),
        ),
        Mistake(
            "first_week",
            "只画了前七天，后面的高峰又不见了。",
            "店长问的是整个五月，要画几天？",
            lambda month: _chart(month.head(7)),
        ),
        Mistake(
            "line_chart",
            "你画成了折线图，这一题要的是柱形图。",
            "plot 后面的 .bar 还在吗？",
            lambda month: _chart(month, kind="line"),
        ),
    ),
    styles=(_with_pandas, _with_seaborn, _with_pyplot),
    hints=(
        "标题说的是钱。看一看表头：哪一列是钱？",
        "第一对引号里写列名，要和表头一个字不差；第二对引号里写列名和单位。",
        '第二对引号照着这样写："列名（单位）"，单位是元。',
    ),
)
