"""Real slips of beginners, really run: the sentence names what to look at, and the line."""

from __future__ import annotations

import pytest

from helpers.checking.explain import explain
from tests.checking.support import COLUMNS, said


def test_a_name_that_is_almost_right() -> None:
    said(
        "old = trades\nold = trade.head()",
        "不认识名字 trade。",
        "trades？",
        line=2,
        names=["trades"],
    )


def test_a_name_like_no_other() -> None:
    said("小岚", "不认识名字 小岚。", "要加引号", names=["trades"])


def test_a_choice_without_quotes() -> None:
    said("counted = C", "两边要加英文引号", '"C"', names=["counted"])


def test_a_result_that_was_never_named() -> None:
    text = said("def f():\n    return result\nf()", "还没有值", "result", line=2, names=["results"])
    assert "是不是想写" not in text


def test_a_column_that_is_almost_right() -> None:
    said("trades['交易全额']", "“交易全额”", "是不是想写 交易金额？", "客户、交易状态、交易金额")


def test_a_column_like_no_other() -> None:
    text = said("trades['xyz']", "“xyz”", "客户、交易状态")
    assert "是不是" not in text


def test_without_known_columns_nothing_is_invented() -> None:
    assert "先看一眼表的列名" in said("trades['xyz']", names=[])


@pytest.mark.parametrize(
    "source",
    [
        "trades[['客户', '电话']]",
        "trades[['电话', '地址']]",
        "trades.drop(columns=['电话'])",
        "trades.drop_duplicates('电话')",
        "trades.dropna(subset=['电话'])",
        "trades.set_index('电话')",
        "trades.groupby('电话').size()",
        "trades.groupby('客户')[['电话', '交易金额']].sum()",
        "trades.groupby('客户').agg(次数=('电话', 'count'))",
        "trades.pivot_table(index='电话', aggfunc='sum')",
        "trades.merge(trades, on='电话')",
        "trades.sort_values(['电话', '客户'])",
    ],
)
def test_the_missing_column_is_named_whatever_pandas_says(source: str) -> None:
    said(source, "找不到“电话”这一列")


def test_a_column_of_another_table() -> None:
    said("trades['店铺']", "没有“店铺”：它是不是另一张表", names=[*COLUMNS, "店铺"])


def test_a_column_whose_name_ends_in_a_blank() -> None:
    said("trades['店铺']", "有一列叫“店铺 ”，名字里多了空格", names=["店铺 ", "店铺"])


def test_two_columns_in_one_pair_of_brackets() -> None:
    said("trades['客户', '交易金额']", "两层方括号")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("trades.groupby('客户')['交易金额'].agg(____)", 1),
        ("trades[____]", 1),
        ("trades['____']", 1),
        ("def f(trades):\n    return trades.____\nf(trades)", 2),
        ("def f(trades):\n    return trades ____ trades", 2),
        ("old = trades[____", 1),
    ],
)
def test_a_gap_that_is_still_open(source: str, line: int) -> None:
    said(source, "有一个空（____）还没有填", line=line)


@pytest.mark.parametrize(
    "condition",
    [
        "trades['交易状态'] == '交易成功' & trades['交易金额'] > 40",
        "trades['交易金额'] > 40 & trades['交易金额'] < 90",
        "trades['交易金额'] > 40 & trades['交易状态'] == '交易成功'",
        "trades['交易状态'] == '交易成功' | trades['交易金额'] > 40",
    ],
)
def test_conditions_without_parentheses(condition: str) -> None:
    said(f"trades[{condition}]", "各自加圆括号")


@pytest.mark.parametrize("word", ["and", "or"])
def test_words_between_columns(word: str) -> None:
    said(f"trades[(trades['交易金额'] > 40) {word} (trades['交易金额'] < 90)]", "&（并且）")


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("trades['交易金额'] > '40'", "数字两边不要加引号"),
        ("trades['客户'] > 40", "文字和数"),
        ("'40' + 3", "文字和数"),
        ("3 + '40'", "文字和数"),
        ("trades['交易金额'] + '元'", "文字和数"),
    ],
)
def test_numbers_with_text(source: str, word: str) -> None:
    said(source, word)


