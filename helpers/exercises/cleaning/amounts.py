"""Amounts that come as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.cleaning import clean_amount as reference_clean_amount
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.cleaning import cases
from helpers.exercises.model import Exercise, Mistake, Part

Change = Callable[["pd.Series[str]"], Any]


def _adding(change: Change) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The table with 实付金额 made from the written amounts in some way."""
    return lambda raw: raw.assign(实付金额=change(raw["买家实际支付金额"]))


def _number(texts: pd.Series[str]) -> Any:
    return pd.to_numeric(texts, errors="coerce")


def _bare(texts: pd.Series[str]) -> Any:
    return texts.str.replace("元", "").str.replace(",", "")


def _overwritten(raw: pd.DataFrame) -> pd.DataFrame:
    return raw.assign(买家实际支付金额=_number(_bare(raw["买家实际支付金额"])))


def _blank_rows_dropped(raw: pd.DataFrame) -> pd.DataFrame:
    return reference_clean_amount(raw).dropna(subset=["实付金额"])


def _texts_changed(raw: pd.DataFrame) -> pd.DataFrame:
    bare = _bare(raw["买家实际支付金额"])
    return raw.assign(买家实际支付金额=bare, 实付金额=_number(bare))


def _is_texts_changed(expected: Outcome, actual: Outcome) -> bool:
    """The new column is right, and the one with the texts is not what it was."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or set(mine.columns) != set(right.columns):
        return False
    others = [name for name in right.columns if name != "买家实际支付金额"]
    return compare(right[others], mine[others]) is None and compare(right, mine) is not None


def _example_numbers(raw: pd.DataFrame) -> pd.DataFrame:
    return raw.assign(实付金额=pd.Series([11.0, 1030.0, float("nan")]))


def _is_whole(expected: Outcome, actual: Outcome) -> bool:
    """Rounded up, down or to the nearest: whole numbers less than one yuan away."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or list(mine.columns) != list(right.columns):
        return False
    if len(mine) != len(right) or not pd.api.types.is_numeric_dtype(mine["实付金额"].dtype):
        return False
    wanted, given = (
        right["实付金额"].reset_index(drop=True),
        mine["实付金额"].reset_index(drop=True),
    )
    known = wanted.notna()
    near = (wanted[known] - given[known]).abs() < 1
    return bool((known == given.notna()).all() and near.all() and (given[known] % 1 == 0).all())


def _amount_by_strip(raw: pd.DataFrame) -> pd.DataFrame:
    table = raw.copy()
    texts = table["买家实际支付金额"].str.strip("元").str.replace(",", "")
    table["实付金额"] = pd.to_numeric(texts.mask(texts.isin(["-", "--"])))
    return table


def _amount_by_pattern(raw: pd.DataFrame) -> pd.DataFrame:
    texts = raw["买家实际支付金额"].str.replace("[元,]", "", regex=True)
    return raw.assign(实付金额=pd.to_numeric(texts, errors="coerce"))


def _amount_by_loop(raw: pd.DataFrame) -> pd.DataFrame:
    table = raw.copy()
    numbers: list[float | None] = []
    for text in table["买家实际支付金额"]:
        if text.startswith("-"):
            numbers.append(None)
        else:
            numbers.append(float(text.replace("元", "").replace(",", "")))
    table["实付金额"] = numbers
    return table


