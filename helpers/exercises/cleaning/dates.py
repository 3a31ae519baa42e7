"""Dates that do not exist."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.cleaning import bad_dates as reference_bad_dates
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.shapes import column_for_table
from helpers.exercises.model import Exercise, Mistake, Part


def _times(raw: pd.DataFrame) -> Any:
    return pd.to_datetime(raw["订单付款时间"], errors="coerce")


def _stopped(raw: pd.DataFrame) -> pd.DataFrame:
    times = pd.to_datetime(raw["订单付款时间"])
    return raw[raw["订单付款时间"].notna() & times.isna()]


def _of_creation(raw: pd.DataFrame) -> pd.DataFrame:
    times = pd.to_datetime(raw["订单创建时间"], errors="coerce")
    return raw[raw["订单创建时间"].notna() & times.isna()]


def _in_two_steps(raw: pd.DataFrame) -> pd.DataFrame:
    written = raw.dropna(subset=["订单付款时间"])
    times = pd.to_datetime(written["订单付款时间"], errors="coerce")
    return written[times.isna()]


def _by_loop(raw: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for _, row in raw.iterrows():
        text = row["订单付款时间"]
        if not pd.isna(text) and pd.isna(pd.to_datetime(text, errors="coerce")):
            rows.append(row)
    return pd.DataFrame(rows, columns=raw.columns)


BAD_DATES = Exercise(
    name="bad_dates",
    title="找出不存在的日期",
    kind="function",
    answer="bad_dates",
    asks="写函数 bad_dates(raw)：订单付款时间写了字、却转不成日期的行；没付款的空白不算。",
    stub="def bad_dates(raw):\n    ...\n    return rows",
    reference=lambda raw: reference_bad_dates(raw),
    cases=cases.date_cases,
    parts=(
        Part("6 月 31 日", 2, ("june_31",)),
        Part("别的日期，一个也没错的时候", 2, ("june_export", "all_good", "february"), random=True),
    ),
    mistakes=(
        Mistake(
            "blanks_too",
            "没付款的订单也进来了：它们本来就是空白，不是写错。",
            "转换以后是空白的，转换以前是不是就空着？",
            lambda raw: raw[_times(raw).isna()],
        ),
        Mistake(
            "blanks_only",
            "你找出的是没付款的行，正好不是写错的那些。",
            "写错的那一格，转换以前是空的吗？",
            lambda raw: raw[raw["订单付款时间"].isna()],
        ),
        Mistake(
            "good_ones",
            "你留下的是日期没问题的行。",
            "转不成日期的，用 isna 还是 notna 找？",
            lambda raw: raw[_times(raw).notna()],
        ),
        Mistake(
            "written_ones",
            "凡是写了日期的行都留下了，还没有看它转不转得成。",
            "两个条件，是不是只写了一个？",
            lambda raw: raw[raw["订单付款时间"].notna()],
        ),
        Mistake(
            "either",
            "两个条件之间用了“或者”，几乎每一行都进来了。",
            "“写了字，并且转不成”，该用 & 还是 |？",
            lambda raw: raw[raw["订单付款时间"].notna() | _times(raw).isna()],
        ),
        Mistake(
            "without_the_bad",
            "正好反了：写错的行被去掉，别的都留着。",
            "这一步要看的是哪些行？",
            lambda raw: raw[~(raw["订单付款时间"].notna() & _times(raw).isna())],
        ),
        Mistake(
            "stopped",
            "遇到不存在的日期，程序停了下来。",
            "to_datetime 里写哪个选项，转不成的就留成缺失？",
            _stopped,
        ),
        Mistake(
            "of_creation",
            "你查的是订单创建时间。",
            "题目问的是哪一列的时间？",
            _of_creation,
        ),
        Mistake(
            "only_june_31",
            "你只找了 06-31 这几个字，换成 2 月 30 日就找不到了。",
            "能不能让 to_datetime 来判断，而不是自己猜？",
            lambda raw: raw[raw["订单付款时间"].str.contains("06-31", na=False)],
        ),
        column_for_table(lambda raw: reference_bad_dates(raw), "订单付款时间"),
        Mistake(
            "nothing_found",
            "一行也没有找到：原来的文字和转换以后的时间，要各问一次。",
            "转换的结果另起一个名字了吗？找空白用的是 isna 吗？",
            lambda raw: raw.head(0),
        ),
        Mistake(
            "any_31",
            "凡是写着 31 的都进来了，3 月 31 日可是真的有。",
            "能不能让 to_datetime 来判断，而不是自己猜？",
            lambda raw: raw[raw["订单付款时间"].str.contains("-31", na=False)],
        ),
    ),
    styles=(_in_two_steps, _by_loop),
    hints=(
        '先转换：times = pd.to_datetime(raw["订单付款时间"], errors="coerce")。',
        "两个条件用 & 连起来：原来的格子不是空的；转换以后是空的。",
        'rows = raw[raw["订单付款时间"].____() & times.____()]',
    ),
    random=cases.random_raw,
)
