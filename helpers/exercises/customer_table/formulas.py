"""Recognising what went wrong in the formulas of 客户管理表, from what the cells come to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import service_levels
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.checking.sheets import has_wide_signs
from helpers.exercises.cells import (
    has_a_row_more,
    is_left_open,
    lacks_equals_sign,
    texts,
    worksheet,
)
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.book import BASIC, WHOLE, Book, changing, reference
from helpers.exercises.customer_table.cases import HIGH, MEDIUM, ORDINARY, classes
from helpers.exercises.customer_table.wrong_classes import WRONG_CLASSES, Classes
from helpers.exercises.generic import Recognises
from helpers.exercises.model import Mistake

CLASS, LEVEL = "客户类型", "服务级别"
_LEVELS = dict(service_levels().to_numpy())


def whole(outcome: Outcome) -> pd.DataFrame | None:
    """The worksheet of all customers by name, if there is one and nobody is in it twice."""
    table = worksheet(outcome, WHOLE)
    if table is None or not table["姓名"].is_unique:
        return None
    return table.set_index("姓名")


def _of_everybody(expected: Outcome, actual: Outcome, *columns: str) -> pd.DataFrame | None:
    """The worksheet with these columns in the expected order, if everybody is in it and nobody else."""
    mine, right = whole(actual), expected.value[WHOLE]["姓名"]
    if mine is None or not set(columns) <= set(mine.columns) or set(mine.index) != set(right):
        return None
    return mine.reindex(right)


def _texts(outcome: Outcome) -> list[str]:
    return texts(outcome, WHOLE, (CLASS, LEVEL))


def _left_open(expected: Outcome, actual: Outcome) -> bool:
    return any(map(is_left_open, _texts(actual)))


def _wide_signs(expected: Outcome, actual: Outcome) -> bool:
    found = [text for text in _texts(actual) if text.startswith("=") and not is_left_open(text)]
    return any(map(has_wide_signs, found))


def _errors(expected: Outcome, actual: Outcome) -> bool:
    mine = _of_everybody(expected, actual, CLASS)
    return mine is not None and all(str(value).startswith("#") for value in mine[CLASS])


def _no_equals_sign(expected: Outcome, actual: Outcome) -> bool:
    return any(map(lacks_equals_sign, _texts(actual)))


def _no_headers(expected: Outcome, actual: Outcome) -> bool:
    mine = whole(actual)
    return mine is not None and not {CLASS, LEVEL} & set(mine.columns)


def _classed(wrong: Classes) -> Recognises:
    """The formulas class in this wrong way; the two other worksheets come from them, or are right."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        right = expected.value
        mine = _of_everybody(expected, actual, CLASS, LEVEL)
        if mine is None:
            return False
        table = wrong(right[WHOLE][list(BASIC)])
        if list(mine[CLASS]) != list(table[CLASS]):
            return False
        if list(mine[LEVEL]) != [_LEVELS.get(name) for name in mine[CLASS]]:
            return False
        return all(
            any(
                compare(one, actual.value.get(name), cases.CENTS) is None
                for one in (right[name], table[table[CLASS] == name][list(BASIC)])
            )
            for name in (HIGH, MEDIUM)
            if name in right
        )

    return recognises


def _all_ordinary(expected: Outcome, actual: Outcome) -> bool:
    mine = _of_everybody(expected, actual, CLASS)
    return mine is not None and set(mine[CLASS]) == {ORDINARY}


def _of_first_row(expected: Outcome, actual: Outcome) -> bool:
    mine = _of_everybody(expected, actual, CLASS)
    return mine is not None and set(mine[CLASS]) == {expected.value[WHOLE][CLASS].iloc[0]}


def _not_to_the_last(expected: Outcome, actual: Outcome) -> bool:
    mine = _of_everybody(expected, actual, CLASS)
    if mine is None:
        return False
    filled = mine[CLASS].notna().to_numpy()
    number = int(filled.sum())
    right = expected.value[WHOLE][CLASS].head(number)
    return (
        0 < number < len(mine)
        and bool(filled[:number].all())
        and list(right) == list(mine[CLASS][:number])
    )


def _level(recognises: Callable[[pd.Series[Any]], bool]) -> Recognises:
    """All is right but for the levels, and ``recognises`` tells it of them."""

    def answer(expected: Outcome, actual: Outcome) -> bool:
        right, mine = expected.value[WHOLE], _of_everybody(expected, actual, CLASS, LEVEL)
        if mine is None or list(mine[CLASS]) != list(right[CLASS]) or _texts_of_formulas(mine):
            return False
        return list(mine[LEVEL]) != list(right[LEVEL]) and recognises(mine[LEVEL])

    return answer


def _texts_of_formulas(mine: pd.DataFrame) -> bool:
    return any(isinstance(text, str) and re.match(r"=|VLOOKUP\(", text) for text in mine[LEVEL])


def _none_found(levels: pd.Series[Any]) -> bool:
    return not levels.isin(list(_LEVELS.values())).any()