CLEAN_AMOUNT = Exercise(
    name="clean_amount",
    title="把金额变成数",
    kind="function",
    answer="clean_amount",
    asks="写函数 clean_amount(raw)：多一列 实付金额（数，元），由 买家实际支付金额 得到；变不成数的是缺失。",
    stub="def clean_amount(raw):\n    table = raw.copy()\n    ...\n    return table",
    reference=lambda raw: reference_clean_amount(raw),
    cases=cases.text_cases,
    parts=(
        Part("只有“元”", 2, ("plain",)),
        Part("上千元的订单", 2, ("thousands",)),
        Part("- 和 -- 是缺失，六月的两次导出也对", 2, ("june_export", "dashes"), random=True),
    ),
    mistakes=(
        Mistake(
            "comma_left",
            "上千元的金额变成了缺失：千位的逗号没有去掉，电脑不认它。",
            "“5,760.00”里，除了数字和小数点还有什么？",
            _adding(lambda texts: _number(texts.str.replace("元", ""))),
        ),
        Mistake(
            "unit_left",
            "带“元”的金额都变成了缺失：“元”字没有去掉。",
            "“56.50元”里，哪一个字不是数？",
            _adding(lambda texts: _number(texts.str.replace(",", ""))),
        ),
        Mistake(
            "nothing_replaced",
            "“元”和逗号都没有去掉：换一格里的几个字要用 .str.replace，还要存下来。",
            "写的是 .replace，还是 .str.replace？换好的那一列，交给 to_numeric 了吗？",
            _adding(_number),
        ),
        Mistake(
            "stopped_at_a_dash",
            "遇到“-”，程序停了下来：它变不成数。",
            "to_numeric 里写哪个选项，变不成的就留成缺失？",
            _adding(lambda texts: pd.to_numeric(_bare(texts))),
        ),
        Mistake(
            "blanks_as_zero",
            "“-”和“--”成了 0：不知道多少钱，和一分钱没付，不是一回事。",
            "0 元进了平均数，会发生什么？这里要填吗？",
            _adding(lambda texts: _number(_bare(texts)).fillna(0)),
        ),
        Mistake(
            "one_dash_as_zero",
            "“-”被换成了 0：没付款的订单，成了付了 0 元的订单。",
            "算平均的时候，没付款的订单该不该占一份？",
            _adding(lambda texts: _number(_bare(texts).replace("-", "0"))),
        ),
        Mistake(
            "point_removed",
            "小数点也去掉了，金额成了原来的 100 倍。",
            "“56.50”去掉小数点，是多少？",
            _adding(lambda texts: _number(_bare(texts).str.replace(".", ""))),
        ),
        Mistake(
            "whole_yuan",
            "角和分不见了：金额被取成了整数。",
            "是不是用了 round 或 int？",
            _adding(lambda texts: _number(_bare(texts)) // 1),
            recognises=_is_whole,
        ),
        Mistake(
            "still_text",
            "“元”和逗号去掉了，可是这一列还是文字，加起来会连成一串。",
            "去掉以后，还差哪一步才变成数？",
            _adding(_bare),
        ),
        Mistake(
            "overwritten",
            "你把数写回了原来那一列，题目要的是多一列“实付金额”。",
            "等号左边的方括号里，写的是哪个列名？",
            _overwritten,
        ),
        Mistake(
            "texts_changed",
            "“买家实际支付金额”这一列被你改了：文字列要留着，以后好对照。",
            "换好的文字，先存到另一个名字（比如 texts），行不行？",
            _texts_changed,
            recognises=_is_texts_changed,
        ),
        Mistake(
            "texts_dropped",
            "数添好了，可是文字列“买家实际支付金额”不见了。",
            "题目说文字列要留着，以后好对照：是不是多写了 drop？",
            lambda raw: reference_clean_amount(raw).drop(columns="买家实际支付金额"),
        ),
        Mistake(
            "example_numbers",
            "11 和 1030 是示例里的秒数：你用的是示例的 texts，不是 raw 的金额列。",
            "函数里的 texts，是从 raw 的哪一列来的？",
            _example_numbers,
        ),
        Mistake(
            "not_added",
            "表里没有“实付金额”这一列：算好的数没有存进表里。",
            "等号左边，写的是 table 里的“实付金额”吗？",
            lambda raw: raw.copy(),
        ),
        Mistake(
            "last_sign_cut",
            "每一格都切掉了最后一个字，可是有的格子没有“元”，丢了一位小数。",
            "要去掉的是最后一个字，还是“元”这个字？",
            _adding(lambda texts: _number(texts.str[:-1].str.replace(",", ""))),
        ),
        Mistake(
            "blank_rows_dropped",
            "没有金额的行被删掉了：这一步只转换，一行也不能少。",
            "没付款的订单，以后还要不要催付？",
            _blank_rows_dropped,
        ),
    ),
    styles=(_amount_by_strip, _amount_by_pattern, _amount_by_loop),
    hints=(
        "照着“11秒”的例子走三步：去掉单位，去掉逗号，交给 pd.to_numeric。",
        'texts = raw["买家实际支付金额"].str.replace("元", "")，再接着去掉逗号。',
        'table["实付金额"] = pd.to_numeric(texts, errors="____")',
    ),
    random=cases.random_raw,
)
