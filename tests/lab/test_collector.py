"""Questions and their outcomes, and the learner's workbook: what check and the grader share."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers.checking.calls import Outcome
from helpers.exercises.case_set import CaseSet
from helpers.exercises.judge import judge
from helpers.exercises.model import Case, Exercise, Part
from helpers.lab.collector import outcomes, question
from helpers.lab.workbook import workbook_outcomes
from tests.books import BOOK, book, in_formula

TABLE = pd.DataFrame({"客户": ["小岚"], "次数": [2]})
CALLS = {"small": {"trades": TABLE, "least": 2}, "other": {"trades": TABLE.head(0), "least": 1}}

ONE_TABLE = Exercise(
    name="test_table", title="一张表", kind="workbook", answer="表.xlsx", asks="", stub="...",
    reference=lambda: TABLE, cases=lambda: [Case("lesson", "", {})], parts=(Part("表", 1, ("lesson",)),),
)  # fmt: skip


def asked(namespace: dict[str, object], kind: str = "function") -> dict[str, Outcome]:
    return outcomes(question("answer", kind, CALLS, 0.1), namespace)


def test_a_function_is_called_on_each_case_in_the_order_of_its_arguments() -> None:
    found = asked({"answer": lambda table, least: [len(table), least]})
    assert [one.value for one in found.values()] == [[1, 2], [0, 1]]
    assert list(found) == list(CALLS)


def test_each_call_has_inputs_of_its_own() -> None:
    def answer(trades: pd.DataFrame, least: int) -> int:
        trades["新"] = 1
        return trades.shape[1]

    assert [one.value for one in asked({"answer": answer}).values()] == [3, 3]
    assert list(TABLE.columns) == ["客户", "次数"]


def test_a_value_is_taken_as_it_is() -> None:
    assert {one.value for one in asked({"answer": 7}, "value").values()} == {7}


@pytest.mark.parametrize("kind", ["function", "chart", "value", "table", "choice"])
def test_a_name_that_is_not_there(kind: str) -> None:
    assert {one.kind for one in asked({}, kind).values()} == {"missing"}


def test_a_value_in_the_place_of_a_function() -> None:
    found = asked({"answer": 7})["small"]
    assert (found.kind, found.error) == ("raised", "TypeError")
    assert found.message == "'int' object is not callable"


def test_after_a_timeout_the_rest_is_not_reached() -> None:
    def endless(trades: pd.DataFrame, least: int) -> None:
        while True:
            pass

    found = asked({"answer": endless})
    assert list(found) == ["small"] and found["small"].kind == "timeout"


def test_a_question_about_a_value_tells_no_inputs() -> None:
    assert json.loads(question("answer", "value", CALLS, 1))["calls"] == [
        ["small", []],
        ["other", []],
    ]


def test_the_learners_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cases = CaseSet(ONE_TABLE)
    path, name = Path(ONE_TABLE.answer), cases.cases[0].name
    assert workbook_outcomes(cases) is None
    TABLE.to_excel(path, index=False)
    found = workbook_outcomes(cases)
    assert found is not None and found[name].value.equals(TABLE)
    path.write_bytes(b"no workbook")
    found = workbook_outcomes(cases)
    assert found is not None and (found[name].kind, found[name].error) == ("raised", "WorkbookFile")
    path.unlink()
    path.mkdir()
    assert workbook_outcomes(cases) is None


@pytest.mark.parametrize(
    ("formula", "filtered", "score"),
    [
        ('=IF(C{i}="","",C{i}-B{i})', True, 5),
        ('=IF(C{i}="","",C{i}-B{i})', False, 4),
        ("=C{i}-B{i}", True, 1),
        ("=MAX(0,C{i}-B{i})", True, 1),
    ],
)
def test_a_workbook_of_several_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, formula: str, filtered: bool, score: int
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(BOOK.answer).write_bytes(book(in_formula(formula), filtered=filtered))
    cases = CaseSet(BOOK)
    found = workbook_outcomes(cases)
    assert found is not None
    assert judge(cases, found).score == score


def test_numbers_typed_into_a_workbook_earn_the_content_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed = {"甲": 3, "乙": None, "丙": 0}
    Path(BOOK.answer).write_bytes(book(lambda i, row: typed[row[0]]))
    cases = CaseSet(BOOK)
    found = workbook_outcomes(cases)
    assert found is not None
    verdict = judge(cases, found)
    assert [part.earned for part in verdict.parts] == [True, False, True]


def test_what_a_workbook_lacks_is_said() -> None:
    cases = CaseSet(BOOK)
    right = {c.name: Outcome("returned", BOOK.reference(*c.args.values())) for c in cases.cases}
    assert judge(cases, right).status == "right"
    first = right["lesson"].value
    for changed, said in (
        ({"间隔": first["间隔"]}, "名单"),
        ({**first, "自动筛选": []}, "自动筛选"),
        ({**first, "间隔": first["间隔"].assign(间隔天数=9)}, "间隔"),
    ):
        verdict = judge(cases, right | {"lesson": Outcome("returned", changed)})
        assert verdict.score < BOOK.points and said in verdict.says
    late = right | {"changed": Outcome("returned", first)}
    assert "换了日期" in judge(cases, late).says
