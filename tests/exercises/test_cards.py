"""What a verdict shows: the result of a right answer, a telling example of a wrong one, no solution."""

from __future__ import annotations

import math
from typing import Any

import pytest

from helpers.checking.verdict import Verdict
from helpers.exercises import catalog
from helpers.exercises.model import Exercise
from tests.exercises.support import EXERCISES, case_set, each, verdict


def shown(found: Verdict) -> str:
    return f"{found.says} {found.asks} {found.tables}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("old_customer_table", "28 行 3 列"),
        ("count_successful", "181"),
        ("conversion_by_buyers", "0.590909"),
        ("old_customer_file", "文件里的表：28 行"),
        ("gap_days", "一列 24 个值"),
        ("mean_gaps", "('18', '6', '13.9444', '10.4583')"),
    ],
)
def test_a_right_answer_shows_what_it_makes_of_the_lessons_data(name: str, text: str) -> None:
    exercise = catalog.exercise(name)
    assert text in shown(verdict(exercise, exercise.reference))


@each([e for e in EXERCISES if e.kind in {"value", "choice"}])
@pytest.mark.parametrize("answer", ["Q", "", 3, 1e6, None, ["Q"]], ids=str)
def test_a_wrong_choice_or_value_does_not_give_the_right_one_away(
    exercise: Exercise, answer: Any
) -> None:
    right = exercise.reference(*exercise.cases()[0].args.values())
    found = verdict(exercise, lambda *args: answer)
    assert found.score == 0
    assert str(right) not in shown(found) and "应为" not in shown(found)
    if exercise.kind == "choice":
        assert "一个选项的字母" in found.asks


@pytest.mark.parametrize("name", ["count_buyers", "average_wait", "conversion_by_buyers"])
def test_a_result_that_no_input_changes_is_said_to_come_from_outside(name: str) -> None:
    found = verdict(catalog.exercise(name), lambda *args: 118.453)
    assert found.diagnoses == ("used_global_table",)


def test_results_that_change_do_not_come_from_outside() -> None:
    found = verdict(catalog.exercise("count_buyers"), lambda orders: len(orders) + 1000)
    assert found.diagnoses == ()


@pytest.mark.parametrize("name", ["average_wait", "quick_rate", "spend_per_customer"])
def test_the_example_can_be_worked_out_by_hand(name: str) -> None:
    """The smallest table has no rows or nobody in it: it tells nothing where another case fails too."""
    exercise = catalog.exercise(name)
    found = verdict(exercise, lambda *args: -5.0 - len(args[0]))
    expected = {c.title: exercise.reference(*c.args.values()) for c in exercise.cases()}
    nothing = [title for title, value in expected.items() if math.isnan(value)]
    assert nothing and found.tables
    assert not any(title in table.caption for title in nothing for table in found.tables)


def test_exercises_with_the_same_inputs_draw_different_cases() -> None:
    one, other = (case_set(name, 1).cases[-1].args for name in ("count_buyers", "total_amount"))
    assert not one["orders"].equals(other["orders"])


def test_a_dictionary_is_shown_entry_by_entry() -> None:
    exercise = catalog.exercise("mean_gaps")
    found = verdict(exercise, lambda *args: {**exercise.reference(*args), "有间隔": 99})
    assert ("有间隔", "99", "3") in found.tables[-1].rows
    assert ("没有间隔", "0", "0") in found.tables[-1].rows
