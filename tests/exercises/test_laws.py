"""The laws of every exercise of the catalogue (add an exercise, and it is under them)."""

from __future__ import annotations

import copy
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from helpers.checking.attempt import is_attempt, parse
from helpers.checking.calls import Outcome, call
from helpers.checking.compare import compare
from helpers.checking.verdict import Verdict
from helpers.exercises.judge import judge
from helpers.exercises.model import Exercise, Mistake
from tests.exercises.support import (
    CALLED,
    CODE,
    EXERCISES,
    case_set,
    each,
    each_mistake,
    outcomes,
    right_answers,
    verdict,
)

SEEDS = range(20)
Answer = Callable[..., Any]


def essence(found: Verdict) -> tuple[Any, ...]:
    return found.score, found.status, found.diagnoses


# ── law 1: right answers are right ──


@right_answers(EXERCISES)
def test_right_answers_are_full_and_undiagnosed(exercise: Exercise, answer: Answer) -> None:
    found = verdict(exercise, answer)
    assert (found.score, found.status, found.diagnoses) == (exercise.points, "right", ()), (
        found.says
    )


@each(CODE)
def test_there_are_two_styles_besides_the_reference(exercise: Exercise) -> None:
    assert len(set(exercise.styles)) >= 2


@each([e for e in EXERCISES if e not in CODE])
def test_every_accepted_spelling_is_right(exercise: Exercise) -> None:
    for spelling in exercise.rule.spellings:
        assert verdict(exercise, lambda *args, text=spelling: text).status == "right", spelling


# ── law 2, in process: the stub is no attempt ──


@each(EXERCISES)
def test_the_stub_is_no_attempt_but_any_code_is(exercise: Exercise) -> None:
    assert parse(exercise.stub) is not None
    assert not is_attempt(exercise.stub, exercise.stub)
    assert not is_attempt(exercise.stub + "\n# 我再想想", exercise.stub)
    assert is_attempt(exercise.stub + "\nx = 1", exercise.stub)


# ── law 3: mistakes lose marks and differ ──


@each_mistake()
def test_every_mistake_loses_marks_and_is_named(exercise: Exercise, mistake: Mistake) -> None:
    found = verdict(exercise, mistake.answer)
    assert found.score < exercise.points
    assert found.diagnoses == (mistake.name,)
    assert found.says == mistake.says and found.asks == mistake.asks


@each(EXERCISES)
def test_hand_made_cases_alone_tell_all_mistakes_apart(exercise: Exercise) -> None:
    """A function's mistakes differ on the tiny tables, without the lesson's data or any random one."""
    cases = case_set(exercise.name)
    reached = cases.cases[1:] if exercise in CALLED else cases.cases
    assert reached
    for mistake in cases.mistakes:
        if mistake.name == "changed_input":  # its values are right: see the test on changing
            continue
        given = {case.name: cases.mistaken(mistake, case) for case in reached}
        found = judge(cases, given)
        assert found.diagnoses == (mistake.name,), mistake.name


@each(EXERCISES)
def test_reached_cases_belong_to_parts(exercise: Exercise) -> None:
    names = [case.name for case in exercise.cases()]
    assert len(set(names)) == len(names)
    used = {name for part in exercise.parts for name in part.cases}
    assert used == set(names)
    assert all(isinstance(p.points, int) and p.points > 0 for p in exercise.parts)
    assert exercise.random is None or any(part.random for part in exercise.parts)


# ── law 4 over seeds: the grader's random cases change nothing ──


@right_answers(CALLED)
def test_right_answers_are_right_under_every_seed(exercise: Exercise, answer: Answer) -> None:
    drawing = exercise.kind == "chart" and answer is not exercise.reference
    fixed = outcomes(exercise, answer, case_set(exercise.name))  # the same under every seed
    for seed in range(2) if drawing else SEEDS:
        cases = case_set(exercise.name, seed)
        drawn = {c.name: call(answer, c.args) for c in cases.cases if c.name in cases.random}
        assert judge(cases, fixed | drawn).status == "right", seed


@pytest.mark.slow
@each(CALLED)
def test_marks_of_mistakes_are_the_same_under_every_seed(exercise: Exercise) -> None:
    plain = {m.name: essence(verdict(exercise, m.answer)) for m in case_set(exercise.name).mistakes}
    for seed in SEEDS:
        cases = case_set(exercise.name, seed)
        for mistake in cases.mistakes:
            given = {case.name: cases.mistaken(mistake, case) for case in cases.cases}
            assert essence(judge(cases, given)) == plain[mistake.name], (seed, mistake.name)


