"""Questions and their outcomes, and the learner's workbook: what check and the grader share."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from helpers.checking.calls import Outcome
from helpers.lab.collector import outcomes, question
from helpers.lab.workbook import workbook_outcome

TABLE = pd.DataFrame({"客户": ["小岚"], "次数": [2]})
CALLS = {"small": {"trades": TABLE, "least": 2}, "other": {"trades": TABLE.head(0), "least": 1}}


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
    assert workbook_outcome("表.xlsx") is None
    TABLE.to_excel("表.xlsx", index=False)
    found = workbook_outcome("表.xlsx")
    assert found is not None and found.value.equals(TABLE)
    Path("表.xlsx").write_bytes(b"no workbook")
    found = workbook_outcome("表.xlsx")
    assert found is not None and (found.kind, found.error) == ("raised", "WorkbookFile")
    Path("表.xlsx").unlink()
    Path("表.xlsx").mkdir()
    assert workbook_outcome("表.xlsx") is None
