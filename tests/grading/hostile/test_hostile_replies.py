"""Replies that a hostile sandbox might send about wrong answers: never an exception, never full marks."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
import pytest

from grading import judging
from grading.execution.api import CellRun, Limits
from helpers.checking.plain import encode
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog
from helpers.lab.card import card_html
from helpers.lab.collector import outcomes
from tests.grading.hostile.support import FIRST, LESSON

SEED, MUTATIONS = 11, 40  # of each exercise
EXERCISES = [e for one in (FIRST, LESSON) for e in one.exercises if e.kind != "workbook"]
TABLE = pd.DataFrame({"客户": ["甲", None], "金额": [1.5, float("nan")]})
ODD: list[Any] = [
    *(None, True, -1, 0, 10**30, 1e308, "", "NaT", "\ud800", "<script>", [], {}, [[]] * 50),
    *(encode(value) for value in (..., {1: [2]}, {1, "a"}, TABLE, TABLE["金额"], pd.Timestamp(0))),
    encode(TABLE.set_index(["客户", "金额"], drop=False)),
    encode(pd.concat([TABLE, TABLE], axis=1)),
    *({"$": tag} for tag in ("table", "series", "time", "chart", "other", "list", "pickle", 3)),
    {"$": "list", "v": {"$": "list", "v": 3}},
    {"$": "float", "v": "nan"},
    {"$": "table", "rows": 10**9, "columns": [], "names": [None], "index": None, "data": []},
]


@cache
def wrong_reply(name: str) -> dict[str, Any]:
    """What an honest collector replies about an answer that is wrong in every case."""
    question = judging.ask(name, SEED)
    assert question is not None
    is_function = catalog.exercise(name).kind in {"function", "chart"}
    answer = (lambda *args: -1) if is_function else "no such choice"
    found = outcomes(question.payload, {question.answer: answer})
    return {case: one.to_plain() for case, one in found.items()}


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every place in nested lists and dictionaries, as what holds it and its key there."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if _is_list(data) else []
    return [found for key in keys for found in [(data, key), *places(data[key])]]


def _is_list(data: Any) -> bool:
    return isinstance(data, list)


def _replaced(reply: dict[str, Any], rng: random.Random) -> str:
    for holder, key in rng.sample(places(reply), 3):
        holder[key] = copy.deepcopy(rng.choice(ODD))
    return json.dumps(reply)


def _same_everywhere(reply: dict[str, Any], rng: random.Random) -> str:
    value, field = copy.deepcopy(rng.choice(ODD)), rng.choice(["value", "kind", "changed", "error"])
    for one in reply.values():
        one[field] = value
    return json.dumps(reply)


def _claimed(reply: dict[str, Any], rng: random.Random) -> str:
    for one in reply.values():
        one |= {"score": 100, "points": 0, "status": "right", "expected": one["value"]}
        one["kind"] = rng.choice(["returned", "right", "missing", "raised", "timeout"])
    return json.dumps(reply | {"score": 100, "all": True})


def _cut(reply: dict[str, Any], rng: random.Random) -> str:
    text = json.dumps(reply)
    return text[: rng.randrange(len(text))] + rng.choice(["", "}", "]}" * 9, "\0", '"'])


def _other_characters(reply: dict[str, Any], rng: random.Random) -> str:
    text = list(json.dumps(reply))
    for _ in range(5):
        text[rng.randrange(len(text))] = rng.choice('{}[]",:0e-\\u\ud800')
    return "".join(text)


def _renamed(reply: dict[str, Any], rng: random.Random) -> str:
    names = list(reply)
    rng.shuffle(names)
    pairs = [
        f"{json.dumps(n)}: {json.dumps(one)}" for n, one in zip(names, reply.values(), strict=True)
    ]
    return "{" + ", ".join(pairs * rng.randrange(1, 4)) + "}"  # each name several times


CHANGES: list[Callable[[dict[str, Any], random.Random], str]] = [
    *(_replaced, _same_everywhere, _claimed, _cut, _other_characters, _renamed)
]


def judged(name: str, reply: str) -> Verdict:
    """The verdict as it is kept and shown: both must work as well."""
    verdict = judging.judge_run(name, SEED, CellRun([], "ok", reply), Limits())
    json.dumps(verdict.to_dict(), ensure_ascii=False).encode()
    assert "<script" not in card_html(verdict)
    return verdict


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_no_mutation_of_a_wrong_answers_reply_raises_or_scores_full(exercise: Any) -> None:
    untouched = judged(exercise.name, json.dumps(wrong_reply(exercise.name)))
    assert untouched.score == 0
    rng = random.Random(exercise.name)
    for number in range(MUTATIONS):
        change = CHANGES[number % len(CHANGES)]
        verdict = judged(exercise.name, change(copy.deepcopy(wrong_reply(exercise.name)), rng))
        assert 0 <= verdict.score < verdict.points, change.__name__
