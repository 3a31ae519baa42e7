"""Mistakes that beginners make everywhere, written once; they apply to every exercise that they fit."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome, call
from helpers.checking.compare import Rule, compare
from helpers.checking.plain import Other
from helpers.exercises.model import Answer, Case, Exercise, Mistake

Recognises = Callable[[Outcome, Outcome], bool]


def chose(letter: str, says: str, asks: str) -> Mistake:
    """The mistake of taking the option ``letter`` of a choice."""
    return Mistake(f"chose_{letter.lower()}", says, asks, lambda *args: letter)


def or_zero(rate: float) -> float:
    """What somebody gets who writes 0 for a missing rate."""
    return 0.0 if pd.isna(rate) else rate


def generic_mistakes(exercise: Exercise, cases: list[Case]) -> tuple[Mistake, ...]:
    """Return the general mistakes that fit ``exercise``, judged by the reference on its first case."""
    value = call(exercise.reference, cases[0].args).value
    found: list[Mistake] = []
    if exercise.kind in {"function", "chart"}:
        found.append(_used_global(exercise.reference, cases[0].args))
        # of a chart that was drawn and not returned, we take the figure
        if exercise.kind == "function":
            found += _no_return(exercise.reference)
        if any(part.view == "unchanged" for part in exercise.parts):
            found.append(_changed_input(exercise.reference))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        found += _number_mistakes(exercise, value)
        found += [_table_for_number(exercise.reference), _MISSING_PARENTHESES]
    if isinstance(value, pd.DataFrame):
        found.append(_wrong_column(exercise.reference, exercise.rule))
        if exercise.kind == "function":
            found += _no_table(exercise.reference)
    return tuple(m for m in found if _differs(exercise, m, cases))


def _differs(exercise: Exercise, mistake: Mistake, cases: list[Case]) -> bool:
    """Tell whether a mistake shows on any case: rounding does nothing to whole numbers."""
    if mistake.name == "changed_input":
        return True
    for case in cases:
        right, wrong = call(exercise.reference, case.args), call(mistake.answer, case.args)
        if compare(right.value, wrong.value, exercise.rule) is not None:
            return True
    return False


def _used_global(reference: Answer, lesson_args: Mapping[str, Any]) -> Mistake:
    def answer(*args: Any) -> Any:
        return reference(*copy.deepcopy(list(lesson_args.values())))

    return Mistake(
        "used_global_table",
        "换一张小表来试，结果却还是原来那一个：函数没有用括号里给它的表。",
        "函数里面，是不是用了外面那张表，或者写死了一个数？",
        answer,
    )


def _no_return(reference: Answer) -> list[Mistake]:
    def printed(*args: Any) -> None:
        print(reference(*args))

    def nothing(*args: Any) -> None:
        reference(*args)

    return [
        Mistake(
            "printed_instead_of_returned",
            "函数把结果打印（print）了出来，却没有交回来，所以外面拿到的是 None。",
            "最后一行该用 print 还是 return？",
            printed,
        ),
        Mistake(
            "returned_nothing",
            "函数没有把结果交回来，外面拿到的是 None（什么也没有）。",
            "算好之后，是不是少了一行 return？",
            nothing,
        ),
    ]


def _changed_input(reference: Answer) -> Mistake:
    def answer(*args: Any) -> Any:
        result = reference(*copy.deepcopy(args))
        for table in args:
            if isinstance(table, pd.DataFrame):
                table["临时"] = 1
        return result

    return Mistake(
        "changed_input",
        "结果是对的，但函数把交给它的那张表改动了，后面再用这张表的人会吃亏。",
        "在添加列、改列名之前，先写 .copy() 复制一份，好不好？",
        answer,
    )


def _number_mistakes(exercise: Exercise, value: float) -> list[Mistake]:
    reference = exercise.reference

    def percent(*args: Any) -> Any:
        return reference(*args) * 100

    def rounded(*args: Any) -> Any:
        return round(reference(*args), 2)

    def text(*args: Any) -> str:
        return f"{reference(*args):.1%}"

    found = [
        Mistake(
            "rounded",
            "结果被四舍五入了，和准确值对不上。",
            "先保留完整的小数，显示时再取整，行不行？",
            rounded,
        ),
        Mistake(
            "returned_text",
            "交回来的是文字，不是数，别人没法拿它继续计算。",
            "数的两边是不是加了引号或 % 号，还是把一列文字加了起来？",
            text,
            recognises=_is_text,
        ),
    ]
    if isinstance(value, float):
        found.append(_NOTHING_LEFT)
    if 0 < value <= 1 and isinstance(value, float):
        found.append(
            Mistake(
                "percent_for_fraction",
                "结果正好是应有值的 100 倍：你交的是百分数，题目要的是小数。",
                "0.25 和 25 都表示 25%，题目要的是哪一种？",
                percent,
            )
        )
    return found


def _table_for_number(reference: Answer) -> Mistake:
    def table(*args: Any) -> Any:
        given = next((a for a in args if isinstance(a, pd.DataFrame)), None)
        return pd.DataFrame({"结果": [reference(*args)]}) if given is None else given.head(2)

    return Mistake(
        "table_for_number",
        "你交回来的是一张表（或一列、一串），题目要的是一个数。",
        "写了几个数，要用 + 或 - 连起来；是一张表，还差 len、.sum() 或 .nunique() 吗？",
        table,
        recognises=lambda expected, actual: _is_many(actual.value),
    )


def _no_table(reference: Answer) -> list[Mistake]:
    def mask(*args: Any) -> Any:
        return next(a for a in args if isinstance(a, pd.DataFrame)).iloc[:, 0].notna()

    def number(*args: Any) -> int:
        return len(reference(*args))

    return [
        Mistake(
            "mask_for_table",
            "你交回来的是一列 True/False，还不是表。",
            "把它放进方括号里，写成 表[条件]，好吗？",
            mask,
            recognises=_is_mask,
        ),
        Mistake(
            "number_for_table",
            "你交回来的是有几行，题目要的是这张表本身。",
            "最后一行是不是多写了 len 或 .sum()？",
            number,
        ),
    ]


def _is_mask(expected: Outcome, actual: Outcome) -> bool:
    values = actual.value
    return isinstance(values, pd.Series) and pd.api.types.is_bool_dtype(values.dtype)


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value


def _is_many(value: Any) -> bool:
    """A table, a column or a list; an array does not cross as what it is."""
    if isinstance(value, Other):
        return value.type_name.endswith("Array")
    return isinstance(value, (pd.DataFrame, pd.Series, list, tuple, set))


_MISSING_PARENTHESES = Mistake(
    "missing_parentheses",
    "你交回来的是一个还没有运行的方法，不是数。",
    "方法的名字后面，圆括号 () 写了吗？",
    lambda *args: pd.Series([1]).sum,
    recognises=lambda expected, actual: (
        # of an array's column it is a builtin
        isinstance(actual.value, Other)
        and actual.value.type_name in {"method", "builtin_function_or_method"}
    ),
)

_NOTHING_LEFT = Mistake(
    "nothing_left",
    "结果总是缺失：筛选以后一行也没有留下，0 ÷ 0 说不出来。",
    "条件里写的值，在那一列里真的有吗？",
    lambda *args: float("nan"),
    # None is something else: the function gave nothing back
    recognises=lambda expected, actual: _is_nan(actual.value),
)


def _is_text(expected: Outcome, actual: Outcome) -> bool:
    if isinstance(expected.value, (int, float)) and expected.value == expected.value:
        return isinstance(actual.value, str)
    return isinstance(actual.value, str) or compare(expected.value, actual.value) is None


def _wrong_column(reference: Answer, rule: Rule) -> Mistake:
    def answer(*args: Any) -> pd.DataFrame:
        table = reference(*args)
        renamed: pd.DataFrame = table.rename(columns={table.columns[-1]: "结果"})
        return renamed

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        right, mine = expected.value, actual.value
        if not isinstance(right, pd.DataFrame) or not isinstance(mine, pd.DataFrame):
            return False
        index = list(mine.index.names) if any(n is not None for n in mine.index.names) else []
        mine = mine.reset_index() if index else mine
        right = right.reset_index() if any(n is not None for n in right.index.names) else right
        if mine.shape[1] != right.shape[1] or set(mine.columns) == set(right.columns):
            return False
        renamed = mine.set_axis(list(right.columns), axis=1)
        return compare(right, renamed, rule) is None

    return Mistake(
        "wrong_column_name",
        "表里的内容都对，只是列名和题目要求的不一样。",
        "对照题目逐个字检查列名；改过名、放回过行名的表，存回去了吗？",
        answer,
        recognises=recognises,
    )
