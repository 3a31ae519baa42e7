"""Mistakes of shape that more than one exercise of the lesson knows: a column for a table."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.exercises.model import Mistake


def column_for_table(answer: Callable[..., pd.DataFrame], column: str) -> Mistake:
    """The right rows, but only one column of them; ``answer`` gives the whole table."""
    return Mistake(
        "column_for_table",
        "你交回来的只有一列，别的列不见了。",
        "要交的是整张表：最外面那层方括号里，放的是条件还是列名？",
        lambda *args: answer(*args)[[column]],
        recognises=_is_one_column,
    )


def _is_one_column(expected: Outcome, actual: Outcome) -> bool:
    value = actual.value
    if isinstance(value, pd.Series):
        return not pd.api.types.is_bool_dtype(value.dtype)
    return isinstance(value, pd.DataFrame) and value.shape[1] == 1
