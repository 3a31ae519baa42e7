"""Bar charts without drawing them, and what goes wrong with the axes and texts of any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart, has_unit, unit_of
from helpers.checking.compare import same_chart
from helpers.exercises.generic import Recognises
from helpers.exercises.model import Answer, Mistake

Texts = tuple[str, str, str]
"""The title, the name of the axis of categories, the name of the axis of values with its unit."""
Marks = Callable[..., tuple[Iterable[Any], Iterable[Any]]]
"""From a case's arguments to the bars' labels and values."""


def bar_chart(
    labels: Iterable[Any],
    values: Iterable[Any],
    texts: Texts,
    kind: str = "bar",
    from_zero: bool = True,
) -> Chart:
    """The chart that a program would draw, without drawing it."""
    names = tuple(str(label) for label in labels)
    return Chart(kind, names, tuple(float(v) for v in values), *texts, from_zero=from_zero)


def right_but_for(change: Callable[[Chart], Chart], unit: bool = True) -> Recognises:
    """The chart is right once ``change`` is made to it, and has a unit or has none."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        mine = actual.value
        if not isinstance(mine, Chart):
            return False
        if has_unit(mine, unit_of(expected.value.value_label)) != unit:
            return False
        return same_chart(expected.value, change(mine))

    return recognises


def chart_mistakes(marks: Marks, texts: Texts) -> tuple[Mistake, ...]:
    """A line for bars, an axis that does not begin at 0, and texts that are not there."""
    title, category, value = texts
    without_unit = value.split("（")[0]

    def drawn(named: Texts = texts, kind: str = "bar", from_zero: bool = True) -> Answer:
        return lambda *args: bar_chart(*marks(*args), named, kind, from_zero)

    return (
        Mistake(
            "line_chart",
            "你画成了折线图：柱子之间没有先后，连起来的线没有意义。",
            "plot 后面该跟 .bar 还是什么也不写？",
            drawn(kind="line"),
        ),
        Mistake(
            "not_from_zero",
            "数值轴没有从 0 开始，柱子的长短会骗人。",
            "ylim（或 xlim）改动过吗？",
            drawn(from_zero=False),
            # on one table the cut axis may happen to begin at 0; all else must be right everywhere
            recognises=right_but_for(lambda mine: replace(mine, from_zero=True)),
        ),
        Mistake(
            "no_unit",
            "数值轴写了名称，没有写单位。",
            "柱子的高低用什么单位来量，写进轴名的括号里了吗？",
            drawn((title, category, without_unit)),
            recognises=right_but_for(lambda mine: mine, unit=False),
        ),
        Mistake(
            "no_title",
            "图是对的，只是没有标题。",
            '写成 ax.set_title("…") 了吗，中间没有写等号？',
            drawn(("", category, value)),
        ),
        Mistake(
            "no_value_name",
            "图是对的，只是数值轴没有写名称和单位。",
            "ax.set_ylabel 写了吗？",
            drawn((title, category, "")),
        ),
        Mistake(
            "no_texts",
            "图是对的，可是没有标题，数值轴也没有写名称和单位。",
            "ax.set_title 和 ax.set_ylabel 写了吗？",
            drawn(("", category, "")),
        ),
    )
