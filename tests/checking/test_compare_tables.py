"""Tables: what never costs a mark, and what is said where two differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from helpers.checking.compare import compare
from tests.checking.support import crossed, told, trades

COUNTS = pd.DataFrame(
    {"客户": ["小岚", "阿树", "木木"], "次数": [1, 2, 3], "金额": [1.5, 2.5, 3.5]}
)
BY_STATE = trades().pivot_table(
    index="客户", columns="交易状态", values="交易金额", aggfunc=["sum", "count"]
)


def rows(expected: Any, actual: Any) -> list[dict[str, str]]:
    difference = compare(crossed(expected), crossed(actual))
    assert difference is not None
    return list(difference.rows)


@pytest.mark.parametrize(
    "same",
    [
        COUNTS.iloc[::-1],
        COUNTS[["金额", "客户", "次数"]],
        COUNTS.set_index("客户"),
        COUNTS.set_index(["客户", "次数"]),
        COUNTS.set_index("客户").rename_axis(None),
        COUNTS.set_index("客户", drop=False),
        COUNTS.set_index(pd.Index([7, 8, 9])),
        COUNTS.astype({"次数": float}),
        COUNTS.astype({"次数": "Int64"}),
        COUNTS.astype({"客户": "category"}),
        COUNTS.astype(object),
    ],
    ids="rows columns index multiindex unnamed kept numbers float Int64 category object".split(),
)
def test_what_never_costs_a_mark(same: pd.DataFrame) -> None:
    assert told(COUNTS, same) == ""
    if list(same.index.names) != [None] or "客户" in same:  # else the name is lost for good
        assert told(same, COUNTS) == ""


def test_the_order_of_rows_counts_only_where_the_rule_says_so() -> None:
    assert told(COUNTS, COUNTS, ordered=True) == ""
    assert told(COUNTS, COUNTS.set_index("客户"), ordered=True) == ""
    assert "顺序" in told(COUNTS, COUNTS.iloc[::-1], ordered=True)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (COUNTS[["客户", "次数"]], "缺少列“金额”。你的表里有这些列：客户、次数。"),
        (COUNTS.rename(columns={"次数": "几次"}), "缺少列“次数”"),
        (COUNTS.assign(备注=""), "多出了列“备注”"),
        (pd.concat([COUNTS, COUNTS[["次数"]]], axis=1), "列“次数”出现了不止一次"),
        (COUNTS.head(2), "少了 1 行"),
        (pd.concat([COUNTS, COUNTS.head(1)]), "“小岚”出现了不止一次"),
        (COUNTS.replace("小岚", "小兰"), "少了 1 行，多了 1 行"),
        (COUNTS.assign(次数=[1, 2, 4]), "有 1 个值不同"),
        (COUNTS.assign(次数=[1, 2, None]), "有 1 个值不同"),
        (pd.DataFrame(), "你的表里一列也没有"),
        (COUNTS.to_numpy().tolist(), "应该得到一张表（DataFrame），你的结果是一个有 3 项的列表"),
        (None, "没有值（None）"),
    ],
)
def test_a_wrong_table(wrong: Any, word: str) -> None:
    assert word in told(COUNTS, wrong)


def test_the_counterexample_shows_the_cell() -> None:
    assert rows(COUNTS, COUNTS.assign(次数=[1, 2, 4])) == [
        {"客户": "木木", "哪一列": "次数", "你的": "4", "应为": "3"}
    ]


def test_the_counterexample_shows_missing_and_extra_rows() -> None:
    assert rows(COUNTS, COUNTS.replace("小岚", "小兰")) == [
        {"客户": "小岚", "哪一列": "整行", "你的": "没有", "应为": "有"},
        {"客户": "小兰", "哪一列": "整行", "你的": "有", "应为": "不该有"},
    ]


def test_a_customer_with_another_word_is_one_cell() -> None:
    levels = pd.DataFrame({"客户": ["小岚", "阿宝"], "等级": ["高", "低"], "次数": [1, 2]})
    assert rows(levels, levels.replace("高", "中")) == [
        {"客户": "小岚", "哪一列": "等级", "你的": "中", "应为": "高"}
    ]
    assert told(levels, levels.replace("高", "中")) == "和应有的表相比，有 1 个值不同。"
    twice = pd.concat([levels, levels.assign(等级="中")])  # of whom there are two it says rows
    assert told(twice, twice.replace("高", "无")) == "和应有的表相比，少了 1 行，多了 1 行。"


def test_more_columns_count_unless_the_rule_lets_them_be() -> None:
    more = COUNTS.assign(备注="")
    assert told(COUNTS, more) == "多出了列“备注”。"
    assert told(COUNTS, more, more_columns=True) == ""
    assert "缺少列“次数”" in told(COUNTS, more.drop(columns="次数"), more_columns=True)
    assert "有 1 个值不同" in told(COUNTS, more.assign(次数=[1, 2, 4]), more_columns=True)


def test_the_counterexample_is_short() -> None:
    long = pd.DataFrame({"客户": [f"客户{i}" for i in range(90)], "次数": range(90)})
    assert 1 < len(rows(long, long.assign(次数=0))) <= 5


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (COUNTS, COUNTS.astype({"次数": str})),
        (COUNTS.assign(金额=1234.567), COUNTS.assign(金额=1234.57)),
        (pd.DataFrame({"数": [1, 1]}), pd.DataFrame({"数": ["1", "1"]})),
    ],
    ids=["text for number", "rounded", "without a key"],
)
def test_what_differs_does_not_look_the_same(expected: Any, actual: Any) -> None:
    for row in rows(expected, actual):
        assert row["你的"] != row["应为"]


def test_a_named_index_is_not_taken_for_a_missing_column() -> None:
    assert "缺少列“客户”" in told(COUNTS, COUNTS.set_index("客户").rename_axis("顾客"))


def test_an_index_that_numbers_rows_is_not_taken_for_a_missing_column() -> None:
    assert "缺少列“次数”" in told(COUNTS, COUNTS.set_index("次数").rename_axis(None))


def test_an_index_with_a_wanted_name_counts_though_it_numbers_rows() -> None:
    numbered = COUNTS.assign(序号=range(3))
    assert told(numbered, COUNTS.rename_axis("序号")) == ""


def test_a_pivot_equals_itself_in_other_forms() -> None:
    assert told(BY_STATE, BY_STATE) == ""
    assert told(BY_STATE, BY_STATE.reset_index()) == ""
    assert told(BY_STATE, BY_STATE.iloc[::-1, ::-1]) == ""
    flat = BY_STATE.reset_index()
    flat.columns = ["客户", *(f"{how}_{state}" for how, state in BY_STATE.columns)]
    assert told(BY_STATE, flat) == ""


def test_a_pivot_with_another_value() -> None:
    assert "有 12 个值不同" in told(BY_STATE, BY_STATE.fillna(0) + 1)
    assert "缺少列“count_交易关闭”" in told(BY_STATE, BY_STATE.iloc[:, :2])


DATED = pd.DataFrame({"日期": pd.to_datetime(["2019-09-01", "2019-09-02"]), "单数": [1, 2]})


@pytest.mark.parametrize(
    "dates", [["2019-09-01", "2019-09-02"], [dt.date(2019, 9, 1), dt.date(2019, 9, 2)]]
)
def test_a_key_of_dates_may_be_text(dates: list[Any]) -> None:
    assert told(DATED, DATED.assign(日期=dates)) == ""
    assert told(DATED.assign(日期=dates), DATED) == ""


def test_another_date_is_another_row() -> None:
    assert "多了 1 行" in told(DATED, DATED.assign(日期=["2019-09-01", "2019-09-03"]))


def test_rows_without_a_key_are_compared_as_a_bag() -> None:
    bag = pd.DataFrame({"客户": ["小岚", "小岚", "阿树"], "金额": [9.5, 10.5, 9.5]})
    assert told(bag, bag.iloc[[2, 1, 0]]) == ""
    assert "值不同" in told(bag, bag.assign(金额=[9.5, 9.5, 10.5]))
    assert "应该有 3 行，你的结果有 2 行" in told(bag, bag.drop_duplicates("客户"))


def test_int_or_float_makes_no_difference_without_a_key() -> None:
    bag = pd.DataFrame({"金额": [1.5, 2.5], "次数": [2, 1]})
    assert told(bag, bag.astype(float)) == ""


def test_a_series_counts_as_the_table_of_its_index_and_values() -> None:
    counts = COUNTS.set_index("客户")["次数"]
    table = counts.reset_index()
    assert told(table, counts) == told(counts, table) == ""
    assert told(table, counts.rename("几次")) == ""
    assert told(table, counts.to_dict()) == ""
    assert "有 1 个值不同" in told(table, counts.replace(3, 4))


def test_a_series_that_is_named_like_its_index() -> None:
    counted = trades().groupby("客户")["客户"].count()
    table = pd.DataFrame({"客户": ["小岚", "阿树", "木木"], "次数": [2, 1, 1]})
    assert told(table, counted) == ""
    assert told(counted, counted) == ""
    assert "有 1 个值不同" in told(table, counted.replace(2, 3))


def test_an_unnamed_series_equals_itself_whatever_its_order() -> None:
    numbers = pd.Series([3, 1, 2])
    for other in (numbers, numbers.iloc[::-1], numbers.sort_values(ignore_index=True)):
        assert told(numbers, other) == ""
    assert told(numbers, pd.Series([3, 1, 1])) != ""
    lettered = pd.Series([1, 2], index=["a", "b"])
    assert told(lettered, lettered.iloc[::-1]) == ""
    assert told(lettered, pd.Series([1, 2], index=["b", "a"])) != ""


def test_empty_tables() -> None:
    none = COUNTS.head(0)
    assert told(none, none) == told(none, none.set_index("客户")) == ""
    assert told(none, pd.DataFrame(columns=COUNTS.columns)) == ""
    assert told(none, pd.DataFrame()) == ""
    assert "多了 3 行" in told(none, COUNTS)
    assert "少了 3 行" in told(COUNTS, none)
    assert told(none, None) != ""


def test_a_column_may_come_as_a_list() -> None:
    days = pd.Series([3.0, float("nan"), 0.0])
    assert told(days, [3, None, 0]) == told(days, (3, float("nan"), 0)) == ""
    assert told(days, [3, 0, 0]) != "" and told(days, [3, None]) != ""
