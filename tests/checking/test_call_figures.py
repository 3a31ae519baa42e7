"""A function that draws: its figure is an outcome like any other value, and no other figure is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers.checking.calls import Outcome, call, call_plain
from helpers.checking.chart import Chart

matplotlib.use("Agg")


@pytest.fixture(autouse=True)
def _no_figures() -> Iterator[None]:
    plt.close("all")
    yield
    plt.close("all")


def _draws() -> None:
    plt.figure()
    plt.bar(["甲"], [3])


def test_a_figure_that_was_drawn_and_not_returned_is_the_value() -> None:
    found = call(_draws, {})
    assert isinstance(found.value, Chart) and found.value.values == (3.0,)


def test_the_last_figure_drawn_is_the_value() -> None:
    def twice() -> None:
        _draws()
        plt.figure()
        plt.plot([1, 2])

    assert call(twice, {}).value.kind == "line"


def test_what_is_returned_goes_before_what_was_drawn() -> None:
    assert call(lambda: (_draws(), 7)[1], {}).value == 7


def test_figures_are_closed_and_those_from_before_stay() -> None:
    mine = plt.figure()
    for function in (_draws, lambda: (_draws(), 1 / 0)):
        call(function, {})
        assert plt.get_fignums() == [mine.number]


def test_nobody_draws_on_a_figure_from_before() -> None:
    plt.bar(["旧"], [9])
    chart = call(lambda: pd.Series([1, 2], index=["甲", "乙"]).plot.bar(), {}).value
    assert chart.labels == ("甲", "乙")


def test_a_figure_from_before_is_not_the_value() -> None:
    plt.plot([1, 2])
    assert call(lambda: None, {}).value is None


def test_a_chart_crosses_like_any_value() -> None:
    found = call(_draws, {})
    crossed = json.loads(json.dumps(call_plain(_draws, {}, 5.0)))
    assert Outcome.from_plain(crossed) == found
