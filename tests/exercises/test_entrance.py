"""Lesson 00's answers as somebody types them on the first day."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from helpers.checking.verdict import Verdict
from helpers.exercises import catalog
from tests.exercises.support import verdict


def judged(name: str, answer: Any) -> Verdict:
    return verdict(catalog.exercise(name), lambda *args: answer)


@pytest.mark.parametrize("sign", ["B", "b", "Ｂ", "ｂ", " B ", "B。", "ｂ．", "选B", "右图"])
def test_the_right_letter_however_it_is_written(sign: str) -> None:
    assert judged("better_chart", sign).status == "right"


@pytest.mark.parametrize(
    "sign", ["A", "a", "Ａ", "ａ", " A", "A。", "a．", "选A", "左图", "A　左图"]
)
def test_a_wrong_letter_is_named_however_it_is_written(sign: str) -> None:
    assert judged("better_chart", sign).diagnoses == ("chose_a",)


@pytest.mark.parametrize(
    ("name", "answer", "diagnosis"),
    [
        ("best_day", 1, "first_week_only"),
        ("best_day", 1506.0, "money_for_day"),
        ("best_day", 1500, "money_for_day"),
        ("best_day", 5 / 20, "month_and_day"),
        ("best_day", 520, "month_and_day"),
        ("best_day", "5月20日", "returned_text"),
        ("top_days", [1, 4], "not_three"),
        ("top_days", ["1", "4", "2"], "quoted_days"),
        ("top_days", [4, 20, 1], "by_money"),
        ("top_days", [0, 1, 3], "row_numbers"),
        ("top_days", [1, 4, 3], "wrong_third"),
        ("top_days", [4, 1, 14], "wrong_third"),
        ("top_days", [1, 2, 3], "first_three"),
        ("two_orders", 1012, "without_cents"),
        ("two_orders", 564.6, "largest_only"),
        ("not_paid", 281 - 332, "turned_round"),
        ("not_paid", 331 - 285, "copied_wrong"),
        ("not_paid", (332, 281), "table_for_number"),
        ("two_orders", 447.8 + 546.6, "copied_wrong"),
        ("two_orders", 1506.00 + 1422.50, "two_best_days"),
        ("better_chart", "AB", "chose_two"),
        ("peak_reason", "C、D", "chose_two"),
    ],
)
def test_what_is_typed_on_the_first_day_is_named(name: str, answer: Any, diagnosis: str) -> None:
    assert judged(name, answer).diagnoses == (diagnosis,)


@pytest.mark.parametrize("answer", [20, 20.0, [20]])
def test_a_number_is_a_number(answer: Any) -> None:
    assert judged("best_day", answer).status == "right"


@pytest.mark.parametrize("label", ["付款金额（元）", "付款金额（￥）", "收了多少钱/元"])
def test_the_unit_of_money_however_it_is_written(label: str) -> None:
    chart = catalog.exercise("draw_paid").reference
    found = verdict(
        catalog.exercise("draw_paid"),
        lambda month: dataclasses.replace(chart(month), value_label=label),
    )
    assert found.status == "right"


def test_the_unit_may_stand_behind_the_title() -> None:
    chart = catalog.exercise("draw_paid").reference
    titles = {
        "每天收了多少钱（单位：元）": "right",
        "每天收了多少元": "partial",
        "每天收了多少钱（单位：笔）": "partial",
    }
    for title, status in titles.items():
        found = verdict(
            catalog.exercise("draw_paid"),
            lambda month, title=title: dataclasses.replace(
                chart(month), title=title, value_label="金额"
            ),
        )
        assert found.status == status


@pytest.mark.parametrize("answer", [[1, 4, 2], [2, 4, 1], (4, 1, 2), {1, 2, 4}])
def test_three_days_in_any_order(answer: Any) -> None:
    assert judged("top_days", answer).status == "right"


@pytest.mark.parametrize("answer", [1012.4, 564.60 + 447.80, 447.8 + 564.6])
def test_a_sum_that_the_computer_adds(answer: float) -> None:
    assert judged("two_orders", answer).status == "right"
