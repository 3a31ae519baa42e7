"""What was run in this notebook, so that a check speaks of the answer that stands in its cell now.

A name keeps its old value when the cell that gave it is changed and then fails, or gives another
name. Judging that old value would tell the learner about an answer that is no longer there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpers.lab.errors import says


@dataclass(frozen=True)
class Run:
    """One run of a cell: its source, and in Chinese what went wrong (empty where nothing did)."""

    cell: str
    source: str
    failure: str = ""


_runs: list[Run] = []


def watch_cells() -> None:
    """Keep a record of the cells that are run from now on; does nothing outside IPython."""
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.events.register("post_run_cell", _record)


def all_runs() -> list[Run]:
    """Every run so far, the first one first."""
    return list(_runs)


def latest_runs() -> list[Run]:
    """The last run of each cell; where the front end tells no cell ids, every run."""
    last = {run.cell or str(number): number for number, run in enumerate(_runs)}
    return [_runs[number] for number in sorted(last.values())]


def _record(result: Any) -> None:
    error = result.error_before_exec or result.error_in_exec
    failure = says(type(error), error, error.__traceback__, {}) if error is not None else ""
    _runs.append(Run(str(result.info.cell_id or ""), str(result.info.raw_cell or ""), failure))