@pytest.mark.parametrize(
    "source",
    [
        "trades.pivot_table(index='交易状态', values='客户')",
        "trades.groupby('交易状态')['客户'].mean()",
    ],
)
def test_the_mean_of_text(source: str) -> None:
    said(source, "求不了平均", "aggfunc")


def test_the_mean_of_a_text_column_without_groups() -> None:
    assert "aggfunc" not in said("trades['客户'].mean()", "文字列", "选的是不是")


@pytest.mark.parametrize(
    "source",
    [
        "trades.groupby('客户')['交易金额'].agg('求和')",
        "trades.groupby('客户').agg(总数=('交易金额', '求和'))",
        "trades.groupby('客户').agg({'交易金额': '求和'})",
        "trades.pivot_table(index='客户', values='交易金额', aggfunc='求和')",
    ],
)
def test_an_aggregation_in_chinese(source: str) -> None:
    said(source, "没有“求和”这种算法", "count、sum、mean")


def test_what_cannot_be_called() -> None:
    said("trades('客户')", "方括号")
    said("trades['交易金额'](3)", "不是函数的东西")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("trades['交易金额'] == NaN", ".isna()"),
        ("number == 3", "一个等号"),
        ("nunique(trades['客户'])", "列的后面"),
        ("trades['交易金额' == 3]", "方括号放错了地方"),
        ("trades['交易金额'].isna.sum()", "少了圆括号"),
        ("trades[(trades['交易金额'] > 1) && (trades['交易金额'] < 9)]", "要写成 &"),
    ],
)
def test_slips_of_the_first_day(source: str, words: str) -> None:
    said(source, words)


def test_none_has_no_methods() -> None:
    said("def f(t):\n    t.head()\nf(trades).shape", "None", "没有 return", line=3)


@pytest.mark.parametrize("call", ["f()", "f(1, 2)", "f(b=1)"])
def test_wrong_arguments(call: str) -> None:
    said(f"def f(a):\n    return a\n{call}", "个数或名字不对", line=3)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("if trades['交易金额'] > 40:\n    pass", "也不能放进 if"),
        ("3 / len([])", "除数是 0"),
        ("pd.read_csv('没有这个文件.csv')", "找不到这个文件"),
        ("trades.groupby('客户').size['小岚']", "少了圆括号"),
        ("trades.客户名", "表（DataFrame） 没有 .客户名 这个方法或列"),
        ("import pands", "没有名叫 pands 的包"),
        ("trades.iloc[50]", "超出了范围"),
        ("trades['新'] = [1, 2]", "长短不一样"),
        ("pd.DataFrame(['去重复', 9, 3, 6], columns=list('abcd'))", "还差一层方括号"),
        ("trades.dropna('客户')", "要写明 subset"),
        ("pd.DataFrame({'a': [1, 2], 'b': [1]})", "长短不一样"),
        ("trades['客户'] == trades['客户'].head(2)", "行数或索引不一样"),
        ("trades[trades['客户'].head(2) == '小岚']", "条件和表的行对不上"),
        ("def f(): return f()\nf()", "一直在调用自己"),
        ("def f(): n = n + 1\nf()", "先赋值"),
        ("exit()", "叫停了程序"),
    ],
)
def test_other_complaints(source: str, word: str) -> None:
    said(source, word)


def test_an_unknown_kind_of_exception_keeps_pythons_words() -> None:
    said("class Strange(Exception): pass\nraise Strange('说明')", "Strange", "原话是：说明", line=2)


def test_an_exception_without_words_or_place() -> None:
    assert explain("Strange", "") == "代码里出错了：Strange。Python 的原话是：（没有说明）"


def test_long_words_are_cut() -> None:
    assert len(explain("ValueError", "长" * 9_000)) < 300
