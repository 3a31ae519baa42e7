"""The cases of one exercise, with what the reference and every mistake give on them."""

from __future__ import annotations

import copy
import dataclasses
import functools
from collections import ChainMap
from typing import Any

import numpy as np

from helpers.checking.calls import Outcome, call
from helpers.checking.sheets import Values
from helpers.checking.worksheets import changed_inputs
from helpers.exercises.generic import generic_mistakes
from helpers.exercises.model import Case, Exercise, Mistake, Part

RANDOM_CASES = 8


class CaseSet:
    """The cases of one exercise, with everything that is expected on them computed once."""

    def __init__(self, exercise: Exercise) -> None:
        """Take the fixed cases; ``with_random`` adds random ones."""
        self.exercise = exercise
        self.cases = list(exercise.cases())
        self.random = frozenset[str]()
        self.mistakes = exercise.mistakes + generic_mistakes(exercise, self.cases)
        self._memo: ChainMap[tuple[str, str], Outcome] = ChainMap()

    def with_random(self, seed: int) -> CaseSet:
        """The same cases and random ones drawn from ``seed``; what is known already is shared."""
        if self.exercise.random is None:
            return self
        more = copy.copy(self)
        drawn = _random_cases(self.exercise, seed)
        more.cases = self.cases + drawn
        more.random = frozenset(case.name for case in drawn)
        more._memo = self._memo.new_child()
        return more

    def expected(self, case: Case) -> Outcome:
        """The reference's outcome on ``case``."""
        return self._run("", self.exercise.reference, case)

    def mistaken(self, mistake: Mistake, case: Case) -> Outcome:
        """A mistake's outcome on ``case``."""
        if mistake.name == "used_global_table":  # the same on each case: once is enough
            case = self.cases[0]
        return self._run(mistake.name, mistake.answer, case)

    def _run(self, name: str, answer: Any, case: Case) -> Outcome:
        key = (name, case.name)
        if key not in self._memo:
            # fixed cases are the same for every seed
            memo = self._memo if case.name in self.random else self._memo.maps[-1]
            memo[key] = self.visible(case, call(answer, case.args))
        return self._memo[key]

    def visible(self, case: Case, outcome: Outcome) -> Outcome:
        """What can be seen of an outcome on ``case``: of a workbook with changed inputs, what follows."""
        if case is self.cases[0] or not isinstance(outcome.value, dict):
            return outcome
        follow = {one.title for one in self.exercise.sheets if one.inputs}
        if not follow:
            return outcome
        entries = {name: value for name, value in outcome.value.items() if name in follow}
        return dataclasses.replace(outcome, value=entries)

    def values(self) -> dict[str, Values]:
        """What to write into a workbook before it is recalculated, by case; for the first, nothing."""
        changed = {c.name: changed_inputs(c.args, self.exercise.sheets) for c in self.cases[1:]}
        return {self.cases[0].name: {}, **changed}

    def of(self, part: Part) -> list[Case]:
        """The cases of one part, random ones included where they belong to it."""
        names = set(part.cases) | (self.random if part.random else frozenset())
        return [case for case in self.cases if case.name in names]


def _random_cases(exercise: Exercise, seed: int) -> list[Case]:
    assert exercise.random is not None
    # the name makes exercises of one lesson differ; each byte counts, unlike Python's salted hash
    rng = np.random.default_rng([seed, *exercise.name.encode()])
    return [
        Case(f"random_{number}", "随机生成的一张表", exercise.random(rng))
        for number in range(1, RANDOM_CASES + 1)
    ]


@functools.cache
def fixed_cases(exercise_name: str) -> CaseSet:
    """The handful of cases that the notebook uses."""
    from helpers.exercises.catalog import exercise  # the catalogue imports every lesson

    return CaseSet(exercise(exercise_name))