def _with_classes(wrong: Classes) -> Callable[..., Book]:
    """The workbook in which only the formulas are wrong."""

    def answer(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
        table = wrong(customers).merge(levels, on=CLASS, how="left")
        return {**reference(customers, levels), WHOLE: table[[*BASIC, CLASS, LEVEL]]}

    return answer


def _cells(one: str, two: str) -> Callable[..., Book]:
    """The workbook with these texts in the two columns."""
    return changing(lambda book: {WHOLE: book[WHOLE].assign(客户类型=one, 服务级别=two)})


def _to_the_last_but_two(book: Book) -> Book:
    table = book[WHOLE].copy()
    table.loc[table.index[-2:], [CLASS, LEVEL]] = None
    return {WHOLE: table}


def _first_row_everywhere(book: Book) -> Book:
    first = book[WHOLE].iloc[0]
    return {WHOLE: book[WHOLE].assign(客户类型=first[CLASS], 服务级别=first[LEVEL])}


def _with_total(book: Book) -> Book:
    total = pd.DataFrame([["合计", np.nan]], columns=["姓名", LEVEL])
    return {WHOLE: pd.concat([book[WHOLE], total])}


def _with_wrong_levels(book: Book) -> Book:
    turned = dict(zip(_LEVELS.values(), list(_LEVELS.values())[::-1], strict=True))
    return {WHOLE: book[WHOLE].assign(服务级别=book[WHOLE][LEVEL].map(turned))}


_IN_FORMULAS = (
    "high_from_200",
    "medium_from_100",
    "both_bounds",
    "more_than_four",
    "fewer_than_three",
    "more_than_two",
    "up_to_three",
    "no_upper_bound",
    "either_in_high",
    "either_in_medium",
    "high_by_times",
    "high_by_amount",
    "medium_by_times",
    "default_medium",
)

FORMULAS = (
    *(
        Mistake(name, says, asks, _with_classes(wrong), recognises=_classed(wrong))
        for name, says, asks, wrong in WRONG_CLASSES
        if name in _IN_FORMULAS
    ),
    Mistake(
        "no_f",
        "公式里还写着 {row}，行号没有填进去：单引号前面少了 f。",
        '等号右边的引号，和左边 sheet[f"…"] 一样，前面有 f 吗？',
        _cells(
            '=IF(D{row}>200,"高价值客户","一般客户")', "=VLOOKUP(E{row},对照表!$A$2:$B$4,2,FALSE)"
        ),
        recognises=_left_open,
    ),
    Mistake(
        "wide_signs",
        "公式里有中文的引号、逗号或括号，算不出来：都要用英文的。",
        "点一下 E2，看编辑栏：哪一个符号是中文的？",
        _cells("=IF(D2>200,“高价值客户”,“一般客户”)", "#N/A"),
        recognises=_wide_signs,
    ),
    Mistake(
        "error_values",
        "客户类型的公式算不出来，格子里是 #NAME? 这样的错误。",
        "三个名字的两边，英文双引号写了吗？",
        _cells("#NAME?", "#NAME?"),
        recognises=_errors,
    ),
    Mistake(
        "no_equals_sign",
        "E、F 里是一段文字，不是公式：前面少了等号。",
        "点一下 E2，编辑栏里第一个字符是 = 吗？",
        _cells('IF(D2>200,"高价值客户","一般客户")', "VLOOKUP(E2,对照表!$A$2:$B$4,2,FALSE)"),
        recognises=_no_equals_sign,
    ),
    Mistake(
        "no_headers",
        "“客户管理表”里没有找到“客户类型”和“服务级别”这两个列名。",
        "E1、F1 写上列名了吗？公式从第 2 行写起了吗？",
        changing(lambda book: {WHOLE: book[WHOLE][list(BASIC)]}),
        recognises=_no_headers,
    ),
    Mistake(
        "all_ordinary",
        "公式算出来，每一位都是“一般客户”：看的是别的列，或者空格子。",
        "次数在 C 列、金额在 D 列，公式里写的是哪两列？",
        _with_classes(lambda customers: classes(customers, names=(ORDINARY,) * 3)),
        recognises=_all_ordinary,
    ),
    Mistake(
        "of_first_row",
        "24 位的类型都一样：每一行算的都是第 2 行那位客户。",
        "公式里的行号，是写死的 2，还是 {row}？",
        changing(_first_row_everywhere),
        recognises=_of_first_row,
    ),
    Mistake(
        "not_to_the_last_row",
        "最后几位客户的格子是空的：公式没有填到底。",
        "24 位客户从第 2 行开始，最后一位在第几行？range 在哪里停？",
        changing(_to_the_last_but_two),
        recognises=_not_to_the_last,
    ),
    Mistake(
        "total_row",
        "24 位都对，可是下面多了一行，那不是客户。",
        "“合计”有客户类型吗？把那一行删掉，好吗？",
        changing(_with_total),
        recognises=has_a_row_more(WHOLE, cases.CENTS),
    ),
    Mistake(
        "no_level_found",
        "客户类型都对，服务级别却一个也查不到。",
        "有一张正好叫“对照表”的工作表吗？VLOOKUP 查的是 E 列吗？",
        changing(lambda book: {WHOLE: book[WHOLE].assign(服务级别="#N/A")}),
        recognises=_level(_none_found),
    ),
    Mistake(
        "level_wrong",
        "客户类型都对，服务级别却有查错的，或者查不到的。",
        "VLOOKUP 的最后一项写 FALSE 了吗？对照表的范围加 $ 了吗？",
        changing(_with_wrong_levels),
        recognises=_level(lambda levels: not _none_found(levels)),
    ),
)
