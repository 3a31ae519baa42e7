"""Order numbers that come as ="4820…"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.cleaning import plain_ids as reference_plain_ids
from helpers.checking.calls import Outcome
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.shapes import column_for_table
from helpers.exercises.model import Case, Exercise, Mistake, Part

Change = Callable[["pd.Series[str]"], Any]


def _changing(change: Change) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The table with its ids changed in some way."""
    return lambda raw: raw.assign(订单编号=change(raw["订单编号"]))


def _has_new_column(expected: Outcome, actual: Outcome) -> bool:
    """A further column under whatever name, and the signs still there in the old one."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or len(mine) != len(right):
        return False
    more = set(right.columns) < set(map(str, mine.columns))
    return more and bool(mine["订单编号"].astype(str).str.startswith("=").all())


def _ids_by_slice(raw: pd.DataFrame) -> pd.DataFrame:
    table = raw.copy()
    table["订单编号"] = table["订单编号"].str[2:-1]
    return table


def _ids_by_strip(raw: pd.DataFrame) -> pd.DataFrame:
    return raw.assign(订单编号=raw["订单编号"].str.strip('="'))


def _ids_by_loop(raw: pd.DataFrame) -> pd.DataFrame:
    table = raw.copy()
    table["订单编号"] = [text.replace("=", "").replace('"', "") for text in raw["订单编号"]]
    return table


def _id_cases() -> list[Case]:
    every = cases.text_cases()
    return [every[0], every[1], every[3]]


PLAIN_IDS = Exercise(
    name="plain_ids",
    title="半填空：把编号变干净",
    kind="function",
    answer="plain_ids",
    asks="写函数 plain_ids(raw)：订单编号去掉等号和双引号，还是 18 位文字，别的列不变。",
    stub="def plain_ids(raw):\n    table = raw.copy()\n    ...\n    return table",
    reference=lambda raw: reference_plain_ids(raw),
    cases=_id_cases,
    parts=(
        Part("三行小表", 1, ("plain",)),
        Part("别的表也对", 2, ("june_export", "dashes"), random=True),
    ),
    mistakes=(
        Mistake(
            "quotes_left",
            "等号去掉了，双引号还在。",
            "'\"\"' 要两个双引号连在一起才换：你的第二个空里写的是什么？",
            _changing(lambda ids: ids.str.replace("=", "")),
        ),
        Mistake(
            "equals_left",
            "双引号去掉了，等号还在。",
            "两个 .str.replace，各去掉哪一个符号？",
            _changing(lambda ids: ids.str.replace('"', "")),
        ),
        Mistake(
            "nothing_changed",
            "编号没有变：换掉一格里的几个字，要经过 .str；换好的还要存回去。",
            "两个空都填了吗？写的是 .str.replace 吗？等号左边写了哪一列？",
            lambda raw: raw.copy(),
        ),
        Mistake(
            "as_floats",
            "编号变成了小数，最后几位已经不对了：小数只记得住 15 位左右。",
            "编号是名字还是数量？这里还需要转成数吗？",
            _changing(lambda ids: ids.str.strip('="').astype("float64")),
        ),
        Mistake(
            "first_digit_lost",
            "编号少了第一位。",
            "前面要去掉的符号有几个，你去掉了几个？",
            _changing(lambda ids: ids.str[3:-1]),
        ),
        Mistake(
            "last_digit_lost",
            "编号少了最后一位。",
            "后面要去掉的符号有几个，你去掉了几个？",
            _changing(lambda ids: ids.str[2:-2]),
        ),
        Mistake(
            "last_quote_left",
            "前面的符号去掉了，最后那个双引号还在。",
            "一格里有几个双引号？",
            _changing(lambda ids: ids.str[2:]),
        ),
        Mistake(
            "first_quote_left",
            "等号和最后那个双引号去掉了，前面的双引号还在。",
            "18 位编号的前面，要去掉几个符号？",
            _changing(lambda ids: ids.str[1:-1]),
        ),
        Mistake(
            "spaces_for_signs",
            "符号换成了空格，编号的两头多了空格：空格也是一个字。",
            "要换成“什么也没有”，两个引号中间该不该有空格？",
            _changing(lambda ids: ids.str.replace("=", " ").str.replace('"', " ")),
        ),
        column_for_table(lambda raw: reference_plain_ids(raw), "订单编号"),
        Mistake(
            "new_column",
            "干净的编号放进了新的一列，原来的那一列还是老样子。",
            "等号左边的列名，要写新的，还是写回“订单编号”？",
            lambda raw: raw.assign(编号=reference_plain_ids(raw)["订单编号"]),
            recognises=_has_new_column,
        ),
    ),
    styles=(_ids_by_slice, _ids_by_strip, _ids_by_loop),
    hints=(
        '一格里有三个符号要去掉：一个 =，两个 "。一次 .str.replace 会把同样的符号全部换掉。',
        "要写双引号这个字，外面就用单引号包住它：'\"'。",
        'table["订单编号"] = table["订单编号"].str.replace("=", "").str.replace(\'____\', "")',
    ),
    random=cases.random_raw,
)
