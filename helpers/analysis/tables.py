"""What the analysis modules share: one look at the incoming table, exact money, safe division."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from helpers.errors import WorkbookError


def require_columns(table: object, columns: Iterable[str], numeric: Iterable[str] = ()) -> None:
    """Refuse what cannot be analysed.

    ``columns`` must be there, those in ``numeric`` with numbers in them (blanks are fine). A table
    without rows passes, whatever its types: it gives an empty or a missing result.

    Raises:
        WorkbookError: not a DataFrame, a column missing, or text where numbers belong.
    """
    if not isinstance(table, pd.DataFrame):
        raise WorkbookError(f"这里需要一张表（DataFrame），收到的是 {type(table).__name__}。")
    missing = [name for name in columns if name not in table.columns]
    if missing:
        have = "、".join(map(str, table.columns)) or "（没有列）"
        raise WorkbookError(
            f"表里缺少列：{'、'.join(missing)}。现有的列是：{have}。请检查列名有没有写错或多出空格。"
        )
    for name in numeric:
        kind = table[name].dtype
        if len(table) and (
            not pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind)
        ):
            raise WorkbookError(
                f"“{name}”列应当是数字，现在不是（类型 {kind}）。请先把文字转成数字再计算。"
            )


def require_times(table: pd.DataFrame, columns: Iterable[str]) -> None:
    """Refuse columns that hold anything but times (blanks are fine, so is a table without rows).

    Raises:
        WorkbookError: a column of text or numbers.
    """
    for name in columns:
        if len(table) and not pd.api.types.is_datetime64_any_dtype(table[name].dtype):
            raise WorkbookError(
                f"“{name}”列应当是日期时间，现在不是。请先用 pd.to_datetime 转换这一列。"
            )


def cents(amounts: pd.Series[float]) -> pd.Series[float]:
    """Yuan as whole cents, so that sums are exact; a blank stays a blank."""
    return (pd.to_numeric(amounts).astype("float64") * 100).round()


def ratio(numerator: float, denominator: float) -> float:
    """Divide once; a denominator of 0 (or a missing one) gives nan, never 0 and never an error."""
    if pd.isna(denominator) or denominator == 0:
        return float("nan")
    return float(numerator) / float(denominator)
