"""From outcomes to a verdict: the same judge in the notebook and in the grader."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.checking.chart import Chart, has_unit, unit_of
from helpers.checking.compare import Difference, compare, same_chart, sorted_marks
from helpers.checking.verdict import PartResult, Verdict
from helpers.checking.worksheets import what_is_missing
from helpers.exercises import messages
from helpers.exercises.case_set import CaseSet
from helpers.exercises.model import Case, Exercise, Mistake, Part

LOG = logging.getLogger("workbook.judge")
MANY = 4  # results that are all the same by chance are unlikely from here on


def differs(
    part: Part, exercise: Exercise, expected: Outcome, actual: Outcome
) -> Difference | None:
    """Tell how an outcome differs from the expected one in what ``part`` looks at."""
    if actual.kind != expected.kind:
        return Difference(messages.outcome_text(actual))
    if expected.kind == "raised":
        return None if actual.error == expected.error else Difference(messages.outcome_text(actual))
    if part.view == "texts":
        return _text_difference(expected.value, actual.value)
    if part.view == "order":
        return _order_difference(actual.value)
    wanted, mine = _entries(part, expected.value), _entries(part, actual.value)
    if exercise.sheets and (lacks := what_is_missing(wanted, mine)):
        return Difference(lacks)
    difference = compare(wanted, mine, exercise.rule)
    changed = next(iter(actual.changed), None)
    if difference is None and part.view == "unchanged" and changed:
        return Difference(f"函数改动了传进来的 {changed}。")
    return difference


def _entries(part: Part, value: Any) -> Any:
    """The entries that ``part`` looks at; a value without entries is looked at as it is."""
    if not part.entries or not isinstance(value, dict):
        return value
    return {name: one for name, one in value.items() if name in part.entries}


def _text_difference(expected: Any, chart: Any) -> Difference | None:
    if not isinstance(chart, Chart) or chart.kind == "empty":
        return Difference("还没有得到一张图。")
    texts = [
        ("标题", chart.title),
        ("横轴或分类轴的名称", chart.category_label),
        ("数值轴的名称", chart.value_label),
    ]
    missing = [name for name, text in texts if not text]
    if missing:
        return Difference(f"图上缺少{'、'.join(missing)}。")
    unit = unit_of(expected.value_label)
    if unit and not has_unit(chart, unit):
        return Difference(f"数值轴的名称“{chart.value_label}”里没有写单位（{unit}）。")
    return None


def _order_difference(chart: Any) -> Difference | None:
    if not isinstance(chart, Chart) or chart.kind == "empty":
        return Difference("还没有得到一张图。")
    return None if sorted_marks(chart) else Difference("柱子没有按高低排好。")


def judge(cases: CaseSet, outcomes: Mapping[str, Outcome]) -> Verdict:
    """Judge the outcomes of an attempted answer, by case name; a case that is absent was not reached."""
    exercise = cases.exercise
    outcomes = {
        c.name: cases.visible(c, outcomes[c.name]) for c in cases.cases if c.name in outcomes
    }
    failures: list[tuple[Part, Case, Difference]] = []
    results: list[PartResult] = []
    for part in exercise.parts:
        failed = _first_failure(cases, part, outcomes)
        results.append(PartResult(part.title, part.points, failed is None))
        if failed:
            failures.append((part, *failed))
    score = sum(result.points for result in results if result.earned)
    if not failures:
        return messages.right(exercise, tuple(results), outcomes.get(cases.cases[0].name))
    # the smallest counterexample first; what was not reached (after a timeout) explains nothing
    failures.sort(key=lambda failure: _tells_less(cases, failure[1], outcomes))
    found = diagnose(cases, outcomes, failures)
    return messages.wrong(exercise, cases, outcomes, failures, found, score, tuple(results))


def _first_failure(
    cases: CaseSet, part: Part, outcomes: Mapping[str, Outcome]
) -> tuple[Case, Difference] | None:
    # a small hand-made table explains more than the lesson's own data, and is compared sooner
    for case in sorted(cases.of(part), key=lambda case: _tells_less(cases, case, outcomes)):
        outcome = outcomes.get(case.name)
        if outcome is None:
            return case, Difference("没有运行到这里。")
        difference = differs(part, cases.exercise, cases.expected(case), outcome)
        if difference:
            return case, difference
    return None


def _tells_less(
    cases: CaseSet, case: Case, outcomes: Mapping[str, Outcome]
) -> tuple[bool, bool, int]:
    """Order counterexamples: those that were reached, that can be worked out by hand, small ones first."""
    expected = cases.expected(case).value
    nothing = len(expected) == 0 if isinstance(expected, pd.DataFrame) else _is_missing(expected)
    return case.name not in outcomes, nothing, _size(case)


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)


def _size(case: Case) -> int:
    return sum(
        len(v) if isinstance(v, (pd.DataFrame, pd.Series)) else 1 for v in case.args.values()
    )


def diagnose(
    cases: CaseSet,
    outcomes: Mapping[str, Outcome],
    failures: Sequence[tuple[Part, Case, Difference]],
) -> tuple[Mistake, ...]:
    """Return the mistakes that reproduce the outcomes on every case that was reached."""
    views = {part.view for part, _, _ in failures}
    if views == {"unchanged"}:
        return tuple(m for m in cases.mistakes if m.name == "changed_input")
    candidates = [m for m in cases.mistakes if m.name != "changed_input"]
    # failing cases first: there most mistakes drop out; small ones before large ones
    failed = {case.name for _, case, _ in failures}
    order = sorted(cases.cases, key=lambda c: (c.name not in failed, _size(c)))
    for case in order:
        outcome = outcomes.get(case.name)
        if outcome is not None:
            candidates = [m for m in candidates if _reproduces(cases, m, case, outcome)]
        if not candidates:
            break
    return tuple(candidates) or _always_the_same(cases, outcomes)


def _always_the_same(cases: CaseSet, outcomes: Mapping[str, Outcome]) -> tuple[Mistake, ...]:
    """A result that no input changes comes from outside: some other table, or a number written down."""
    values = [outcome.value for outcome in outcomes.values() if outcome.kind == "returned"]
    numbers = [v for v in values if isinstance(v, (int, float)) and v == v]
    if len(numbers) < MANY or len(numbers) < len(outcomes) or len(set(numbers)) > 1:
        return ()
    return tuple(m for m in cases.mistakes if m.name == "used_global_table")


def _reproduces(cases: CaseSet, mistake: Mistake, case: Case, actual: Outcome) -> bool:
    """Tell whether a mistake gives this outcome; one that stumbles over an odd answer does not."""
    try:
        return _same_outcome(cases, mistake, case, actual)
    except Exception:
        # marks do not depend on it; told to whoever looks for it
        LOG.info("mistake %s of %s", mistake.name, cases.exercise.name, exc_info=True)
        return False


def _same_outcome(cases: CaseSet, mistake: Mistake, case: Case, actual: Outcome) -> bool:
    if mistake.recognises is not None:
        try:
            return actual.kind == "returned" and mistake.recognises(cases.expected(case), actual)
        except (TypeError, ValueError):  # cells that the rule cannot compare
            return False
    wrong = cases.mistaken(mistake, case)
    if wrong.kind != actual.kind:
        return False
    if wrong.kind != "returned":
        return wrong.error == actual.error
    if wrong.value is None and (
        actual.value is not None or bool(wrong.printed) != bool(actual.printed)
    ):
        return False
    if isinstance(wrong.value, Chart) and isinstance(actual.value, Chart):
        return same_chart(wrong.value, actual.value, cases.exercise.rule)
    rule = cases.exercise.rule
    if rule.more_columns and not _has_columns(wrong.value, cases.expected(case).value):
        rule = dataclasses.replace(rule, more_columns=False)  # too few columns: the very mistake
    return compare(wrong.value, actual.value, rule) is None


def _has_columns(mine: Any, wanted: Any) -> bool:
    tables = isinstance(mine, pd.DataFrame) and isinstance(wanted, pd.DataFrame)
    return tables and set(wanted.columns) <= set(mine.columns)
