"""Workbooks of several sheets: what is read, what is changed, and what formulas then give."""

from __future__ import annotations

import io
import time
from typing import Any

import openpyxl
import pandas as pd
import pytest

from helpers.checking.recalculate import computed_sheets
from helpers.checking.sheets import filtered_sheets, read_workbook, without_results
from helpers.checking.worksheets import changed_inputs, expected_entries, workbook_entries
from tests.books import CHANGED, LESSON, SHEETS, book, in_formula, reference, visits

SUBTRACTED = '=IF(C{i}="","",C{i}-B{i})'


def entries(data: bytes, table: pd.DataFrame | None = None) -> dict[str, Any]:
    values = {} if table is None else changed_inputs({"visits": table}, SHEETS)
    return workbook_entries(
        computed_sheets(without_results(data, values)), filtered_sheets(data), SHEETS
    )


def gaps(found: dict[str, Any]) -> dict[str, Any]:
    table = found["间隔"]
    return dict(zip(table["姓名"], table["间隔天数"].astype(object), strict=True))


@pytest.mark.parametrize(
    "formula",
    [
        SUBTRACTED,
        '=IF(C{i}="","",_xlfn.DAYS(C{i},B{i}))',
        '=IF(ISBLANK(C{i}),"",DATEDIF(B{i},C{i},"d"))',
        '=IF(COUNT(B{i}:C{i})<2,"",C{i}-B{i})',
        '=IFERROR(IF(C{i}>0,DAYS(C{i},B{i}),""),"")',
        "=IF(C{i}*1=0,NA(),C{i}-B{i})",
    ],
)
def test_formulas_follow_changed_inputs(formula: str) -> None:
    data = book(in_formula(formula))
    for table in (None, CHANGED):
        wanted = reference(LESSON if table is None else table)["间隔"]["间隔天数"]
        found = gaps(entries(data, table))
        for mine, right in zip(found.values(), wanted, strict=True):
            assert mine == right or (pd.isna(right) and (pd.isna(mine) or mine == "#N/A"))


def test_numbers_typed_in_do_not_follow() -> None:
    data = book(lambda i, row: 3)
    assert gaps(entries(data, CHANGED)) == {"甲": 3, "乙": 3, "丙": 3}


def test_a_blank_date_counts_from_serial_zero_as_in_excel() -> None:
    assert gaps(entries(book(in_formula("=C{i}-B{i}"))))["乙"] == -43587


def test_only_what_is_asked_for_is_read_below_any_title() -> None:
    for title in (True, False):
        found = entries(book(in_formula(SUBTRACTED), title=title))
        assert list(found) == ["间隔", "名单", "自动筛选"]
        assert list(found["间隔"].columns) == ["姓名", "间隔天数"]
        assert found["自动筛选"] == ["间隔"]
    assert entries(book(in_formula(SUBTRACTED), filtered=False))["自动筛选"] == []


def test_a_mean_below_the_table_is_nobodys_row() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(in_formula(SUBTRACTED))))
    made["间隔"]["D7"], made["间隔"]["E7"] = "平均", "=AVERAGE(E3:E6)"
    data = io.BytesIO()
    made.save(data)
    assert list(gaps(entries(data.getvalue()))) == ["甲", "乙", "丙"]


def test_a_filter_of_a_table_counts_as_well() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(in_formula(SUBTRACTED), filtered=False)))
    table = openpyxl.worksheet.table.Table(displayName="T", ref="A2:F5")  # type: ignore[attr-defined]
    table._initialise_columns()
    for column, cell in zip(table.tableColumns, made["间隔"][2], strict=True):
        column.name = str(cell.value or "列")
    made["间隔"].add_table(table)
    data = io.BytesIO()
    made.save(data)
    assert filtered_sheets(data.getvalue()) == ["间隔"]


def test_a_sheet_or_column_that_is_missing_is_missing() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(in_formula(SUBTRACTED))))
    del made["名单"]
    made["间隔"]["E2"] = "间隔"
    data = io.BytesIO()
    made.save(data)
    found = entries(data.getvalue())
    assert "名单" not in found and list(found["间隔"].columns) == ["姓名"]


def test_a_lookup_table_at_the_right_with_the_same_headers_is_passed_over() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(in_formula(SUBTRACTED))))
    for row, values in enumerate([("姓名", "间隔天数"), ("少", 1), ("多", 30)], 2):
        made["间隔"].cell(row, 9).value, made["间隔"].cell(row, 10).value = values
    data = io.BytesIO()
    made.save(data)
    found, plain = (entries(one)["间隔"] for one in (data.getvalue(), book(in_formula(SUBTRACTED))))
    pd.testing.assert_frame_equal(found, plain)


def test_whole_columns_are_looked_up_quickly() -> None:
    """A formula over whole columns, as Excel writes them when the columns' heads are clicked."""
    begun = time.perf_counter()
    found = gaps(entries(book(in_formula("=VLOOKUP(A{i},名单!$A:B,1,FALSE)&SUM(名单!B:B)"))))
    assert list(found.values()) == ["甲0", "乙0", "丙0"]
    assert time.perf_counter() - begun < 20


def test_what_cannot_be_computed_stays_visible() -> None:
    found = gaps(entries(book(in_formula("=不存在的函数(C{i})"))))
    assert all(str(value).startswith(("#", "=")) for value in found.values())


@pytest.mark.parametrize("unread", ["=C{row}-B{row}", '=IF(C3="",“”,C3-B3)', "=IF（C3>0,1,2）"])
def test_a_formula_that_no_program_reads_stays_text_and_spoils_no_other(unread: str) -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(in_formula(SUBTRACTED))))
    made["间隔"].cell(3, 5).value = unread
    data = io.BytesIO()
    made.save(data)
    assert list(gaps(entries(data.getvalue())).values()) == [unread, None, 0]


def test_values_go_to_their_rows_and_headers_and_formulas_stay() -> None:
    data = without_results(
        book(in_formula(SUBTRACTED)), {"间隔": {"乙": {"再次": "2019-05-30", "没有": 1}, "庚": {}}}
    )
    rows = read_workbook(data)["间隔"]
    assert rows[3][:3] == ["乙", "2019-05-02T00:00:00", "2019-05-30T00:00:00"]
    assert rows[2][4] == '=IF(C3="","",C3-B3)'


def test_changes_are_plain_and_only_for_sheets_with_inputs() -> None:
    values = changed_inputs({"visits": visits((1, None)), "days": 3}, SHEETS)
    assert values == {"间隔": {"甲": {"首次": "2019-05-01T00:00:00", "再次": None}}}
    assert changed_inputs({"days": 3}, SHEETS) == {}


def test_expected_entries_hold_the_asked_columns() -> None:
    tables = {"间隔": LESSON.assign(间隔天数=1), "名单": LESSON}
    found = expected_entries(tables, SHEETS)
    assert [list(found[t].columns) for t in ("间隔", "名单")] == [["姓名", "间隔天数"], ["姓名"]]
    assert found["自动筛选"] == ["间隔"]
