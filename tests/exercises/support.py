"""Judging answers in this process, on the notebook's cases or on those of a seed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import matplotlib
import pytest

from helpers.checking.calls import Outcome, call
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog
from helpers.exercises.case_set import CaseSet, fixed_cases
from helpers.exercises.judge import judge
from helpers.exercises.model import Exercise, Mistake

matplotlib.use("Agg")

EXERCISES = [exercise for lesson in catalog.lessons() for exercise in lesson.exercises]
CODE = [e for e in EXERCISES if e.kind not in {"value", "choice"}]
CALLED = [e for e in EXERCISES if e.kind in {"function", "chart"}]


@functools.cache
def case_set(name: str, seed: int | None = None) -> CaseSet:
    cases = fixed_cases(name)
    return cases if seed is None else cases.with_random(seed)


def outcomes(exercise: Exercise, answer: Callable[..., Any], cases: CaseSet) -> dict[str, Outcome]:
    """What ``answer`` gives on each case; a value or a file is what the answer gives on the data."""
    return {case.name: call(answer, case.args) for case in cases.cases}


def verdict(exercise: Exercise, answer: Callable[..., Any], seed: int | None = None) -> Verdict:
    cases = case_set(exercise.name, seed)
    return judge(cases, outcomes(exercise, answer, cases))


def each(exercises: list[Exercise]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("exercise", exercises, ids=lambda e: e.name)


def right_answers(exercises: list[Exercise]) -> pytest.MarkDecorator:
    """The reference and every style, as (exercise, answer)."""
    pairs = [(e, a) for e in exercises for a in (e.reference, *e.styles)]
    ids = [f"{e.name}-{'reference' if a is e.reference else a.__name__}" for e, a in pairs]
    return pytest.mark.parametrize(("exercise", "answer"), pairs, ids=ids)


def each_mistake() -> pytest.MarkDecorator:
    """Every mistake, the generic ones that fit included, as (exercise, mistake)."""
    pairs = [(e, m) for e in EXERCISES for m in case_set(e.name).mistakes]
    return pytest.mark.parametrize(
        ("exercise", "mistake"), pairs, ids=[f"{e.name}-{m.name}" for e, m in pairs]
    )


def mistake(exercise: Exercise, name: str) -> Mistake:
    return next(m for m in case_set(exercise.name).mistakes if m.name == name)
