"""Reading a workbook that the learner made, in the learner's own notebook."""

from __future__ import annotations

from pathlib import Path

from helpers.checking.calls import Outcome
from helpers.checking.sheets import read_workbook, workbook_table


def workbook_outcome(name: str) -> Outcome | None:
    """What stands in the file ``name`` beside the notebook; None where there is no such file."""
    path = Path.cwd() / name
    if not path.is_file():
        return None
    try:
        return Outcome("returned", workbook_table(read_workbook(path.read_bytes())))
    except ValueError as error:
        return Outcome("raised", error="WorkbookFile", message=str(error))
