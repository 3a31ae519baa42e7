"""A handed-in workbook: parsed, and recalculated where needed, in a sandbox without learner code."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from grading.execution.api import Limits
from grading.execution.sandbox import Runner, run_in_sandbox
from helpers.checking.calls import Outcome
from helpers.checking.recalculate import is_formula
from helpers.checking.sheets import MAX_COLUMNS, MAX_ROWS, Sheets, Values, workbook_table
from helpers.checking.worksheets import Worksheet, workbook_entries

_PARSE = """
import json, sys
from helpers.checking.recalculate import computed_sheets
from helpers.checking.sheets import filtered_sheets, read_workbook
try:
    data = open("in.xlsx", "rb").read()
    if "compute" in sys.argv:
        sheets = computed_sheets(data)
    else:
        sheets = read_workbook(data, computed="computed" in sys.argv)
    found = {"sheets": sheets, "filters": filtered_sheets(data)}
except ValueError as error:
    found = {"problem": str(error)}
open("out.json", "w", encoding="utf-8").write(json.dumps(found, ensure_ascii=False))
"""
# a copy for each case, with what the case changes and without any stored result
_PREPARE = """
import json
from helpers.checking.sheets import without_results
data = open("in.xlsx", "rb").read()
for number, values in enumerate(json.load(open("values.json", encoding="utf-8"))):
    open(f"case{number}.xlsx", "wb").write(without_results(data, values))
"""
_UNREADABLE = "文件打不开：它不是 Excel 的 .xlsx 工作簿，请在 Excel/WPS 里另存为 .xlsx。"
MAX_REPLY = 20_000_000  # bytes


def workbook_outcomes(
    data: bytes,
    wanted: Sequence[Worksheet],
    values: Mapping[str, Values],
    limits: Limits,
    run: Runner = run_in_sandbox,
) -> dict[str, Outcome]:
    """Return what is in a workbook by case; whatever is wrong with the file becomes an outcome too.

    With no ``wanted`` worksheets the only outcome is the first table, under the first case. ``run``
    is where the file is parsed and computed.
    """
    first = _read(run, data, limits)
    if isinstance(first, str):
        return {name: _raised(first) for name in values}
    if not wanted:
        return dict.fromkeys(list(values)[:1], _table(_with_results(run, data, first[0], limits)))
    _, filters = first
    computed = _computed(run, data, list(values.values()), limits)
    return {
        name: _raised(_UNREADABLE)
        if sheets is None
        else Outcome("returned", workbook_entries(sheets, filters, wanted))
        for name, sheets in zip(values, computed, strict=True)
    }


def _table(sheets: Sheets) -> Outcome:
    try:
        return Outcome("returned", workbook_table(sheets))
    except ValueError as error:
        return _raised(str(error))


def _raised(message: str) -> Outcome:
    return Outcome("raised", error="WorkbookFile", message=message)


def _with_results(run: Runner, data: bytes, sheets: Sheets, limits: Limits) -> Sheets:
    """The same sheets; where a formula's result was never stored, all are computed."""
    if any(is_formula(v) for rows in sheets.values() for row in rows for v in row):
        return _computed(run, data, [{}], limits)[0] or sheets
    return sheets


def _computed(
    run: Runner, data: bytes, values: Sequence[Values], limits: Limits
) -> list[Sheets | None]:
    """For each case the sheets with its ``values`` written in and every formula computed anew."""
    names = [f"case{number}.xlsx" for number in range(len(values))]
    files = {"in.xlsx": data, "values.json": json.dumps(values).encode()}
    prepared = run([sys.executable, "-c", _PREPARE], files, names, limits)
    office = _office()
    if office is None:
        found = [_read(run, prepared.get(name, b""), limits, "compute") for name in names]
    else:
        done = _by_libreoffice(run, office, prepared, limits)
        found = [_read(run, done.get(f"done/{name}", b""), limits, "computed") for name in names]
        if any(_unknown_function(one) for one in found):  # newer than this LibreOffice, as XLOOKUP
            found = [_read(run, prepared.get(name, b""), limits, "compute") for name in names]
    return [None if isinstance(one, str) else one[0] for one in found]


def _unknown_function(found: tuple[Sheets, list[str]] | str) -> bool:
    return not isinstance(found, str) and any(
        value == "#NAME?" for rows in found[0].values() for row in rows for value in row
    )


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _by_libreoffice(
    run: Runner, office: str, files: dict[str, bytes], limits: Limits
) -> dict[str, bytes]:
    # LibreOffice itself looks the profile's place up in the environment, which differs by runner
    command = [office, "-env:UserInstallation=$OFFICE_PROFILE", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", "done", *files]
    return run(command, files, [f"done/{name}" for name in files], limits)


def _read(run: Runner, data: bytes, limits: Limits, *how: str) -> tuple[Sheets, list[str]] | str:
    """The sheets and which of them have a filter, or a Chinese sentence on why they cannot be read."""
    command = [sys.executable, "-c", _PARSE, *how]
    reply = run(command, {"in.xlsx": data}, ("out.json",), limits).get("out.json")
    if reply is None or len(reply) > MAX_REPLY:
        return _UNREADABLE
    try:
        found = json.loads(reply)
        if "problem" in found:
            return str(found["problem"])[:200]
        return _checked(found["sheets"]), [str(title)[:100] for title in found["filters"]]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return _UNREADABLE


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
