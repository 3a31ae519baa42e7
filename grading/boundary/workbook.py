"""A handed-in workbook: parsed, and recalculated where needed, in a sandbox without learner code."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from typing import Any

from grading.execution.api import Limits
from grading.execution.sandbox import run_in_sandbox
from helpers.checking.calls import Outcome
from helpers.checking.sheets import MAX_COLUMNS, MAX_ROWS, Sheets, workbook_table

_PARSE = """
import json
from helpers.checking.sheets import read_workbook
try:
    found = {"sheets": read_workbook(open("in.xlsx", "rb").read())}
except ValueError as error:
    found = {"problem": str(error)}
open("out.json", "w", encoding="utf-8").write(json.dumps(found, ensure_ascii=False))
"""
_UNREADABLE = "文件打不开：它不是 Excel 的 .xlsx 工作簿，请在 Excel/WPS 里另存为 .xlsx。"
MAX_REPLY = 20_000_000  # bytes


def workbook_outcome(data: bytes, limits: Limits) -> Outcome:
    """Return the table in a workbook as an outcome; whatever is wrong with the file becomes one too."""
    sheets = _read(data, limits)
    if isinstance(sheets, str):
        return _raised(sheets)
    if _needs_recalculation(sheets):
        again = _recalculated(data, limits)
        recalculated = _read(again, limits) if again is not None else ""
        sheets = recalculated if isinstance(recalculated, dict) else sheets
    try:
        return Outcome("returned", workbook_table(sheets))
    except ValueError as error:
        return _raised(str(error))


def _raised(message: str) -> Outcome:
    return Outcome("raised", error="WorkbookFile", message=message)


def _read(data: bytes, limits: Limits) -> Sheets | str:
    """The sheets, or a Chinese sentence on why they cannot be read."""
    reply = _run([sys.executable, "-c", _PARSE], {"in.xlsx": data}, "out.json", limits)
    if reply is None or len(reply) > MAX_REPLY:
        return _UNREADABLE
    try:
        found = json.loads(reply)
        return str(found["problem"])[:200] if "problem" in found else _checked(found["sheets"])
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return _UNREADABLE


def _run(
    command: Sequence[str], files: dict[str, bytes], wanted: str, limits: Limits
) -> bytes | None:
    return run_in_sandbox(command, files, (wanted,), limits).get(wanted)


def _checked(data: Any) -> Sheets:
    """Allow nothing but rows of scalars: openpyxl has just parsed a stranger's file."""
    sheets: Sheets = {}
    for title, rows in data.items():
        if len(rows) > MAX_ROWS or any(len(row) > MAX_COLUMNS for row in rows):
            raise ValueError("too large")
        for row in rows:
            if not all(v is None or isinstance(v, (bool, int, float, str)) for v in row):
                raise ValueError("not a scalar")
        sheets[str(title)[:100]] = rows
    return sheets


def _needs_recalculation(sheets: Sheets) -> bool:
    return any(
        isinstance(value, str) and value.startswith("=")
        for rows in sheets.values()
        for row in rows
        for value in row
    )


def _recalculated(data: bytes, limits: Limits) -> bytes | None:
    """The workbook with its formulas computed by LibreOffice; None where that is not installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        return None
    # a profile of its own: the sandbox's user has no entry that tells where home is
    command = [office, "-env:UserInstallation=file:///tmp/office", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    return _run(
        [*command, "--outdir", "done", "in.xlsx"], {"in.xlsx": data}, "done/in.xlsx", limits
    )
