"""Handed-in workbooks: parsed in the sandbox, formulas recalculated by a real LibreOffice."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from grading.boundary.workbook import workbook_outcome
from grading.execution.api import Limits

pytestmark = pytest.mark.needs_bwrap


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
