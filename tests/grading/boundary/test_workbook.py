"""Handed-in workbooks: parsed in the sandbox, formulas recalculated by a real LibreOffice."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from grading.boundary import workbook as boundary
from grading.boundary.workbook import workbook_outcomes
from grading.execution.api import Limits
from helpers.checking.calls import Outcome
from helpers.checking.verdict import Verdict
from helpers.exercises.case_set import CaseSet
from helpers.exercises.judge import judge
from tests.books import BOOK, SHEETS, book, in_formula

pytestmark = pytest.mark.needs_bwrap


def workbook_outcome(data: bytes, limits: Limits) -> Outcome:
    """What comes of a workbook of which only one table is asked."""
    return workbook_outcomes(data, (), {"lesson": {}}, limits)["lesson"]


def workbook(*rows: list[Any], title: str = "表") -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_plain_table_with_a_title_and_empty_rows() -> None:
    found = workbook_outcome(
        workbook(["老客户统计表"], [], ["客户", "次数"], ["小岚", 2], [], ["阿树", 3]), Limits()
    )
    assert found.kind == "returned"
    assert list(found.value.columns) == ["客户", "次数"]
    assert found.value.to_dict("list") == {"客户": ["小岚", "阿树"], "次数": [2, 3]}


@pytest.mark.slow
@pytest.mark.needs_soffice
def test_formulas_that_nobody_computed() -> None:
    data = workbook(["客户", "次数", "双倍"], ["小岚", 2, "=B2*2"], ["阿树", 3, "=SUM(B2:B3)"])
    found = workbook_outcome(data, Limits())
    assert found.value["双倍"].tolist() == [4, 5]


@pytest.mark.parametrize(
    "data",
    [b"", b"not a workbook", workbook(), workbook([1, 2], [3, 4])],
    ids=["empty", "text", "empty sheet", "no header"],
)
def test_what_is_no_table_is_said_in_chinese(data: bytes) -> None:
    found = workbook_outcome(data, Limits())
    assert found.kind == "raised"
    assert "工作簿" in found.message and found.message.endswith("。")


def test_a_zip_bomb_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(100_000_000))
    found = workbook_outcome(bomb.getvalue(), Limits())
    assert found.kind == "raised" and "太大" in found.message


def judged(data: bytes) -> Verdict:
    cases = CaseSet(BOOK)
    return judge(cases, workbook_outcomes(data, SHEETS, cases.values(), Limits()))


RIGHT = '=IF(C{i}="","",C{i}-B{i})'


@pytest.mark.slow
@pytest.mark.needs_soffice
@pytest.mark.parametrize(
    ("formula", "score"),
    [(RIGHT, 5), ('=IF(ISBLANK(C{i}),"",DATEDIF(B{i},C{i},"d"))', 5), ("=C{i}-B{i}", 1)],
)
def test_sheets_are_recalculated_with_changed_dates(formula: str, score: int) -> None:
    assert judged(book(in_formula(formula))).score == score


@pytest.mark.slow
@pytest.mark.needs_soffice
def test_a_function_that_libreoffice_may_not_know() -> None:
    """XLOOKUP is newer than many a LibreOffice; Excel and WPS have it."""
    looked_up = 'IF(C{i}="","",_xlfn.XLOOKUP(A{i},A$3:A$5,C$3:C$5)-B{i})'
    assert judged(book(in_formula(f"={looked_up}"))).score == 5


@pytest.mark.slow
@pytest.mark.needs_soffice
def test_stored_results_are_not_believed() -> None:
    """A formula that is wrong, with the right number stored as its result."""
    data = io.BytesIO(book(in_formula("=C{i}-B{i}+100")))
    forged = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(forged, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet1.xml"):
                text = text.replace(b"<v></v>", b"<v>3</v>").replace(b"<v />", b"<v>3</v>")
                assert b"<v>3</v>" in text
            new.writestr(name, text)
    assert judged(forged.getvalue()).score == 1


def test_without_libreoffice_the_package_computes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundary, "_office", lambda: None)
    assert judged(book(in_formula(RIGHT))).score == 5
    assert judged(book(lambda i, row: 3)).score == 1


def test_no_workbook_is_an_error_of_every_case() -> None:
    assert judged(b"not a workbook").status == "error"


@pytest.mark.slow
@pytest.mark.needs_soffice
def test_a_function_that_libreoffice_does_not_know_is_computed_all_the_same() -> None:
    """LibreOffice has XLOOKUP since 24.8; an older one answers #NAME?."""
    find = "=_xlfn.XLOOKUP(A{},E$2:E$3,F$2:F$3)"
    data = workbook(
        ["客户", "次数", "等级", "", "名字", "级别"],
        ["小岚", 2, find.format(2), "", "阿树", "金"],
        ["阿树", 3, find.format(3), "", "小岚", "银"],
    )
    assert workbook_outcome(data, Limits()).value["等级"].tolist() == ["银", "金"]
