"""The lessons' division: a number, a missing one, or a sentence for a beginner."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.errors import WorkbookError
from helpers.lab.ratio import ratio


@pytest.mark.parametrize("top", [1, 1.0, np.int64(1), pd.Series([1]).sum(), True])
@pytest.mark.parametrize("bottom", [4, 4.0, np.float64(4), len("一二三四")])
def test_numbers_of_every_kind(top: Any, bottom: Any) -> None:
    result = ratio(top, bottom)
    assert result == 0.25 and type(result) is float


@pytest.mark.parametrize("bottom", [0, 0.0, np.int64(0), float("nan")])
def test_over_nothing_it_is_missing(bottom: Any) -> None:
    assert pd.isna(ratio(3, bottom)) and pd.isna(ratio(0, bottom))


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (pd.DataFrame({"数": [1, 2]}), "一张表：是不是忘了"),
        (pd.Series([1, 2]), "一列：是不是忘了"),
        (pd.Series([1]).sum, "少了圆括号"),
        (..., "还没有填"),
        ("很多", "“很多”，不是数"),
        (None, "不是数"),
        ([1], "不是数"),
    ],
    ids=["table", "column", "method", "gap", "text", "nothing", "list"],
)
def test_what_is_no_number_is_said(value: Any, word: str) -> None:
    with pytest.raises(WorkbookError, match=f"上面那个.*{word}"):
        ratio(value, 2)
    with pytest.raises(WorkbookError, match=f"下面那个.*{word}"):
        ratio(2, value)
