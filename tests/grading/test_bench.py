"""The measurements measure what they say: every function, on inputs that fit, beside lines that agree."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import Any

import numpy as np
import pandas as pd
import pytest

import helpers.analysis
from grading.bench.contests import CONTESTS, NOT_MEASURED, Contest
from grading.bench.tables import Tables
from grading.cli.app import run

TABLES = Tables(400)
TOOLS = {"tables", "states"}  # what the modules of the tasks share
BY_HAND = [contest for contest in CONTESTS if contest.by_hand is not None]


def test_every_public_function_is_measured_or_named() -> None:
    found = set()
    for module in pkgutil.iter_modules(helpers.analysis.__path__):
        if module.name not in TOOLS:
            loaded = importlib.import_module(f"helpers.analysis.{module.name}")
            functions = inspect.getmembers(loaded, inspect.isfunction)
            found |= {f for n, f in functions if f.__module__ == loaded.__name__ and n[0] != "_"}
    measured = [contest.function for contest in CONTESTS]
    assert len(set(measured)) == len(measured)
    assert {f.__name__ for f in found - set(measured)} == set(NOT_MEASURED)


@pytest.mark.parametrize("contest", CONTESTS, ids=lambda c: c.name)
def test_functions_take_their_inputs_and_leave_them(contest: Contest) -> None:
    inputs = contest.inputs(TABLES)
    before = [value.copy() if isinstance(value, pd.DataFrame) else value for value in inputs]
    contest.function(*inputs)
    for value, kept in zip(inputs, before, strict=True):
        if isinstance(value, pd.DataFrame):
            pd.testing.assert_frame_equal(value, kept)


@pytest.mark.parametrize("contest", BY_HAND, ids=lambda c: c.name)
def test_the_lines_by_hand_agree(contest: Contest) -> None:
    inputs = contest.inputs(TABLES)
    assert contest.by_hand is not None
    ours, theirs = contest.function(*inputs), contest.by_hand(*inputs)
    assert len(ours) == len(theirs) > 0
    columns = theirs.columns if isinstance(theirs, pd.DataFrame) else [None]
    for name in columns:
        wanted = theirs if name is None else theirs[name]
        choices = [ours[name]] if name in ours.columns else [ours[c] for c in ours.columns]
        assert any(same_values(choice, wanted) for choice in choices), name


def same_values(one: pd.Series[Any], other: pd.Series[Any]) -> bool:
    """The same values, whatever their order."""
    if not all(pd.api.types.is_numeric_dtype(column.dtype) for column in (one, other)):
        return sorted(map(str, one)) == sorted(map(str, other))
    pair = [np.sort(column.astype("float64").fillna(-1e9).to_numpy()) for column in (one, other)]
    return bool(np.allclose(*pair))


def test_the_command_prints_a_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "analysis", "--orders", "300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "300 笔订单" in lines[1] and len(lines) == len(CONTESTS) + 2
    for contest, line in zip(CONTESTS, lines[2:], strict=True):
        assert line.startswith(contest.name) and ("(" in line) == (contest.by_hand is not None)
