"""A workbook's bytes as plain rows, the table in them, and a copy with other values in some cells.

``read_workbook``, ``filtered_sheets`` and ``without_results`` parse what a learner made: the grader
runs them only inside a sandbox.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_UNPACKED = 60_000_000  # bytes; a zip bomb is larger
Sheets = dict[str, list[list[Any]]]
# the package that computes formulas knows this function's unit only as a capital; Excel takes both
_UNIT = re.compile(r'(DATEDIF\([^"]*)"([a-z]+)"', re.IGNORECASE)
# a whole column has a million cells, and the package looks at each: it ends at the last row read
_COLUMNS = re.compile(r"(?<![\w.$])(\$?[A-Z]{1,3}):(\$?[A-Z]{1,3})(?![\w(:])")
# an f-string that lacks its f, or its quotes: no program reads it, and each says so in another way
UNFILLED = re.compile(r"\{[a-z_]\w*\}")
# nor does any program read these
_WIDE = re.compile("[“”，（）]")
_QUOTED = re.compile(r"""(["']).*?\1""")
_FIRST_YEAR = 1950  # a small number in a cell with a date's format reads as a day soon after 1900
_DAY_0 = dt.date(1899, 12, 30)
Values = dict[str, dict[str, dict[str, Any]]]  # worksheet → name of the row → header → value


def read_workbook(data: bytes, *, computed: bool = False) -> Sheets:
    """Return each worksheet's cells as rows of plain values (formulas by their stored results).

    Raises ValueError with a Chinese sentence for anything that is not a readable .xlsx. A formula
    without a result is given as the text "=...", or, where all were ``computed``, as nothing.
    """
    values = _open(data, data_only=True)
    written = values if computed else _open(data, data_only=False)
    return {sheet.title: _rows(sheet, written[sheet.title]) for sheet in values.worksheets}


def filtered_sheets(data: bytes) -> list[str]:
    """The titles of the worksheets with an AutoFilter, be it of the sheet or of a table on it.

    Raises ValueError as ``read_workbook`` does.
    """
    return [
        sheet.title
        for sheet in _open(data, data_only=False).worksheets
        if sheet.auto_filter.ref or any(t.autoFilter for t in sheet.tables.values())
    ]


def without_results(data: bytes, values: Values) -> bytes:
    """A copy whose formulas must be computed anew, with ``values`` in the cells of their rows and headers.

    Rows and headers that are not in the workbook are passed over. Raises ValueError as
    ``read_workbook`` does.
    """
    book = _open(data, data_only=False)  # stored results are dropped on saving
    last = max((_rows_used(sheet) for sheet in book.worksheets), default=0)
    for sheet in book.worksheets:
        _fill(sheet, values.get(sheet.title.strip(), {}), last)
    copy = io.BytesIO()
    book.save(copy)
    return copy.getvalue()


def has_wide_signs(formula: str) -> bool:
    """Tell whether a formula has signs of a Chinese keyboard outside of its texts."""
    return _WIDE.search(_QUOTED.sub("", formula)) is not None


def _fill(sheet: Any, rows: dict[str, dict[str, Any]], last: int) -> None:
    """Write ``rows`` into a worksheet; ``last`` is the last row that any worksheet of the book uses."""
    used = {
        "max_row": _rows_used(sheet),
        "max_col": min(sheet.max_column, MAX_COLUMNS),
    }
    cells = [line for line in sheet.iter_rows(**used) if any(_filled(c.value) for c in line)]
    for cell in (cell for line in cells for cell in line):
        if isinstance(cell.value, str) and cell.value.startswith("="):
            cell.value = _easier(cell.value, last)
            if UNFILLED.search(cell.value) or has_wide_signs(cell.value):
                cell.data_type = "s"  # it stays the text that it is, and the others are computed
    headers = {header for row in rows.values() for header in row}
    head = next((i for i, line in enumerate(cells) if headers & set(_texts(line))), None)
    if head is None:
        return
    places = {text: i for i, text in enumerate(_texts(cells[head]))}
    for line in cells[head + 1 :]:
        row = next((rows[name] for name in _texts(line) if name in rows), {})
        for header, value in row.items():
            if header in places:
                _set(line[places[header]], value)


def _rows_used(sheet: Any) -> int:
    return min(int(sheet.max_row), MAX_ROWS)


def _easier(formula: str, last: int) -> str:
    """The same formula as the package that computes it likes it."""
    if "DATEDIF" in formula.upper():
        formula = _UNIT.sub(lambda m: f'{m[1]}"{m[2].upper()}"', formula)
    return _COLUMNS.sub(rf"\g<1>1:\g<2>{last}", formula)


def _texts(line: Sequence[Any]) -> list[str]:
    return [str(cell.value).strip() for cell in line]


def _set(cell: Any, value: Any) -> None:
    with contextlib.suppress(ValueError, TypeError):
        value = dt.datetime.fromisoformat(value)
    if not hasattr(cell, "column_letter"):
        return  # inside a merged range
    shown = cell.number_format
    cell.value = value
    if shown != "General":
        cell.number_format = shown


def _open(data: bytes, *, data_only: bool) -> Any:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValueError("这个工作簿太大，打不开。")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, read_only=False)
    except ValueError:
        raise
    except Exception as error:  # openpyxl raises many kinds for a broken file
        raise ValueError(
            "文件打不开：它不是 Excel 的 .xlsx 工作簿，请在 Excel/WPS 里另存为 .xlsx。"
        ) from error


