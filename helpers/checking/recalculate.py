"""Computing a workbook's formulas without Excel: by the ``formulas`` package, in the notebook.

The grader asks LibreOffice, in its sandbox, and comes here only where that is not installed.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
import warnings
from pathlib import Path
from typing import Any

from helpers.checking.sheets import Sheets, read_workbook


def computed_sheets(data: bytes) -> Sheets:
    """Each worksheet's cells with every formula computed; one that cannot be keeps its text.

    ``data`` is a workbook ``without_results``. Raises ValueError with a Chinese sentence where it is
    none.
    """
    written = read_workbook(data)
    if not any(is_formula(v) for rows in written.values() for row in rows for v in row):
        return written
    results = _results(data)
    return written | {
        title: [
            [_result(value, results[title.upper()], i, j) for j, value in enumerate(row)]
            for i, row in enumerate(rows)
        ]
        for title, rows in written.items()
        if title.upper() in results
    }


def is_formula(value: Any) -> bool:
    """Tell whether a cell's plain value is a formula whose result is not known."""
    return isinstance(value, str) and value.startswith("=")


def _result(value: Any, rows: list[list[Any]], i: int, j: int) -> Any:
    if not is_formula(value):
        return value  # dates would come back as serial numbers
    with contextlib.suppress(IndexError):
        return rows[i][j]
    return None


def _results(data: bytes) -> Sheets:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "in.xlsx"
        path.write_bytes(data)
        try:
            # the package reports its progress on stderr
            with contextlib.redirect_stderr(io.StringIO()):
                import formulas  # here: importing it takes more than a second

                model = formulas.ExcelModel().loads(str(path)).finish()
                model.calculate()
                model.write(dirpath=folder)
        except Exception:  # whatever stands in a stranger's formula; its text stays as it is
            return {}
        made = next(p for p in Path(folder).iterdir() if p.name != "in.xlsx")
        return {title.upper(): rows for title, rows in read_workbook(made.read_bytes()).items()}
