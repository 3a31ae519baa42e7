"""Workbooks as a notebook reads them; the grader's sandbox and recalculation have their own tests."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import openpyxl
import pytest

from helpers.checking import sheets
from helpers.checking.sheets import read_workbook, workbook_table

Rows = list[list[Any]]
HEAD = ["客户名称", "次数", "金额"]
BODY: Rows = [["小岚", 2, 41.5], ["阿树", 3, 60]]


def book(*worksheets: Rows) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for number, rows in enumerate(worksheets, 1):
        sheet = made.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def table(*worksheets: Rows) -> Rows:
    """The table that is found, as rows, its column names first."""
    found = workbook_table(read_workbook(book(*worksheets)))
    return [list(found.columns), *found.to_numpy().tolist()]


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, *BODY],
        [["老客户统计表"], [], HEAD, *BODY],
        [[2019, 9, 30], HEAD, *BODY],
        [HEAD, [], BODY[0], [None, None, None], BODY[1], []],
        [[None, *row] for row in (HEAD, *BODY)],
        [[f" {name} " for name in HEAD], *BODY],
    ],
    ids=["plain", "title", "numbers above", "empty rows", "empty column", "blanks"],
)
def test_the_table_is_found_wherever_it_stands(rows: Rows) -> None:
    assert table(rows) == [HEAD, *BODY]


def test_the_first_worksheet_with_a_table_counts() -> None:
    assert table([], [["只有标题"]], [HEAD, *BODY], [["甲", "乙"], [1, 2]]) == [HEAD, *BODY]


def test_cells_of_every_kind() -> None:
    row = [dt.datetime(2019, 9, 1, 8, 30), True, "字", 1.5, None, "=D2*2", "=1+1"]
    (cells,) = read_workbook(book([row])).values()
    assert cells == [["2019-09-01T08:30:00", True, "字", 1.5, None, "=D2*2", "=1+1"]]


def test_a_column_without_a_name_keeps_its_values() -> None:
    assert table([["甲", None, "乙"], [1, 7, 2]]) == [["甲", "", "乙"], [1, 7, 2]]


def test_a_header_alone_is_an_empty_table() -> None:
    assert table([HEAD]) == [HEAD]


@pytest.mark.parametrize("rows", [[], [[1, 2], [3, 4]], [["只有一格"]], [["甲", 1], ["乙", 2]]])
def test_no_table_is_said_in_chinese(rows: Rows) -> None:
    with pytest.raises(ValueError, match="没有找到表：第一行应当是列名"):
        table(rows)


def _archive(content: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", content)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        "客户,次数".encode(),
        b"\xd0\xcf\x11\xe0" * 99,
        _archive(b"<x>"),
        book([HEAD])[:-40],
    ],
    ids=["empty", "two bytes", "csv", "xls", "no workbook", "cut off"],
)
def test_what_is_no_workbook_is_said_in_chinese(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"另存为 \.xlsx"):
        read_workbook(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ValueError, match="太大"):
        read_workbook(_archive(bytes(sheets.MAX_UNPACKED + 1)))


def test_a_far_away_cell_costs_no_more_than_the_limits() -> None:
    made = openpyxl.Workbook()
    made.worksheets[0].cell(1_048_576, 16_384, "很远")
    data = io.BytesIO()
    made.save(data)
    (rows,) = read_workbook(data.getvalue()).values()
    assert (len(rows), len(rows[0])) == (sheets.MAX_ROWS, sheets.MAX_COLUMNS)


def test_only_rows_in_use_are_read() -> None:
    (rows,) = read_workbook(book([HEAD, *BODY])).values()
    assert rows == [HEAD, *BODY]


@pytest.mark.parametrize("days", [0, 1, 14, 0.5, -0.0])
def test_a_number_that_is_shown_as_a_date_is_still_a_number(days: float) -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for cell, shown in (("A1", "yyyy-mm-dd"), ("B1", "[h]:mm"), ("C1", "hh:mm")):
        sheet[cell] = days
        sheet[cell].number_format = shown
    data = io.BytesIO()
    made.save(data)
    assert read_workbook(data.getvalue())["Sheet"] == [[pytest.approx(days)] * 3]
