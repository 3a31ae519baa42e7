"""Reading a workbook that the learner made, in the learner's own notebook."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from helpers.checking.calls import Outcome
from helpers.checking.recalculate import computed_sheets
from helpers.checking.sheets import (
    Values,
    filtered_sheets,
    read_workbook,
    without_results,
    workbook_table,
)
from helpers.checking.worksheets import workbook_entries
from helpers.exercises.case_set import CaseSet


def workbook_outcomes(cases: CaseSet) -> dict[str, Outcome] | None:
    """What stands in the exercise's file beside the notebook, by case; None where there is no such file."""
    path = Path.cwd() / cases.exercise.answer
    if not path.is_file():
        return None
    data, wanted = path.read_bytes(), cases.exercise.sheets
    if not wanted:
        return {cases.cases[0].name: _outcome(lambda: workbook_table(read_workbook(data)))}

    def entries(values: Values) -> dict[str, Any]:
        sheets = computed_sheets(without_results(data, values))
        return workbook_entries(sheets, filtered_sheets(data), wanted)

    return {name: _outcome(partial(entries, values)) for name, values in cases.values().items()}


def _outcome(read: Callable[[], Any]) -> Outcome:
    try:
        return Outcome("returned", read())
    except ValueError as error:
        return Outcome("raised", error="WorkbookFile", message=str(error))
