"""Recognising what went wrong in columns L and M, from the cells alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.exercises.cells import is_left_open, lacks_equals_sign, texts, worksheet
from helpers.exercises.interval_days.book import L, M, right, with_gaps
from helpers.exercises.model import Mistake

TITLE = "间隔天数"
SERIAL = -40_000  # a day of our century, subtracted from Excel's day 0
_NO_QUOTES = re.compile(r"=[,)]|,,")


def intervals(outcome: Outcome) -> pd.DataFrame | None:
    """The worksheet of the intervals, if there is one with customers."""
    return worksheet(outcome, TITLE)


def _texts(outcome: Outcome) -> list[str]:
    return texts(outcome, TITLE, (L, M))


def quotes_lost(expected: Outcome, actual: Outcome) -> bool:
    """The double quotes of the formula ended the text that it stands in."""
    return any(is_left_open(text) and _NO_QUOTES.search(text) for text in _texts(actual))


def no_f(expected: Outcome, actual: Outcome) -> bool:
    """The row's number was not filled in."""
    found = list(filter(is_left_open, _texts(actual)))
    return bool(found) and not any(map(_NO_QUOTES.search, found))


def no_equals_sign(expected: Outcome, actual: Outcome) -> bool:
    """A formula's text without the sign that makes it one."""
    return any(map(lacks_equals_sign, _texts(actual)))


def no_headers(expected: Outcome, actual: Outcome) -> bool:
    """L or M has no header in the row where the other headers stand."""
    table = intervals(actual)
    return table is not None and not {L, M} <= set(table.columns)


def in_blanks(wrong: Callable[[pd.Series], bool]) -> Callable[[Outcome, Outcome], bool]:
    """All intervals are right; where there is none, ``wrong`` tells it of the cells of L, of M or of both."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        mine, right = intervals(actual), expected.value[TITLE].set_index("姓名")
        if mine is None or no_headers(expected, actual) or not mine["姓名"].is_unique:
            return False
        mine = mine.set_index("姓名").reindex(right.index)
        found = [_in_blanks(mine[name], right[name]) for name in (L, M)]
        told = [one is not None and (one.empty or wrong(one)) for one in found]
        return all(told) and any(one is not None and not one.empty for one in found)

    return recognises


def _in_blanks(mine: pd.Series, right: pd.Series) -> pd.Series | None:
    """What stands where there is no interval (nothing where all is blank); None if an interval is wrong."""
    numbers = pd.to_numeric(mine, errors="coerce").astype(float)
    known = right.notna()
    if not bool((numbers[known] == right[known].astype(float)).all()):
        return None
    blanks = mine[~known]
    return numbers[~known] if blanks.notna().any() else blanks.iloc[:0]


def zeros(cells: pd.Series) -> bool:
    """Each a 0."""
    return bool((cells == 0).all())


def serials(cells: pd.Series) -> bool:
    """As from a formula that asks for no blank: minus forty thousand, and 0 where both dates lack."""
    return bool(((cells == 0) | (cells < SERIAL)).all() and (cells < SERIAL).any())


def _formulas(one: str, two: str) -> Callable[[pd.DataFrame], dict[str, Any]]:
    """The workbook with texts in L and M, ``{i}`` for the row's number."""

    def filled(text: str, rows: int) -> list[str]:
        return [text.replace("{i}", str(i)) for i in range(3, rows + 3)]

    return with_gaps(
        lambda sheet, gaps: gaps.assign(**{L: filled(one, len(gaps)), M: filled(two, len(gaps))})
    )


def _without_headers(sheet: pd.DataFrame) -> dict[str, Any]:
    found = right(sheet)
    return found | {"间隔天数": found["间隔天数"][["姓名"]]}


# the cells of L and M cannot be read as numbers, or are not found
UNREAD = (
    Mistake(
        "quotes_lost",
        "公式里的双引号不见了，{row} 也没有填完：两种引号撞在了一起。",
        "公式里面是双引号，最外面换成单引号 f'…' 了吗？",
        _formulas("=IF(E{i}=,,E{row}-D{row})", "=IF(F{i}=,,F{row}-E{row})"),
        recognises=quotes_lost,
    ),
    Mistake(
        "no_f",
        "公式里还写着 {row}，行号没有填进去。",
        "引号前面的 f 写了吗？",
        _formulas('=IF(E{row}="","",E{row}-D{row})', '=IF(F{row}="","",F{row}-E{row})'),
        recognises=no_f,
    ),
    Mistake(
        "no_equals_sign",
        "L、M 里是一段文字，不是公式：前面少了等号。",
        "点一下 L3，编辑栏里第一个字符是 = 吗？",
        _formulas('IF(E{i}="","",E{i}-D{i})', 'IF(F{i}="","",F{i}-E{i})'),
        recognises=no_equals_sign,
    ),
    Mistake(
        "no_headers",
        "姓名那一行里，没有找全 L、M 两列的表头。",
        "L2、M2 的名字一字不差吗？startrow=1 写了吗？循环从第 3 行开始吗？",
        _without_headers,
        recognises=no_headers,
    ),
)
