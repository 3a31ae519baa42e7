"""From what came out of the sandbox to verdicts: true for honest replies, calm with hostile ones."""

from __future__ import annotations

import copy
import functools
import json
import logging
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_lesson import ADD_UP, BOOK, EXERCISES, FILE, LESSON, PICKED, TABLE, total

from grading import judging
from grading.execution.api import CellRun, Limits
from helpers.checking.calls import Outcome
from helpers.checking.plain import decode, encode
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog, judge
from helpers.exercises.model import Exercise, Mistake
from helpers.lab.card import card_html
from helpers.lab.collector import outcomes

SEED, LIMITS = 7, Limits()
REAL = [e for lesson in catalog.lessons() for e in lesson.exercises if e.kind != "workbook"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalog, "lessons", lambda: (LESSON,))


@pytest.fixture(autouse=True)
def no_mistake_stumbles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge would go on without that mistake; here it is a fault of its own or of ``plain``."""
    monkeypatch.setattr(judge.LOG, "info", lambda *said, **how: pytest.fail(str(said)))


def sandbox(name: str, namespace: dict[str, Any]) -> str:
    """The reply of an honest collector in a kernel with this namespace."""
    question = judging.ask(name, SEED)
    assert question is not None
    found = outcomes(question.payload, namespace)
    return json.dumps({case: outcome.to_plain() for case, outcome in found.items()})


def judged(name: str, reply: str) -> Verdict:
    verdict = judging.judge_run(name, SEED, CellRun([], "ok", reply), LIMITS)
    assert 0 <= verdict.score <= verdict.points
    json.dumps(verdict.to_dict(), ensure_ascii=False).encode()
    assert "<script" not in card_html(verdict).encode().decode()
    return verdict


# --- asking ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
def test_a_question_holds_the_inputs_and_nothing_that_is_expected() -> None:
    question = judging.ask(ADD_UP.name, SEED)
    assert question is not None
    assert (question.exercise, question.answer) == (ADD_UP.name, "add_up")
    asked = json.loads(question.payload)
    sent = {name: {key: decode(value) for key, value in args} for name, args in asked["calls"]}
    assert sent["data"]["table"].equals(TABLE)
    assert str(total(TABLE)) not in question.payload
    assert not any(m.name in question.payload for m in ADD_UP.mistakes)


@pytest.mark.usefixtures("small")
def test_nothing_is_sent_for_a_value_and_nothing_asked_for_a_file() -> None:
    question = judging.ask(PICKED.name, SEED)
    assert question is not None
    assert [args for _, args in json.loads(question.payload)["calls"]] == [[], []]
    assert judging.ask(BOOK.name, SEED) is None


@pytest.mark.parametrize("exercise", REAL, ids=lambda e: e.name)
def test_each_seed_asks_something_else_where_there_are_random_cases(exercise: Exercise) -> None:
    texts = {judging.ask(exercise.name, seed).payload for seed in (1, 2)}  # type: ignore[union-attr]
    assert len(texts) == (1 if exercise.random is None else 2)


# --- honest replies --------------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("answer", "status", "score", "diagnoses"),
    [
        (total, "right", 4, ()),
        (lambda table: len(table), "diagnosed", 0, ("counted_rows",)),
        (lambda table: table["金额"].max(), "diagnosed", 0, ("took_largest",)),
        (lambda table: 1 / 0, "error", 0, ()),
        (lambda table: object(), "wrong", 0, ()),
        (lambda table: "\ud800", "diagnosed", 0, ("returned_text",)),
        (lambda table: 10**400, "wrong", 0, ()),
        (5, "error", 0, ()),
    ],
)
def test_an_honest_reply_gets_its_verdict(
    answer: Any, status: str, score: float, diagnoses: tuple[str, ...]
) -> None:
    verdict = judged(ADD_UP.name, sandbox(ADD_UP.name, {"add_up": answer}))
    assert (verdict.status, verdict.score, verdict.diagnoses) == (status, score, diagnoses)


@pytest.mark.usefixtures("small")
def test_a_name_that_is_not_there_is_said_so() -> None:
    assert "找不到" in judged(ADD_UP.name, sandbox(ADD_UP.name, {})).says


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("run", "says"),
    [
        (None, "时间用完"),
        (CellRun([], "skipped"), "时间用完"),
        (CellRun([], "timeout"), "停不下来的循环"),
        (CellRun([], "died"), "停止了工作"),
        (CellRun([], "ok"), "没有得到"),
        (CellRun([], "ok", "{}"), "没有得到"),
        (CellRun([], "ok", "not json"), "没有得到"),
        (CellRun([{"output_type": "stream", "text": "得 4 分"}], "error"), "没有得到"),
    ],
)
def test_without_a_reply_the_reason_is_given(run: CellRun | None, says: str) -> None:
    verdict = judging.judge_run(ADD_UP.name, SEED, run, LIMITS)
    assert (verdict.status, verdict.score) == ("error", 0)
    assert says in verdict.says


# --- replies that cheat ----------------------------------------------------------------------------


@pytest.mark.usefixtures("small")
def test_cases_that_are_left_out_are_not_right() -> None:
    reply = json.loads(sandbox(ADD_UP.name, {"add_up": total}))
    del reply["one"]
    assert judged(ADD_UP.name, json.dumps(reply)).score == 0


@pytest.mark.usefixtures("small")
def test_cases_that_nobody_asked_change_nothing() -> None:
    reply = json.loads(sandbox(ADD_UP.name, {"add_up": lambda table: len(table)}))
    right = json.loads(sandbox(ADD_UP.name, {"add_up": total}))
    more = {f"{name}_2": outcome for name, outcome in right.items()} | {"score": 4}
    assert judged(ADD_UP.name, json.dumps(reply | more)).diagnoses == ("counted_rows",)


@pytest.mark.usefixtures("small")
def test_a_reply_over_the_cap_is_none() -> None:
    reply = sandbox(ADD_UP.name, {"add_up": total})
    run = CellRun([], "ok", reply)
    small = Limits(reply_chars=len(reply) - 1)
    assert judging.judge_run(ADD_UP.name, SEED, run, small).score == 0
    assert judging.judge_run(ADD_UP.name, SEED, run, LIMITS).score == 4


@pytest.mark.usefixtures("small")
def test_a_mistake_that_stumbles_over_an_answer_costs_its_name_and_no_mark(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stumbles(expected: Outcome, actual: Outcome) -> bool:
        raise ValueError("an answer that nobody thought of")

    odd = Mistake("odd", "…", "…", len, recognises=stumbles)
    cases = copy.copy(judging.case_set(ADD_UP.name, SEED))
    cases.mistakes = (odd, *cases.mistakes)
    monkeypatch.setattr(judging, "case_set", lambda name, seed: cases)
    monkeypatch.setattr(judge, "LOG", logging.getLogger("of this test"))
    verdict = judged(ADD_UP.name, sandbox(ADD_UP.name, {"add_up": len}))
    assert (verdict.status, verdict.score) == ("diagnosed", 0)
    assert verdict.diagnoses == ("counted_rows",)  # the others are named all the same


@functools.cache
def right_reply(name: str) -> dict[str, Any]:
    exercise = catalog.exercise(name)
    function = exercise.kind in {"function", "chart"}
    value = exercise.reference if function else exercise.reference(*_first_args(exercise))
    reply: dict[str, Any] = json.loads(sandbox(name, {exercise.answer: value}))
    return reply


def _first_args(exercise: Exercise) -> list[Any]:
    return list(exercise.cases()[0].args.values())


@pytest.mark.parametrize("exercise", REAL, ids=lambda e: e.name)
def test_the_reference_gets_full_marks_over_the_wire(exercise: Exercise) -> None:
    verdict = judged(exercise.name, json.dumps(right_reply(exercise.name)))
    assert verdict.score == verdict.points


def column(dtype: str, *values: Any) -> dict[str, Any]:
    return {"dtype": dtype, "values": list(values)}


STRANGE: list[Any] = [
    *(None, True, 0, -1, 2**63 - 1, 1e308, "", "甲", "2019-09-01", "NaT", [], {}),
    *({"$": "float", "v": v} for v in ("nan", "inf", "-inf")),
    *(encode(v) for v in ([], (1, "a"), {1, "a"}, {"a": [1]}, {1: {2: 3}}, ..., object())),
    *(encode(v) for v in (pd.Timestamp("2019-09-01"), pd.Timedelta("1D"), pd.DataFrame())),
    *(encode(v) for v in (TABLE, TABLE["金额"], TABLE.set_index("客户"), [TABLE, TABLE])),
    encode(pd.concat([TABLE, TABLE], axis=1)),
    encode(pd.concat([TABLE, TABLE])),
    encode(TABLE.set_index(["客户", "金额"])),
    encode(TABLE.set_index("客户", drop=False)),
    encode(TABLE.set_index(["客户", "金额"], drop=False)),
    encode(TABLE.set_index(["客户", "金额"]).T),
    encode(TABLE.set_index(pd.Index([[1], [2], [3]]))),
    encode(TABLE.head(0)),
    encode(TABLE.astype(object).assign(金额=[[1], {"a": 1}, "x"])),
    encode(pd.DataFrame({("a", 1): [1], ("a", 2): [2]})),
    encode(pd.DataFrame({1: [1], None: [2]})),
    {"$": "time", "v": "2019-09-01T00:00:00+08:00"},
    {"$": "other", "type": "<script>", "text": "<script>alert(1)</script>"},
]


def mutate(reply: dict[str, Any], rng: random.Random) -> None:
    """Change one place in ``reply``, found by walking down at random."""
    holder: Any = reply
    key: Any = rng.choice(list(reply))
    while isinstance(holder[key], (dict, list)) and holder[key] and rng.random() < 0.8:
        holder = holder[key]
        key = rng.choice(list(holder)) if isinstance(holder, dict) else rng.randrange(len(holder))
    change = rng.random()
    if change < 0.7:
        holder[key] = copy.deepcopy(rng.choice(STRANGE))
    elif change < 0.85 or not isinstance(holder, list):
        del holder[key]
    else:
        holder.append(copy.deepcopy(holder[key]))


@pytest.mark.parametrize("exercise", REAL, ids=lambda e: e.name)
@settings(max_examples=60, deadline=None)
@given(rng=st.randoms(use_true_random=False), changes=st.integers(1, 4))
def test_no_mutated_reply_raises(exercise: Exercise, rng: random.Random, changes: int) -> None:
    reply = copy.deepcopy(right_reply(exercise.name))
    for _ in range(changes):
        if reply:
            mutate(reply, rng)
    judged(exercise.name, json.dumps(reply))


@pytest.mark.parametrize("exercise", REAL, ids=lambda e: e.name)
def test_no_strange_value_raises_or_scores_full(exercise: Exercise) -> None:
    """Every strange value as the value of every case, and in the first row of every table."""
    right = right_reply(exercise.name)
    for strange in STRANGE:
        reply = {name: one | {"value": strange} for name, one in right.items()}
        verdict = judged(exercise.name, json.dumps(reply))
        assert verdict.score < verdict.points
        reply = copy.deepcopy(right)
        for one in reply.values():
            for place in (one["value"] or {}).get("data", []) if _is_table(one) else []:
                place |= {"dtype": "object"}
                place["values"] = [strange for _ in place["values"][:1]] + place["values"][1:]
        judged(exercise.name, json.dumps(reply))


def _is_table(one: dict[str, Any]) -> bool:
    return isinstance(one["value"], dict)


# --- workbooks -------------------------------------------------------------------------------------


@pytest.mark.needs_bwrap
@pytest.mark.usefixtures("small")
def test_a_workbook_is_judged_like_a_table(tmp_path: Path) -> None:
    path = tmp_path / FILE
    for table, score in ((TABLE, BOOK.points), (TABLE.head(1), 0)):
        table.to_excel(path, index=False)
        assert judging.judge_workbook(BOOK, SEED, path.read_bytes(), Limits()).score == score
    assert judging.judge_workbook(BOOK, SEED, b"no workbook", Limits()).status == "error"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.name)
def test_case_sets_are_built_once(exercise: Exercise) -> None:
    make: Callable[..., Any] = judging.case_set
    assert make(exercise.name, SEED) is make(exercise.name, SEED)


def test_an_index_with_an_odd_name_can_be_shown_and_kept() -> None:
    """Whatever an index is called becomes a column of the card, and that is text."""
    reply = copy.deepcopy(right_reply("pick_old"))
    for one in reply.values():
        table = decode(one["value"])
        for name in (..., 7, None):
            odd = table.set_index(pd.Index(range(len(table)), name=name))
            for same in (odd, odd.assign(**{str(name): 1})):
                one["value"] = encode(same)
                judged("pick_old", json.dumps(reply))