def _rows(values: Any, formulas: Any) -> list[list[Any]]:
    rows = []
    used = {
        "max_row": min(values.max_row, MAX_ROWS),  # openpyxl makes every cell that is asked for
        "max_col": min(values.max_column, MAX_COLUMNS),
        "values_only": True,
    }
    for shown, written in zip(values.iter_rows(**used), formulas.iter_rows(**used), strict=True):
        rows.append([_cell(v, w) for v, w in zip(shown, written, strict=True)])
    return rows


def _serial(value: dt.datetime) -> float:
    """The number in a cell that only looks like a time or a date: days counted from Excel's day 0."""
    from openpyxl.utils.datetime import to_excel

    return float(to_excel(value))  # type: ignore[no-untyped-call]


def _cell(value: Any, written: Any) -> Any:
    if value is None and isinstance(written, str) and written.startswith("="):
        return written[:200]
    if isinstance(value, dt.timedelta):  # a difference of dates, shown as a time
        return value / dt.timedelta(days=1)
    if isinstance(value, dt.time):
        return _serial(dt.datetime.combine(_DAY_0, value))
    if isinstance(value, dt.datetime) and value.year < _FIRST_YEAR:
        return _serial(value)
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return (
        value if isinstance(value, (int, float, bool, str)) or value is None else str(value)[:200]
    )


def workbook_table(sheets: Sheets, key: str | None = None) -> pd.DataFrame:
    """Return the table on the first worksheet that is not empty.

    A title above the header and empty rows and columns around the table are passed over: the header
    is the first row with the cell ``key``, or else the first with at least two texts and nothing but
    text in it. Raises ValueError with a Chinese sentence where there is no table.
    """
    import pandas as pd  # here: parsing in the sandbox does not wait for it

    for rows in sheets.values():
        filled = [row for row in rows if any(_filled(v) for v in row)]
        header = next((i for i, row in enumerate(filled) if _is_header(row, key)), None)
        if header is None:
            continue
        used = [
            i for i in range(len(filled[header])) if any(_filled(row[i]) for row in filled[header:])
        ]
        names = [str(filled[header][i] or "").strip() for i in used]
        body = [[row[i] for i in used] for row in filled[header + 1 :]]
        return pd.DataFrame(body, columns=names).infer_objects()
    raise ValueError("工作簿里没有找到表：第一行应当是列名，下面是数据。")


def _filled(value: Any) -> bool:
    return value is not None and value != ""


def _is_header(row: list[Any], key: str | None = None) -> bool:
    filled = [v for v in row if _filled(v)]
    if key is not None:
        return key in [str(v).strip() for v in filled]
    return len(filled) >= 2 and all(isinstance(v, str) for v in filled)
