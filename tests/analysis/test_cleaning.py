from __future__ import annotations

import datetime as dt
import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import cleaning as cl
from helpers.errors import WorkbookError
from helpers.shop.random_tables import random_june_orders, random_raw_orders

RAW = st.integers(0, 10**6).map(lambda seed: random_raw_orders(np.random.default_rng(seed)))
JUNE = st.integers(0, 10**6).map(lambda seed: random_june_orders(np.random.default_rng(seed)))
EMPTY = random_raw_orders(np.random.default_rng(1)).iloc[:0].assign(实付金额=pd.Series(dtype=float))


def texts(*values: str | None) -> pd.Series[str]:
    return pd.Series(list(values), dtype="str")


def exports(*rows: tuple[str | None, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["订单编号", "导出日期", "订单状态"])


def plain_amount(text: Any) -> float:
    """The amount once more, without pandas."""
    if not isinstance(text, str):
        return math.nan
    digits = "".join(sign for sign in text if sign not in "元,")
    try:
        return float(digits)
    except ValueError:
        return math.nan


def exists(text: str) -> bool:
    """Whether a time as the export writes it exists, by the calendar of the standard library."""
    try:
        dt.datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return False
    return True


def same(one: list[float], other: list[float]) -> bool:
    return np.array_equal(np.array(one), np.array(other), equal_nan=True)


def test_a_header_without_blanks() -> None:
    table = pd.DataFrame({" 订单状态 ": ["交易成功"], "金额\u3000": [1]})
    assert list(cl.clean_header(table).columns) == ["订单状态", "金额"]
    assert list(table.columns) == [" 订单状态 ", "金额\u3000"]
    with pytest.raises(WorkbookError, match="“金额”出现了不止一次"):
        cl.clean_header(pd.DataFrame([[1, 2]], columns=["金额", "金额 "]))


def test_ids_by_hand() -> None:
    table = pd.DataFrame({"订单编号": texts('="482001"', "'482002", "482003", "\t482004", None)})
    assert cl.plain_ids(table)["订单编号"].dropna().tolist() == [
        "482001",
        "482002",
        "482003",
        "482004",
    ]
    assert cl.plain_ids(table)["订单编号"].isna().sum() == 1


def test_amounts_by_hand() -> None:
    given = texts(
        "598.00元", "1,280.00", "5,760.00元", "￥3.5", " 7 元 ", "-", "--", "", None, "待填"
    )
    wanted = [598.0, 1280.0, 5760.0, 3.5, 7.0, *[math.nan] * 5]
    assert same(cl.to_amounts(given).tolist(), wanted)


def test_times_by_hand() -> None:
    given = texts("2019-06-30 10:20:00", "2019-06-31 10:20:00", "2019-02-29 10:20:00", None)
    times = cl.to_times(given)
    assert times.notna().tolist() == [True, False, False, False]
    table = pd.DataFrame({"订单付款时间": given})
    assert cl.bad_dates(table).index.tolist() == [1, 2]


def test_an_impossible_date_in_front_does_not_warn_or_spoil_the_others() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        times = cl.to_times(texts("2019-06-31 10:20:00", "2019-06-30 10:20:00"))
    assert times.tolist()[1] == pd.Timestamp("2019-06-30 10:20:00")


def test_blank_spellings_by_hand() -> None:
    table = pd.DataFrame({"甲": ["-", "--", None, ""], "乙": [1.0, None, 2.0, 3.0]})
    found = cl.blank_spellings(table)
    assert found.loc["甲"].to_dict() == {"空": 2, "-": 1, "--": 1}
    assert found.loc["乙"].to_dict() == {"空": 1, "-": 0, "--": 0}


def test_the_latest_row_of_each_order() -> None:
    table = exports(
        ("a", "07-01", "成功"), ("b", "06-25", "关闭"), ("a", "06-25", "发货"), (None, "06-25", "?"),
        (None, "06-25", "?"),
    )  # fmt: skip
    assert cl.latest_rows(table).index.tolist() == [0, 1, 3, 4]
    tied = exports(("a", "07-01", "先"), ("a", "07-01", "后"))
    assert cl.latest_rows(tied)["订单状态"].tolist() == ["后"]


def test_odd_amounts_on_the_line() -> None:
    table = pd.DataFrame({"实付金额": [0.99, 1.0, 1000.0, 1000.01, math.nan]})
    assert cl.odd_amounts(table, 1, 1000).index.tolist() == [0, 3]
    assert cl.odd_amounts(table, 0.99, 1000.01).empty


def test_totals_are_exact_and_the_median_stands_still() -> None:
    table = pd.DataFrame({"实付金额": [0.1] * 10 + [0.2, math.nan]})
    assert cl.known_total(table) == 1.2
    five = pd.DataFrame({"实付金额": [20.0, 30.0, 30.0, 40.0, 5760.0]})
    assert (cl.middle_amount(five), cl.middle_amount(five.head(4))) == (30.0, 30.0)
    assert math.isnan(cl.middle_amount(five.iloc[:0])) and cl.known_total(five.iloc[:0]) == 0


def test_phones_by_hand() -> None:
    table = pd.DataFrame({"联系手机": texts("13800005678", "1234567", None, "123")})
    masked = cl.mask_phones(table)["联系手机"]
    assert masked.dropna().tolist() == ["138****5678", "****", "****"]
    assert masked.isna().tolist() == [False, False, True, False]
    assert cl.mask_phones(table, head=0, tail=0)["联系手机"].dropna().eq("****").all()
    with pytest.raises(WorkbookError, match="负数"):
        cl.mask_phones(table, head=-1)


def test_codes_count_people_and_need_the_key() -> None:
    given = texts("a", "b", "a", None)
    codes = cl.person_codes(given, "口令")
    assert codes.nunique() == 2 and codes[0] == codes[2] and codes.isna().sum() == 1
    assert not set(codes.dropna()) & set(cl.person_codes(given, "别的口令").dropna())
    with pytest.raises(WorkbookError, match="口令"):
        cl.person_codes(given, "")


def test_the_log_by_hand_and_what_it_refuses() -> None:
    tables = [pd.DataFrame(index=range(size)) for size in (9, 6, 4)]
    log = cl.cleaning_log(tables, ["去重复", "去测试单"])
    assert log.values.tolist() == [["去重复", 9, 3, 6], ["去测试单", 6, 2, 4]]
    with pytest.raises(WorkbookError, match="需要 3 张表"):
        cl.cleaning_log(tables[:2], ["去重复", "去测试单"])
    with pytest.raises(WorkbookError, match="“合并”以后行数变多了"):
        cl.cleaning_log(tables[::-1], ["合并", "合并"])


FUNCTIONS: dict[str, Callable[[pd.DataFrame], Any]] = {
    "clean_header": cl.clean_header,
    "plain_ids": cl.plain_ids,
    "clean_amount": cl.clean_amount,
    "bad_dates": cl.bad_dates,
    "latest_rows": cl.latest_rows,
    "odd_amounts": lambda table: cl.odd_amounts(table, 1, 1000),
    "mask_phones": cl.mask_phones,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_an_empty_table_gives_an_empty_table(name: str) -> None:
    for table in (EMPTY, pd.DataFrame(columns=EMPTY.columns)):
        assert len(FUNCTIONS[name](table)) == 0


@pytest.mark.parametrize(
    ("function", "table", "words"),
    [
        (cl.plain_ids, EMPTY.drop(columns="订单编号"), "缺少列：订单编号"),
        (cl.plain_ids, pd.DataFrame({"订单编号": [4820]}), "“订单编号”列应当是文字"),
        (cl.clean_amount, pd.DataFrame({"买家实际支付金额": [1.5]}), "应当是文字"),
        (cl.bad_dates, EMPTY.drop(columns="订单付款时间"), "缺少列：订单付款时间"),
        (cl.latest_rows, EMPTY.drop(columns="导出日期"), "缺少列：导出日期"),
        (cl.known_total, pd.DataFrame({"实付金额": ["1元"]}), "应当是数字"),
        (cl.mask_phones, pd.DataFrame({"联系手机": [12345678901]}), "应当是文字"),
        (cl.middle_amount, [1, 2], "list"),
    ],
)
def test_unfit_input_is_refused_in_chinese(
    function: Callable[[Any], Any], table: Any, words: str
) -> None:
    with pytest.raises(WorkbookError, match=words):
        function(table)


@given(RAW)
@settings(deadline=None, max_examples=40)
def test_agrees_with_plain_python(table: pd.DataFrame) -> None:
    amounts = cl.clean_amount(table)["实付金额"].tolist()
    assert same(amounts, [plain_amount(text) for text in table["买家实际支付金额"]])
    written = [text for text in table["订单付款时间"] if isinstance(text, str)]
    assert cl.bad_dates(table)["订单付款时间"].tolist() == [t for t in written if not exists(t)]
    newest: dict[str, tuple[str, str]] = {}
    for row in table.to_dict("records"):
        found = (row["导出日期"], row["订单状态"])
        number = row["订单编号"]
        if number not in newest or found[0] >= newest[number][0]:
            newest[number] = found
    latest = cl.latest_rows(table)
    got = zip(latest["导出日期"], latest["订单状态"], strict=True)
    assert dict(zip(latest["订单编号"], got, strict=True)) == newest


@given(JUNE, st.integers(1, 100), st.integers(100, 1500))
@settings(deadline=None, max_examples=40)
def test_odd_and_normal_and_unknown_share_out_the_orders(
    table: pd.DataFrame, low: int, high: int
) -> None:
    odd = cl.odd_amounts(table, low, high)
    normal = table[table["实付金额"].between(low, high)]
    assert len(odd) + len(normal) + table["实付金额"].isna().sum() == len(table)
    assert not set(odd.index) & set(normal.index)
    assert set(cl.odd_amounts(table, low, high + 1).index) <= set(odd.index)
    amounts = sorted(table["实付金额"].dropna())
    half = len(amounts) // 2
    middle = amounts[half] if len(amounts) % 2 else (amounts[half - 1] + amounts[half]) / 2
    assert cl.middle_amount(table) == middle
    assert cl.known_total(table) == round(sum(amounts), 2)


@given(RAW, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_row_order_and_index_do_not_matter_and_the_input_stays(table: pd.DataFrame, rnd) -> None:  # type: ignore[no-untyped-def]
    before = table.copy(deep=True)
    order = list(range(len(table)))
    rnd.shuffle(order)
    other = table.iloc[order].set_axis([0] * len(table))
    for function in (cl.plain_ids, cl.clean_amount, cl.bad_dates, cl.latest_rows, cl.mask_phones):
        one, two = (
            function(t).sort_values(["订单编号", "导出日期"], ignore_index=True)
            for t in (table, other)
        )
        pd.testing.assert_frame_equal(one, two)
    pd.testing.assert_frame_equal(table, before)


@given(RAW)
@settings(deadline=None, max_examples=30)
def test_cleaning_twice_is_cleaning_once_and_the_log_balances(table: pd.DataFrame) -> None:
    once = cl.latest_rows(cl.plain_ids(table))
    pd.testing.assert_frame_equal(cl.latest_rows(cl.plain_ids(once)), once)
    assert once["订单编号"].is_unique and set(once["订单编号"]) == set(
        cl.plain_ids(table)["订单编号"]
    )
    log = cl.cleaning_log([table, once, cl.bad_dates(once)], ["甲", "乙"])
    assert (log["原有"] - log["去掉"] == log["剩下"]).all()
    assert log["剩下"].iloc[0] == log["原有"].iloc[1]
    assert log["去掉"].sum() == len(table) - log["剩下"].iloc[-1]