@each([e for e in CALLED if e.random is not None])
def test_random_cases_are_new_for_each_seed_and_the_same_for_one(exercise: Exercise) -> None:
    one, again, other = (
        [c.args for c in case_set.__wrapped__(exercise.name, seed).cases[-8:]] for seed in (1, 1, 2)
    )
    table = next(iter(one[0]))
    pd.testing.assert_frame_equal(one[0][table], again[0][table])
    assert not one[0][table].equals(other[0][table])


# ── law 5: what an answer does besides ──


def noisy(answer: Answer) -> Answer:
    def loud(*args: Any) -> Any:
        print("看看中间结果", args)
        print("哎呀", file=sys.stderr)
        warnings.warn("链式赋值", FutureWarning, stacklevel=2)
        time.sleep(0.002)
        return answer(*args)

    return loud


def mutating(answer: Answer) -> Answer:
    def changing(*args: Any) -> Any:
        result = answer(*copy.deepcopy(args))
        for table in args:
            if isinstance(table, pd.DataFrame):
                table.sort_values(table.columns[-1], inplace=True)
                table["新的一列"] = 0
        return result

    return changing


def in_another_dress(answer: Answer) -> Answer:
    """The same content with other dtypes, row order, column order and index."""

    def dressed(*args: Any) -> Any:
        result = answer(*args)
        if isinstance(result, int):
            return float(result)
        if not isinstance(result, pd.DataFrame):
            return result
        table = result.reset_index() if result.index.names != [None] else result
        table = table[list(table.columns[::-1])].sample(frac=1, random_state=3)
        numbers = table.select_dtypes("number").columns
        return table.astype({**dict.fromkeys(numbers, "float64")})

    return dressed


@each(CALLED)
def test_noise_costs_nothing(exercise: Exercise) -> None:
    assert verdict(exercise, noisy(exercise.reference)).status == "right"


@each(CALLED)
def test_type_and_order_cost_nothing(exercise: Exercise) -> None:
    assert verdict(exercise, in_another_dress(exercise.reference)).status == "right"


@each(CALLED)
def test_changing_the_input_costs_only_what_is_asked_about(exercise: Exercise) -> None:
    asked = [part for part in exercise.parts if part.view == "unchanged"]
    found = verdict(exercise, mutating(exercise.reference))
    assert found.score == exercise.points - sum(part.points for part in asked)
    assert found.diagnoses == (("changed_input",) if asked else ())
    case = case_set(exercise.name).cases[0]
    fresh = next(c for c in exercise.cases() if c.name == case.name)
    for name, given in case.args.items():
        assert compare(fresh.args[name], given) is None


@each(CALLED)
def test_errors_and_timeouts_get_a_verdict(exercise: Exercise) -> None:
    def raises(*args: Any) -> Any:
        return args[0]["没有这一列"]

    cases = case_set(exercise.name)
    found = verdict(exercise, raises)
    assert (found.score, found.status) == (0, "error")
    assert "没有这一列" in found.says
    stopped = judge(cases, {cases.cases[0].name: Outcome("timeout")})
    assert (stopped.score, stopped.status) == (0, "error")


# ── form ──


def test_names_are_unique() -> None:
    names = [e.name for e in EXERCISES]
    assert len(set(names)) == len(names)


@each(CODE)
def test_at_least_four_own_mistakes(exercise: Exercise) -> None:
    assert len(exercise.mistakes) >= 4


@each(EXERCISES)
def test_words_are_there_and_short(exercise: Exercise) -> None:
    assert len(exercise.hints) >= 2
    assert exercise.asks and exercise.title
    names = [m.name for m in case_set(exercise.name).mistakes]
    assert len(set(names)) == len(names)
    for mistake in exercise.mistakes:
        assert mistake.says.endswith("。") and len(mistake.says) <= 60
        assert mistake.asks.endswith("？") and len(mistake.asks) <= 60


def test_time_of_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    """A measurement, printed: one check with the expected outcomes already known (run with -s)."""
    lines = []
    for exercise in EXERCISES:
        cases = case_set(exercise.name)
        answer = exercise.styles[0] if exercise.styles else exercise.reference
        verdict(exercise, answer)
        begun = time.perf_counter()
        judge(cases, outcomes(exercise, answer, cases))
        lines.append(f"{exercise.name:24} {1000 * (time.perf_counter() - begun):6.1f} ms")
    with capsys.disabled():
        print("\n" + "\n".join(lines))
