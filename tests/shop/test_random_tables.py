"""Small grading tables: the shape of the real files, and always the awkward cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.analysis import cleaning as cl
from helpers.analysis import old_customers as oc
from helpers.analysis import states
from helpers.analysis import terminology as tm
from helpers.shop import datasets
from helpers.shop import random_tables as rt
from tests.shop.test_datasets import read

SEEDS = range(40)
MAKERS = {
    "trades_2019_09.xlsx": rt.random_trades,
    "inquiries_28d.csv": rt.random_inquiries,
    "paid_trades.csv": rt.random_paid_trades,
    "reply_rounds.csv": rt.random_reply_rounds,
    "refunds_by_product.csv": rt.random_refunds,
    "raw_orders_2019_06.csv": rt.random_raw_orders,
    "orders_2019_06.csv": rt.random_june_orders,
}


def kind(column: pd.Series) -> str:  # type: ignore[type-arg]
    if pd.api.types.is_datetime64_any_dtype(column):
        return "time"
    if pd.api.types.is_float_dtype(column):
        return "float"
    return "int" if pd.api.types.is_integer_dtype(column) else "text"


@pytest.mark.parametrize("name", MAKERS)
def test_same_columns_and_types_as_the_file(name: str) -> None:
    kept = read(datasets.FOLDER / name)
    for seed in SEEDS:
        table = MAKERS[name](np.random.default_rng(seed))
        assert list(table.columns) == [column.strip() for column in kept.columns]
        assert [kind(table[c]) for c in table] == [kind(kept[c]) for c in kept]
        assert 8 <= len(table) <= 40
        assert table.equals(MAKERS[name](np.random.default_rng(seed)))
        assert list(table.index) == list(range(len(table)))


@pytest.mark.parametrize("seed", SEEDS)
def test_trades_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_trades(np.random.default_rng(seed))
    done = oc.successful_by_customer(table)
    twice = done[done["实际成交次数"] >= 2]
    assert (twice["成交金额"] == 40.0).any()
    assert ((done["实际成交次数"] == 1) & (done["成交金额"] > 40)).any()
    assert set(table["客户"]) - set(done["客户"])
    assert oc.old_customers(table)["成交金额"].duplicated().any()
    assert table["订单编号"].is_unique
    assert (table["交易金额"] * 4 % 1 == 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_inquiries_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_inquiries(np.random.default_rng(seed))
    days = (rt.AS_OF - table["日期"]).dt.days
    assert {-1, 0, 27, 28} <= set(days)
    assert not table.duplicated(["日期", "买家"]).any()
    assert (table["付款数"] <= table["下单数"]).all()
    right = tm.conversion_by_buyers(table, rt.AS_OF)
    window = table[days.between(0, 27)]
    ordered = window[window["下单数"] > 0]["买家"]
    asked = window[window["咨询次数"] > 0]["买家"]
    assert ordered.isin(asked).groupby(ordered).any().sum() / asked.nunique() != right
    assert right != tm.conversion_by_buyers(table, rt.AS_OF, outcome="付款数")


@pytest.mark.parametrize("seed", SEEDS)
def test_paid_trades_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_paid_trades(np.random.default_rng(seed))
    assert table["付款时间"].isna().any()
    assert ((table["交易状态"] == states.CLOSED) & table["付款时间"].notna()).any()
    assert tm.spend_per_customer(table) != tm.spend_per_order(table)
    assert table["付款时间"][table["交易状态"] == states.WAITING_PAYMENT].isna().all()


@pytest.mark.parametrize("seed", SEEDS)
def test_rounds_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_reply_rounds(np.random.default_rng(seed))
    counted = tm.counted_rounds(table)
    assert {180.0, 181.0, 600.0} <= set(counted["等待秒数"])
    assert counted["等待秒数"].isna().any() and (counted["等待秒数"] > 600).any()
    assert tm.average_response(table) != tm.average_response(table, opens=0, closes=24)
    assert (table["是否机器人"] == "是").eq(table["轮次"] == 0).all()
    first = table[table["轮次"] == 1]
    assert first["会话编号"].is_unique


@pytest.mark.parametrize("seed", SEEDS)
def test_refunds_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_refunds(np.random.default_rng(seed))
    assert table["商品"].is_unique
    assert ((table["售出件数"] == 0) & (table["退款件数"] > 0)).any()
    assert ((table["退款件数"] == 0) & (table["退款额"] > 0)).any()
    for part, whole in (("前期退款件数", "退款件数"), ("前期退款额", "退款额")):
        assert (table[part] <= table[whole]).all()
    assert tm.refund_rate(table) != tm.refund_rate(table, without_earlier=False)


@pytest.mark.parametrize("seed", SEEDS)
def test_raw_orders_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_raw_orders(np.random.default_rng(seed))
    numbers = table["订单编号"]
    assert 0 < numbers.duplicated().sum() < len(numbers)
    changed = table.groupby("订单编号")["订单状态"].nunique()
    assert (changed > 1).any()
    later = set(table[table["导出日期"] == "2019-07-01"]["订单编号"])
    assert set(numbers) - later
    assert cl.latest_rows(table)["买家会员名"].duplicated().any()
    amounts = set(table["买家实际支付金额"])
    assert {"-", "--"} <= amounts and any("," in text for text in amounts)
    assert cl.bad_dates(table)["订单编号"].nunique() >= 1


@pytest.mark.parametrize("seed", SEEDS)
def test_june_orders_have_the_cases_that_separate_mistakes(seed: int) -> None:
    table = rt.random_june_orders(np.random.default_rng(seed), 5, 500)
    amounts = table["实付金额"]
    assert {5, 500, 4.75, 500.25} <= set(amounts)
    paid = table["订单付款时间"].notna()
    assert (paid & amounts.isna()).any() and (~paid & amounts.notna()).any()
    assert (~paid & amounts.isna()).any() and table["联系手机"].isna().any()
