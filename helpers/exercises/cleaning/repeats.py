"""The same order exported twice."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.cleaning import latest_rows
from helpers.analysis.states import SUCCESS
from helpers.checking.calls import Outcome
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.shapes import column_for_table
from helpers.exercises.model import Exercise, Mistake, Part


def _latest(raw: pd.DataFrame, **options: Any) -> pd.DataFrame:
    # a stable sort: of rows with one date the one further down is later
    latest: pd.DataFrame = raw.sort_values("导出日期", kind="stable").drop_duplicates(**options)
    return latest


def _is_one_per_buyer(expected: Outcome, actual: Outcome) -> bool:
    """Every buyer once, with whichever of his orders: of rows with one date any may be the last."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or set(mine.columns) != set(right.columns):
        return False
    return bool(
        mine["买家会员名"].is_unique and set(mine["买家会员名"]) == set(right["买家会员名"])
    )


def _by_descending(raw: pd.DataFrame) -> pd.DataFrame:
    return raw.sort_values("导出日期", ascending=False).drop_duplicates("订单编号")


def _by_tail(raw: pd.DataFrame) -> pd.DataFrame:
    return raw.sort_values("导出日期").groupby("订单编号").tail(1)


def _by_loop(raw: pd.DataFrame) -> pd.DataFrame:
    newest: dict[str, Any] = {}
    for _, row in raw.iterrows():
        number = row["订单编号"]
        if number not in newest or row["导出日期"] >= newest[number]["导出日期"]:
            newest[number] = row
    return pd.DataFrame(list(newest.values()), columns=raw.columns)


LATEST_ORDERS = Exercise(
    name="latest_orders",
    title="每笔订单只留最新的一行",
    kind="function",
    answer="latest_orders",
    asks="写函数 latest_orders(raw)：每个订单编号只留一行，留导出日期最晚的那一行。",
    stub="def latest_orders(raw):\n    ...\n    return latest",
    reference=lambda raw: latest_rows(raw),
    cases=cases.export_cases,
    parts=(
        Part("状态变了的订单", 2, ("state_changed",)),
        Part("一位买家两笔订单，只在前一次里的订单", 2, ("twice", "only_earlier")),
        Part("行的先后是乱的，六月的两次导出", 2, ("june_export", "any_order"), random=True),
    ),
    mistakes=(
        Mistake(
            "whole_rows",
            "只去掉了每一格都一样的行：导出日期不同，就一行也没有去掉。",
            "判断“是不是同一笔”，看整行，还是看订单编号？",
            lambda raw: _latest(raw, keep="last"),
        ),
        Mistake(
            "oldest_kept",
            "留下的是旧的那一行：订单已经成功了，表里还写着在路上。",
            '不写 keep 留第一行；写 "last" 留最后一行：和你排的方向配不配？',
            lambda raw: _latest(raw, subset="订单编号"),
        ),
        Mistake(
            "not_sorted",
            "没有先按导出日期排：行的先后一乱，留下的就不是最新的。",
            "先排了吗，按的是导出日期吗？排好的表，起了名字、接着用了吗？",
            lambda raw: raw.drop_duplicates("订单编号", keep="last"),
        ),
        Mistake(
            "not_sorted_oldest_kept",
            "没有排，也没有写留哪一行：碰到谁在前面就留谁。",
            "先按哪一列排？排好以后，留第一行还是最后一行？",
            lambda raw: raw.drop_duplicates("订单编号"),
        ),
        Mistake(
            "by_buyer",
            "每位买家只剩一行：买了两次的人，丢了一笔订单。",
            "同一个人的两笔订单，是重复吗？",
            lambda raw: _latest(raw, subset="买家会员名", keep="last"),
            recognises=_is_one_per_buyer,
        ),
        Mistake(
            "none_kept",
            "重复的订单一行也没有留下：keep=False 把它们全删了。",
            "重复的要留几行？",
            lambda raw: _latest(raw, subset="订单编号", keep=False),
        ),
        Mistake(
            "only_last_export",
            "你只留了后一次的导出：只在前一次里的订单丢了。",
            "6 月 1 日到 7 日的订单，在哪一次导出里？",
            lambda raw: raw[raw["导出日期"] == raw["导出日期"].max()],
        ),
        Mistake(
            "successful_only",
            "只剩下交易成功的订单：在路上的、没付款的都丢了。",
            "“最新的一行”和“交易成功的一行”，是一回事吗？",
            lambda raw: _latest(raw[raw["订单状态"] == SUCCESS], subset="订单编号", keep="last"),
        ),
        Mistake(
            "one_per_export",
            "每次导出只留了一行：你按导出日期去了重复。",
            "subset 要写能认出“同一笔”的那一列，是哪一列？",
            lambda raw: _latest(raw, subset="导出日期", keep="last"),
        ),
        Mistake(
            "one_per_state",
            "同一笔订单还有两行：你把订单状态也算进了“一样”。",
            "状态变了，就不是同一笔订单了吗？",
            lambda raw: _latest(raw, subset=["订单编号", "订单状态"], keep="last"),
        ),
        column_for_table(lambda raw: latest_rows(raw), "订单编号"),
    ),
    styles=(_by_descending, _by_tail, _by_loop),
    hints=(
        "两步：先按导出日期从早到晚排，再去重复、留最后一行。",
        "例子里“同一个”看的是买家；这一题看的是哪一列？",
        'latest = raw.sort_values("____").drop_duplicates(subset="____", keep="____")',
    ),
    random=cases.random_raw,
)
