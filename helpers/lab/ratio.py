"""The division that the lessons use for every rate."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.errors import WorkbookError


def ratio(top: Any, bottom: Any) -> float:
    """``top`` ÷ ``bottom``; a denominator of 0 gives nan (missing), never 0 and never an exception.

    Raises WorkbookError, in words for a beginner, for anything that is no single number.
    """
    for place, value in (("上面", top), ("下面", bottom)):
        problem = _problem(value)
        if problem:
            raise WorkbookError(f"ratio 要两个数，可是{place}那个{problem}")
    if pd.isna(bottom) or bottom == 0:
        return float("nan")
    return float(top) / float(bottom)


def _problem(value: Any) -> str:
    if isinstance(value, (pd.DataFrame, pd.Series)):
        what = "一张表" if isinstance(value, pd.DataFrame) else "一列"
        return f"是{what}：是不是忘了 .sum()、.nunique() 或 len？"
    if callable(value):
        return "是一个还没有运行的方法：后面少了圆括号 ()。"
    if value is Ellipsis:
        return "还没有填（...）。"
    try:
        float(value)
    except (TypeError, ValueError):
        return f"是“{str(value)[:20]}”，不是数。"
    return ""
