"""Complaints of pandas that later lessons meet: choosing, joining, dates, tables in the wrong place."""

from __future__ import annotations

import pytest

from helpers.checking.explain import explain
from tests.checking.support import COLUMNS, said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("np.select([trades['交易金额'] > 40], ['多'])", "default 也要写成文字"),
        ("np.select([trades['交易金额']], ['多'], default='少')", "放的不是条件"),
        ("np.select([trades['交易金额'] > 40], ['多', '少'], default='无')", "一样长"),
        ("trades.merge(trades, on='客户', how='lift')", 'how="left"'),
    ],
)
def test_choosing_and_looking_up(source: str, words: str) -> None:
    said(f"import numpy as np\n{source}", words, line=2)


DATES = "import pandas as pd\ndates = pd.Series(pd.to_datetime(['2019-05-01', None]))\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("dates + 14", "pd.Timedelta(days=…)"),
        ("dates.fillna('zero_day') - dates", "混进了数或文字"),
        ("dates + dates", "两个日期加了起来"),
        ("(dates - dates).days", "先写 .dt"),
        ("(dates - dates).dt.day", ".dt.days 是隔了几天"),
    ],
)
def test_slips_with_dates(source: str, words: str) -> None:
    said(DATES + source, words, line=3)


def test_a_number_in_chinese_characters() -> None:
    said("二十", "阿拉伯数字")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("trades.plot(x='客户', y='客户')", "已经拿去当横轴"),
        ("trades.plot(x='客户', y='交易状态')", "这一列是文字"),
        ("trades.sort_values('店铺')", "是不是在另一张表里"),
    ],
)
def test_columns_in_round_brackets(source: str, words: str) -> None:
    assert "方括号" not in said(source, words, names=[*COLUMNS, "店铺"])


def test_a_column_that_is_known_to_be_elsewhere() -> None:
    text = explain("KeyError", "'店铺'", "trades['店铺']", 1, COLUMNS, ["店铺", "客户"])
    assert "这张表里没有“店铺”，它在另一张表里。给你的表里有：客户" in text
    assert "它在另一张表里" not in explain("KeyError", "'客户'", "x['客户']", 1, COLUMNS, ["客户"])


def test_a_method_that_was_not_called_takes_no_column() -> None:
    said("new = trades.copy\nnew['一'] = 1", "少了圆括号 ()", line=2)


def test_a_table_under_the_name_of_a_function() -> None:
    assert "前面要写 def" in explain("TypeError", "'DataFrame' object is not callable")


def test_a_column_to_merge_on_that_one_table_lacks() -> None:
    text = explain("KeyError", "'客户'", 'trades.merge(x, on="客户")', 1, COLUMNS)
    assert "左边或右边那张表没有“客户”" in text


def test_a_group_still_in_the_index() -> None:
    source = "a = trades.groupby('客户').agg(次数=('交易状态', 'count'))\na[['客户', '次数']]"
    said(source, "没有“客户”这一列", "reset_index()", line=2)


def test_a_number_of_rows_with_a_fraction() -> None:
    said("trades.head(29 / 10)", "要整数", "小数", "哪一种除号")


def test_a_merge_of_numbers_with_text() -> None:
    source = "trades.assign(代码=1.5).merge(trades.assign(代码='高'), on='代码')"
    said(source, "一边是数，一边是文字", "合不起来")


def test_a_table_stored_in_a_column() -> None:
    said("a = trades.copy()\na['类别'] = trades.merge(trades)", "整张表", "放不进", line=2)


def test_a_value_taken_for_a_column() -> None:
    said("trades['等待买家付款']", '它要是一列里的值，就写成 表["列名"] == "等待买家付款"。')


def test_a_text_that_was_named_before_where_a_table_is_meant() -> None:
    said("paid = '已付款'\npaid['金额']", "装的是文字，不是表", line=2)


def test_a_condition_from_outside() -> None:
    said("trades.head(1)[trades.iloc[1:]['客户'] == '甲']", "在函数里就要重新写一个")
