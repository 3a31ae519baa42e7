from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import terminology as tm
from helpers.analysis.states import CLOSED, SUCCESS, WAITING_PAYMENT
from helpers.errors import WorkbookError
from helpers.shop import random_tables as rt

SEEDS = st.integers(0, 10**6).map(np.random.default_rng)
AS_OF = "2019-09-30"


def inquiries(*rows: tuple[str, str, int, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["日期", "买家", "咨询次数", "下单数", "付款数"])
    return table.assign(日期=pd.to_datetime(table["日期"]))


def orders(*rows: tuple[str, str | None, str, float, int]) -> pd.DataFrame:
    columns = ["买家", "付款时间", "交易状态", "订单金额", "商品件数"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(付款时间=pd.to_datetime(table["付款时间"]))


def rounds(*rows: tuple[int, str, float, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["轮次", "提问时间", "等待秒数", "是否机器人"])
    return table.assign(提问时间=pd.to_datetime("2019-09-05 " + table["提问时间"]))


def refunds(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["商品", "售出件数", "退款件数", "前期退款件数"])
    for sold, back, earlier, factor in (
        ("付款子订单数", "退款子订单数", "前期退款子订单数", 1),
        ("销售额", "退款额", "前期退款额", 9.5),
    ):
        table[sold] = table["售出件数"] * factor
        table[back] = table["退款件数"] * factor
        table[earlier] = table["前期退款件数"] * factor
    return table


# --- inquiry conversion


def test_conversion_by_hand() -> None:
    table = inquiries(
        ("2019-09-02", "早了一天", 1, 1, 1),  # day 29
        ("2019-09-03", "第一天", 1, 1, 0),
        ("2019-09-30", "第一天", 2, 3, 3),
        ("2019-09-30", "没下单", 1, 0, 0),
        ("2019-09-10", "静默后问", 0, 1, 1),
        ("2019-09-12", "静默后问", 1, 0, 0),
        ("2019-09-12", "静默", 0, 4, 4),
        ("2019-10-01", "晚了一天", 1, 1, 1),
    )
    assert tm.conversion_by_buyers(table, AS_OF) == 1 / 3
    assert tm.conversion_by_orders(table, AS_OF) == 4 / 5
    assert tm.conversion_by_orders(table, AS_OF, outcome="付款数") == 3 / 5
    assert tm.conversion_by_buyers(table, AS_OF, days=1, outcome="付款数") == 1 / 2
    assert tm.conversion_by_buyers(table, AS_OF, days=29) == 2 / 4
    daily = tm.daily_conversion(table, AS_OF)
    assert daily["询单转化率"].tolist() == [1.0, 0.0, 1.0]
    assert daily["询单转化率"].mean() != tm.conversion_by_orders(table, AS_OF)


def test_nobody_asked_gives_missing() -> None:
    for table in (inquiries(("2019-09-30", "静默", 0, 1, 1)), inquiries().astype(object)):
        assert math.isnan(tm.conversion_by_buyers(table, AS_OF))
        assert math.isnan(tm.conversion_by_orders(table, AS_OF))
        assert tm.daily_conversion(table, AS_OF).empty


@given(SEEDS, st.integers(1, 40))
@settings(deadline=None, max_examples=60)
def test_conversion_agrees_with_plain_python(rng: np.random.Generator, days: int) -> None:
    table = rt.random_inquiries(rng)
    start = dt.date(2019, 9, 30) - dt.timedelta(days=days - 1)
    asked, ordered, chats, made = set(), set(), 0, 0
    for row in table.to_dict("records"):
        if start <= row["日期"].date() <= dt.date(2019, 9, 30) and row["咨询次数"]:
            asked.add(row["买家"])
            chats += row["咨询次数"]
            made += row["下单数"]
            if row["下单数"]:
                ordered.add(row["买家"])
    by_buyers = tm.conversion_by_buyers(table, AS_OF, days)
    assert by_buyers == len(ordered) / len(asked)
    assert 0 <= tm.conversion_by_buyers(table, AS_OF, days, "付款数") <= by_buyers <= 1
    assert tm.conversion_by_orders(table, AS_OF, days) == made / chats
    daily = tm.daily_conversion(table, AS_OF, days)
    assert daily["下单数"].sum() / daily["咨询次数"].sum() == made / chats


# --- average spend


def test_spend_by_hand() -> None:
    table = orders(
        ("甲", "2019-09-01 10:00", SUCCESS, 10.1, 1),
        ("甲", "2019-09-02 10:00", SUCCESS, 20.2, 3),
        ("乙", "2019-09-02 11:00", CLOSED, 30.0, 2),  # paid and refunded in full
        ("丙", None, WAITING_PAYMENT, 99.0, 9),
        ("丁", None, CLOSED, 99.0, 9),
    )
    assert tm.spend_per_customer(table) == pytest.approx(60.3 / 2)
    assert tm.spend_per_order(table) == pytest.approx(60.3 / 3)
    assert tm.spend_per_item(table) == pytest.approx(60.3 / 6)
    assert tm.items_per_customer(table) == 3
    assert tm.spend_per_customer(table, successful_only=True) == pytest.approx(30.3)
    daily = tm.daily_spend(table)
    assert daily["付款买家数"].tolist() == [1, 2]
    assert daily["客单价"].tolist() == pytest.approx([10.1, 25.1])


def test_nobody_paid_gives_missing() -> None:
    for table in (orders(("丙", None, CLOSED, 9.0, 1)), orders().astype(object)):
        for function in (
            tm.spend_per_customer,
            tm.spend_per_order,
            tm.spend_per_item,
            tm.items_per_customer,
        ):
            assert math.isnan(function(table))
        assert tm.daily_spend(table).empty


@given(SEEDS, st.booleans())
@settings(deadline=None, max_examples=60)
def test_spend_identity_and_plain_python(rng: np.random.Generator, done: bool) -> None:
    table = rt.random_paid_trades(rng)
    rows = [
        row
        for row in table.to_dict("records")
        if not pd.isna(row["付款时间"]) and (row["交易状态"] == "交易成功" or not done)
    ]
    cents = sum(round(row["订单金额"] * 100) for row in rows)
    people = len({row["买家"] for row in rows})
    spend = tm.spend_per_customer(table, done)
    assert spend == pytest.approx(cents / 100 / people)
    product = tm.items_per_customer(table, done) * tm.spend_per_item(table, done)
    assert spend == pytest.approx(product)
    assert spend >= tm.spend_per_order(table, done) >= tm.spend_per_item(table, done)
    daily = tm.daily_spend(table, done)
    assert round(daily["销售额"].sum() * 100) == cents
    assert daily["付款买家数"].sum() >= people


# --- response speed


def test_response_by_hand() -> None:
    nan = float("nan")
    table = rounds(
        (1, "07:59:59", 9.0, "否"),
        (0, "08:00:00", 1.0, "是"),
        (1, "08:00:00", 180.0, "否"),
        (2, "08:10:00", 181.0, "否"),
        (1, "22:59:59", nan, "否"),
        (2, "22:59:59", 900.0, "否"),
        (1, "23:00:00", 9.0, "否"),
    )
    assert tm.first_response(table) == (180 + 600) / 2
    assert tm.average_response(table) == (180 + 181 + 600 + 600) / 4
    assert tm.quick_reply_rate(table) == 1 / 4
    assert tm.quick_reply_rate(table, within=181) == 2 / 4
    assert tm.average_response(table, cap=100) == 100
    assert tm.first_response(table, opens=0, closes=24) == (9 + 180 + 600 + 9) / 4
    assert math.isnan(tm.first_response(table, opens=22.5, closes=22.75))


def test_no_round_in_the_window_gives_missing() -> None:
    for table in (rounds((1, "03:00:00", 5.0, "否")), rounds((0, "12:00:00", 1.0, "是"))):
        for function in (tm.first_response, tm.average_response, tm.quick_reply_rate):
            assert math.isnan(function(table))


@given(SEEDS, st.sampled_from([60.0, 200.0, 600.0]))
@settings(deadline=None, max_examples=60)
def test_response_agrees_with_plain_python(rng: np.random.Generator, cap: float) -> None:
    table = rt.random_reply_rounds(rng)
    first, every, quick = [], [], 0
    for row in table.to_dict("records"):
        if row["是否机器人"] == "是" or not 8 <= row["提问时间"].hour < 23:
            continue
        wait = row["等待秒数"]
        quick += (not math.isnan(wait)) and wait <= 180
        every.append(cap if math.isnan(wait) else min(wait, cap))
        if row["轮次"] == 1:
            first.append(every[-1])
    assert tm.first_response(table, cap) == pytest.approx(sum(first) / len(first))
    assert tm.average_response(table, cap) == pytest.approx(sum(every) / len(every))
    assert tm.quick_reply_rate(table) == quick / len(every)
    assert tm.average_response(table, cap) <= cap


# --- refund rate


def test_refund_rate_by_hand() -> None:
    table = refunds(("瓜子", 90, 5, 2), ("核桃", 10, 3, 0), ("松子", 0, 1, 1))
    assert tm.refund_rate(table) == 6 / 100
    assert tm.refund_rate(table, without_earlier=False) == 9 / 100
    assert tm.refund_rate(table, "金额") == pytest.approx(6 / 100)
    each = tm.refund_rate_by_product(table)["退款率"]
    assert each.tolist()[:2] == [3 / 90, 3 / 10]
    assert math.isnan(each[2])
    assert each.mean() != tm.refund_rate(table)


def test_nothing_sold_gives_missing() -> None:
    assert math.isnan(tm.refund_rate(refunds(("松子", 0, 1, 1))))
    assert math.isnan(tm.refund_rate(refunds()))


@given(SEEDS, st.sampled_from(["件数", "子订单数", "金额"]))
@settings(deadline=None, max_examples=60)
def test_refund_rates_stay_in_bounds(rng: np.random.Generator, basis: tm.Basis) -> None:
    table = rt.random_refunds(rng)
    rate = tm.refund_rate(table, basis)
    assert 0 <= rate <= 1
    assert rate <= tm.refund_rate(table, basis, without_earlier=False)
    each = tm.refund_rate_by_product(table, basis)["退款率"].dropna()
    assert each.min() <= rate <= each.max()


# --- all of them


@pytest.mark.parametrize(
    ("make", "functions"),
    [
        (rt.random_inquiries, [lambda t: tm.conversion_by_buyers(t, AS_OF),
                               lambda t: tm.conversion_by_orders(t, AS_OF),
                               lambda t: tm.daily_conversion(t, AS_OF)]),
        (rt.random_paid_trades, [tm.spend_per_customer, tm.spend_per_item, tm.daily_spend]),
        (rt.random_reply_rounds, [tm.first_response, tm.average_response, tm.quick_reply_rate]),
        (rt.random_refunds, [tm.refund_rate, lambda t: tm.refund_rate(t, "金额")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", range(5))
def test_row_order_and_index_do_not_matter_and_the_input_stays(make, functions, seed) -> None:  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(seed)
    table = make(rng)
    before = table.copy(deep=True)
    other = table.iloc[rng.permutation(len(table))].set_axis([7] * len(table))
    for function in functions:
        left, right = function(table), function(other)
        if isinstance(left, pd.DataFrame):
            pd.testing.assert_frame_equal(left, right)
        else:
            assert left == pytest.approx(right)
    pd.testing.assert_frame_equal(table, before)


def test_unfit_input_is_refused_in_chinese() -> None:
    with pytest.raises(WorkbookError, match="缺少列：付款数"):
        tm.conversion_by_buyers(inquiries().drop(columns="付款数"), AS_OF)
    text = inquiries(("2019-09-30", "甲", 1, 1, 1)).astype({"日期": str})
    with pytest.raises(WorkbookError, match="日期时间"):
        tm.conversion_by_buyers(text, AS_OF)
    with pytest.raises(WorkbookError, match="口径"):
        tm.refund_rate(refunds(), "重量")  # type: ignore[arg-type]
