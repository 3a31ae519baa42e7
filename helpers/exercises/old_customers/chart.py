"""A bar chart of the customers who spent most."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.checking.chart import Chart
from helpers.exercises.bar_charts import bar_chart, chart_mistakes
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.old_customers import cases

TOP = 10
TEXTS = ("成交金额最多的客户", "客户", "成交金额（元）")


def _chart(table: pd.DataFrame, column: str = "成交金额") -> Chart:
    """The chart that a program would draw of ``table``, without drawing it."""
    return bar_chart(table["客户"], table[column], TEXTS)


def _top(summary: pd.DataFrame) -> pd.DataFrame:
    return summary.sort_values("成交金额", ascending=False).head(TOP)


def _marks(summary: pd.DataFrame) -> tuple[Any, Any]:
    top = _top(summary)
    return top["客户"], top["成交金额"]


def _old(summary: pd.DataFrame) -> pd.DataFrame:
    return summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]


def _texts(axes: Any, lying: bool = False) -> Any:
    axes.set_title("成交金额最多的十位客户")
    axes.set_xlabel("成交金额（元）" if lying else "客户")
    axes.set_ylabel("客户" if lying else "成交金额（元）")
    return axes


def _with_pandas(summary: pd.DataFrame) -> Any:
    top = summary.nlargest(10, "成交金额")
    return _texts(top.plot.bar(x="客户", y="成交金额", legend=False))


def _lying(summary: pd.DataFrame) -> Any:
    top = summary.sort_values("成交金额").tail(10)
    return _texts(top.plot(kind="barh", x="客户", y="成交金额"), lying=True)


def _with_pyplot(summary: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt

    top = _top(summary)
    plt.figure()
    plt.bar(top["客户"], top["成交金额"])
    return _texts(plt.gca())


def _with_seaborn(summary: pd.DataFrame) -> Any:
    import matplotlib.pyplot as plt
    import seaborn as sns

    figure, axes = plt.subplots()
    sns.barplot(data=_top(summary), x="成交金额", y="客户", ax=axes)
    _texts(axes, lying=True)
    return figure


def _cases() -> list[Case]:
    names = [
        "柳叶",
        "阿满",
        "小禾",
        "茉莉",
        "豆豆",
        "阿岚",
        "邻居",
        "小包",
        "团长",
        "晓雯",
        "佳佳",
        "大禹",
    ]
    amounts = [66.0, 157.5, 71.5, 88.0, 12.0, 54.5, 190.5, 31.5, 268.0, 43.5, 101.0, 38.0]
    numbers = [5, 4, 3, 2, 1, 2, 4, 4, 1, 1, 3, 2]
    twelve = list(zip(names, numbers, amounts, strict=True))
    return [
        cases.summary_lesson_case(),
        cases.summary_case("twelve", "十二位客户", *twelve),
        cases.summary_case(
            "three", "只有三位客户", ("小禾", 3, 71.5), ("团长", 1, 268.0), ("豆豆", 1, 12.0)
        ),
        cases.summary_case(
            "tie",
            "两位并列",
            ("柳叶", 2, 60.0),
            ("小包", 4, 31.5),
            ("茉莉", 2, 60.0),
            ("团长", 1, 95.0),
        ),
    ]


def _random(rng: Any) -> dict[str, pd.DataFrame]:
    # no tie at the tenth place: there two charts would be right
    table = cases.random_summary(rng)["summary"]
    return {"summary": table.drop_duplicates("成交金额")}


DRAW_TOP = Exercise(
    name="draw_top",
    title="成交金额最多的十位客户",
    kind="chart",
    answer="draw_top",
    asks="写函数 draw_top(summary)：画成交金额最多的 10 位客户的柱形图，交回 ax。",
    stub="def draw_top(summary):\n    ...\n    return ax",
    reference=lambda summary: _chart(_top(summary)),
    cases=_cases,
    parts=(
        Part("柱形图，十位客户和金额都对", 3, ("september", "twelve", "three", "tie"), random=True),
        Part("按金额排好序", 1, ("twelve", "three"), view="order"),
        Part("标题、轴名称和单位", 2, ("twelve",), view="texts"),
    ),
    mistakes=(
        Mistake(
            "first_ten",
            "你画的是表里最前面的十位，不是金额最多的十位。",
            "取 head(10) 之前，表按金额排过序吗？",
            lambda summary: _chart(summary.head(TOP)),
        ),
        Mistake(
            "cut_before_sorting",
            "你先取了表里最前面的十位，然后才排序：金额大的人早就被切掉了。",
            "head(10) 和 sort_values，哪一个该先做？",
            lambda summary: _chart(_top(summary.head(TOP))),
        ),
        Mistake(
            "only_five",
            "你画的是五位，不是十位。",
            "head() 的括号里，不写数字就是几？",
            lambda summary: _chart(_top(summary).head(5)),
        ),
        Mistake(
            "only_old",
            "你只画了老客户：花得多、只来过一次的人不见了。",
            "这一题要的是金额最多的客户，不管他来过几次？",
            lambda summary: _chart(_top(_old(summary))),
        ),
        Mistake(
            "smallest_ten",
            "你画的是金额最少的十位，顺序排反了。",
            "sort_values 默认从小到大，head(10) 拿到的是哪一头？",
            lambda summary: _chart(summary.sort_values("成交金额").head(TOP)),
        ),
        Mistake(
            "unsorted_bars",
            "十位客户都对，只是柱子没有按高低排好，不好比较。",
            "最后一次排序，是按名字排的，还是按金额排的？",
            lambda summary: _chart(_top(summary).sort_values("客户")),
        ),
        Mistake(
            "drew_orders",
            "柱子画的是成交次数，不是成交金额。",
            "y= 后面写的是哪一列？",
            lambda summary: _chart(_top(summary), column="实际成交次数"),
        ),
        Mistake(
            "most_orders",
            "你挑的是成交次数最多的十位，再画他们的金额。",
            "“金额最多”该按哪一列排序？",
            lambda summary: _chart(
                summary.sort_values(["实际成交次数", "成交金额"], ascending=False).head(TOP)
            ),
        ),
        Mistake(
            "everybody",
            "所有客户都画了进去，挤在一起看不清。",
            "排序以后，怎样只取前 10 行？",
            lambda summary: _chart(summary.sort_values("成交金额", ascending=False)),
        ),
        Mistake(
            "pie_chart",
            "你画成了饼图，十块大小差不多的扇形很难比较。",
            "比较谁多谁少，哪一种图一眼就能看出来？",
            lambda summary: _pie(_top(summary)),
        ),
        *chart_mistakes(_marks, TEXTS),
    ),
    styles=(_with_pandas, _lying, _with_pyplot, _with_seaborn),
    hints=(
        '先排序：summary.sort_values("成交金额", ascending=False)，再用 .head(10) 取前十行。',
        'ax = top.plot.bar(x="客户", y="成交金额", legend=False) 画出柱形图，并把图交给 ax。',
        'ax.set_title("…")、ax.set_xlabel("客户")、ax.set_ylabel("成交金额（元）")，最后 return ax。',
    ),
    random=_random,
)


def _pie(table: pd.DataFrame) -> Chart:
    shares = table["成交金额"] / table["成交金额"].sum()
    texts = (TEXTS[0], "", "成交金额")
    return bar_chart(table["客户"], shares, texts, kind="pie", from_zero=False)
