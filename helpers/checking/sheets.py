"""A workbook's bytes as plain rows, and the table in them.

``read_workbook`` parses what a learner made: the grader runs it only inside a sandbox.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

MAX_ROWS = 5_000
MAX_COLUMNS = 60
MAX_UNPACKED = 60_000_000  # bytes; a zip bomb is larger
Sheets = dict[str, list[list[Any]]]


def read_workbook(data: bytes) -> Sheets:
    """Return each worksheet's cells as rows of plain values (formulas by their stored results).

    Raises ValueError with a Chinese sentence for anything that is not a readable .xlsx. A formula
    whose result was never computed is given as the text "=...".
    """
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise ValueError("这个工作簿太大，打不开。")
        values = openpyxl.load_workbook(io.BytesIO(data), data_only=True, read_only=False)
        formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False, read_only=False)
    except ValueError:
        raise
    except Exception as error:  # openpyxl raises many kinds for a broken file
        raise ValueError(
            "文件打不开：它不是 Excel 的 .xlsx 工作簿，请在 Excel/WPS 里另存为 .xlsx。"
        ) from error
    return {sheet.title: _rows(sheet, formulas[sheet.title]) for sheet in values.worksheets}


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


def _cell(value: Any, written: Any) -> Any:
    if value is None and isinstance(written, str) and written.startswith("="):
        return written[:200]
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    return (
        value if isinstance(value, (int, float, bool, str)) or value is None else str(value)[:200]
    )


def workbook_table(sheets: Sheets) -> pd.DataFrame:
    """Return the table on the first worksheet that is not empty.

    A title above the header and empty rows and columns around the table are passed over: the header
    is the first row with at least two texts and nothing but text in it. Raises ValueError with a
    Chinese sentence where there is no table.
    """
    import pandas as pd  # here: parsing in the sandbox does not wait for it

    for rows in sheets.values():
        filled = [row for row in rows if any(_filled(v) for v in row)]
        header = next((i for i, row in enumerate(filled) if _is_header(row)), None)
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


def _is_header(row: list[Any]) -> bool:
    filled = [v for v in row if _filled(v)]
    return len(filled) >= 2 and all(isinstance(v, str) for v in filled)
