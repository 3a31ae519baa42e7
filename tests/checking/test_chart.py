"""What a chart shows, however it was drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest
import seaborn as sns

from helpers.checking.chart import MAX_MARKS, Chart, has_unit, is_matplotlib, read_chart

matplotlib.use("Agg")
NAMES, NUMBERS = ["小岚", "阿树", "木木"], [3, 2, 1]
COUNTS = pd.Series(NUMBERS, index=NAMES)
TABLE = pd.DataFrame({"客户": NAMES, "次数": NUMBERS})


@pytest.fixture(autouse=True)
def _fresh_figure() -> Iterator[None]:
    plt.close("all")
    plt.figure()
    yield
    plt.close("all")


def after(drawn: object) -> Any:
    """The axes on which something was just drawn."""
    assert drawn is not None
    return plt.gca()


BARS: dict[str, Callable[[], Any]] = {
    "bar": lambda: after(plt.bar(NAMES, NUMBERS)),
    "barh": lambda: after(plt.barh(NAMES, NUMBERS)),
    "numbered bars": lambda: after(plt.bar([5, 6, 7], NUMBERS, tick_label=NAMES)),
    "pandas bar": lambda: COUNTS.plot.bar(),
    "pandas barh": lambda: COUNTS.plot(kind="barh"),
    "table's bar": lambda: TABLE.plot.bar(x="客户", y="次数"),
    "seaborn": lambda: sns.barplot(TABLE, x="客户", y="次数"),
    "seaborn, lying": lambda: sns.barplot(TABLE, y="客户", x="次数"),
    "seaborn in colours": lambda: sns.barplot(TABLE, x="客户", y="次数", hue="客户"),
    "figure": lambda: after(plt.bar(NAMES, NUMBERS)).figure,
}


@pytest.mark.parametrize("draw", BARS.values(), ids=BARS)
def test_bars(draw: Callable[[], Any]) -> None:
    chart = read_chart(draw())
    assert chart.kind == "bar" and chart.from_zero
    assert dict(zip(chart.labels, chart.values, strict=True)) == dict(
        zip(NAMES, NUMBERS, strict=True)
    )


POINTS: dict[str, tuple[str, Callable[[], Any]]] = {
    "line": ("line", lambda: after(plt.plot(NAMES, NUMBERS))),
    "pandas line": ("line", lambda: COUNTS.plot()),
    "line with ticks": ("line", lambda: after((plt.plot(NUMBERS), plt.xticks(range(3), NAMES)))),
    "seaborn line": ("line", lambda: sns.lineplot(TABLE, x="客户", y="次数")),
    "scatter": ("scatter", lambda: after(plt.scatter(NAMES, NUMBERS))),
    "seaborn scatter": ("scatter", lambda: sns.scatterplot(TABLE, x="客户", y="次数")),
}


@pytest.mark.parametrize(("kind", "draw"), POINTS.values(), ids=POINTS)
def test_lines_and_points(kind: str, draw: Callable[[], Any]) -> None:
    chart = read_chart(draw())
    assert (chart.kind, chart.labels, chart.values) == (kind, tuple(NAMES), (3.0, 2.0, 1.0))


@pytest.mark.parametrize("draw", [plt.plot, plt.scatter], ids=["line", "scatter"])
@pytest.mark.parametrize("first", [0, 1, 9], ids=str)
def test_points_over_numbers_are_labelled_by_their_numbers(
    draw: Callable[..., Any], first: int
) -> None:
    months = [first, first + 1, first + 2]
    chart = read_chart(after(draw(months, NUMBERS)))
    assert chart.labels == tuple(str(month) for month in months)


def test_a_line_over_days_is_labelled_by_its_days() -> None:
    days = pd.date_range("2019-09-01", periods=3)
    labels = read_chart(after(plt.plot(days, NUMBERS))).labels
    assert [label[:10] for label in labels] == ["2019-09-01", "2019-09-02", "2019-09-03"]


@pytest.mark.parametrize("pandas", [False, True])
def test_a_pie_shows_shares(pandas: bool) -> None:
    axes = COUNTS.plot.pie() if pandas else after(plt.pie(NUMBERS, labels=NAMES))
    chart = read_chart(axes)
    assert (chart.kind, chart.labels) == ("pie", tuple(NAMES))
    assert chart.values == pytest.approx((1 / 2, 1 / 3, 1 / 6))


def test_nothing_drawn_is_an_empty_chart() -> None:
    assert read_chart(plt.figure()).kind == "empty"
    assert read_chart(plt.subplots()[1]).kind == "empty"


def test_the_first_axes_of_a_figure_count() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    left.bar(NAMES, NUMBERS)
    right.plot(NUMBERS)
    assert read_chart(figure).kind == "bar"
    assert read_chart(right).kind == "line"


@pytest.mark.parametrize("lying", [False, True])
def test_an_axis_that_does_not_begin_at_zero(lying: bool) -> None:
    axes = after(plt.barh(NAMES, NUMBERS) if lying else plt.bar(NAMES, NUMBERS))
    (axes.set_ylim if lying else axes.set_xlim)(5, 9)  # the other axis does not matter
    assert read_chart(axes).from_zero
    (axes.set_xlim if lying else axes.set_ylim)(0.5, 4)
    assert not read_chart(axes).from_zero
    (axes.set_xlim if lying else axes.set_ylim)(4, 0)  # upside down, but from zero
    assert read_chart(axes).from_zero


@pytest.mark.parametrize("lying", [False, True])
def test_names_and_units_of_the_axes(lying: bool) -> None:
    axes = after(plt.barh(NAMES, NUMBERS) if lying else plt.bar(NAMES, NUMBERS))
    (axes.set_ylabel if lying else axes.set_xlabel)(" 客户 ")
    (axes.set_xlabel if lying else axes.set_ylabel)("次数（次）")
    axes.set_title("老客户")
    chart = read_chart(axes)
    assert (chart.title, chart.category_label, chart.value_label) == (
        "老客户",
        "客户",
        "次数（次）",
    )


def test_without_words_there_are_none() -> None:
    chart = read_chart(after(plt.bar(NAMES, NUMBERS)))
    assert (chart.title, chart.category_label, chart.value_label) == ("", "", "")


def test_the_figures_title_counts_where_the_axes_have_none() -> None:
    axes = after(plt.bar(NAMES, NUMBERS))
    axes.figure.suptitle("整张图")
    assert read_chart(axes).title == "整张图"
    axes.set_title("老客户")
    assert read_chart(axes).title == "老客户"


def test_a_chart_with_very_many_marks_is_cut() -> None:
    many = range(MAX_MARKS + 5)
    for draw in (plt.plot, plt.scatter):
        plt.figure()
        chart = read_chart(after(draw(many, many)))
        assert len(chart.labels) == len(chart.values) == MAX_MARKS


def test_what_is_matplotlibs() -> None:
    assert is_matplotlib(plt.gcf()) and is_matplotlib(plt.gca())
    for other in (plt, plt.gca().xaxis, COUNTS, None, "Axes"):
        assert not is_matplotlib(other)


def test_a_chart_is_plain_data() -> None:
    chart = read_chart(after(plt.bar(NAMES, NUMBERS)))
    assert Chart.from_dict(chart.to_dict()) == chart


@pytest.mark.parametrize(
    "change",
    [{"values": [1.0]}, {"values": ["x", "y", "z"]}, {"labels": ["x"] * 9}, {"labels": None}],
    ids=str,
)
def test_other_data_are_no_chart(change: dict[str, Any]) -> None:
    data = read_chart(after(plt.bar(NAMES, NUMBERS))).to_dict()
    with pytest.raises((ValueError, KeyError, TypeError)):
        Chart.from_dict({**data, **change})


def test_long_words_from_outside_are_cut() -> None:
    data = read_chart(after(plt.bar(NAMES, NUMBERS))).to_dict()
    chart = Chart.from_dict({**data, "title": "长" * 9_000, "labels": ["长" * 9_000] * 3})
    assert len(chart.title) == 500 and {len(label) for label in chart.labels} == {200}


@pytest.mark.parametrize(
    ("label", "units", "has"),
    [
        ("客户数（位）", "位、人", True),
        ("客户数/位", "位、人", True),
        ("人数（人）", "位、人", True),
        ("人数 / 人", "位、人", True),
        ("人数", "位、人", False),
        ("老客人", "位、人", False),
        ("", "位、人", False),
        ("金额（元）", "元", True),
    ],
)
def test_a_unit_may_be_one_of_several(label: str, units: str, has: bool) -> None:
    assert has_unit(Chart("bar", (), (), "", "", label, from_zero=True), units) == has


@pytest.mark.parametrize(
    ("title", "has"),
    [
        ("各类金额（单位：元）", True),
        ("各类金额  单位: 元", True),
        ("八百元以上的人", False),
        ("单位：人", False),
    ],
)
def test_a_unit_may_stand_behind_the_title(title: str, has: bool) -> None:
    assert has_unit(Chart("bar", (), (), title, "", "金额", from_zero=True), "元") == has
