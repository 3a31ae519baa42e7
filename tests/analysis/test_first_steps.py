"""First looks at a table of orders: hand-worked numbers, properties, clear refusals."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import first_steps as fs
from helpers.analysis.states import CLOSED, PAID, STATES, SUCCESS, WAITING_PAYMENT
from helpers.errors import WorkbookError
from helpers.shop.random_terms import random_paid_trades

ORDERS = pd.DataFrame(
    {
        "买家": ["小满", "晓晓", "小满", "老韩", "阿澈"],
        "付款时间": pd.to_datetime(["2019-05-01 09:00", None, None, "2019-05-01 12:00", None]),
        "交易状态": [PAID, WAITING_PAYMENT, CLOSED, SUCCESS, WAITING_PAYMENT],
        "订单金额": [20.5, 30.0, 12.0, 40.3, 29.99],
        "商品件数": [1, 2, 1, 3, 1],
    }
)
seeds = st.integers(0, 10**6)


def test_by_hand() -> None:
    assert fs.distinct_buyers(ORDERS) == 4
    assert fs.total_amount(ORDERS) == 132.79
    assert list(fs.in_state(ORDERS)["买家"]) == ["晓晓", "阿澈"]
    assert list(fs.to_remind(ORDERS, 30)["买家"]) == ["晓晓"]
    assert fs.unpaid_orders(ORDERS) == 3
    assert fs.mean_paid_amount(ORDERS) == pytest.approx(30.4)


def test_no_rows() -> None:
    empty = ORDERS.head(0)
    assert (fs.distinct_buyers(empty), fs.total_amount(empty), fs.unpaid_orders(empty)) == (0, 0, 0)
    assert fs.to_remind(empty).empty and math.isnan(fs.mean_paid_amount(empty))


def test_blanks() -> None:
    blank = ORDERS.assign(买家=ORDERS["买家"].where(ORDERS["买家"] != "老韩"))
    assert fs.distinct_buyers(blank) == 3
    no_amount = ORDERS.assign(订单金额=ORDERS["订单金额"].where(ORDERS["订单金额"] != 40.3))
    assert fs.total_amount(no_amount) == 92.49
    assert fs.mean_paid_amount(no_amount) == 20.5


@settings(max_examples=40, deadline=None)
@given(seed=seeds)
def test_states_are_a_partition_and_order_does_not_matter(seed: int) -> None:
    orders = random_paid_trades(np.random.default_rng(seed))
    assert sum(len(fs.in_state(orders, state)) for state in STATES) == len(orders)
    shuffled = orders.sample(frac=1, random_state=1).set_index("买家", drop=False)
    for function in (fs.distinct_buyers, fs.total_amount, fs.unpaid_orders, fs.mean_paid_amount):
        assert function(shuffled) == pytest.approx(function(orders), nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(seed=seeds, amount=st.integers(0, 200))
def test_reminders_are_unpaid_and_fewer_the_higher_the_amount(seed: int, amount: int) -> None:
    orders = random_paid_trades(np.random.default_rng(seed))
    chosen = fs.to_remind(orders, amount)
    assert len(fs.to_remind(orders, amount + 1)) <= len(chosen) <= fs.unpaid_orders(orders)
    assert chosen["付款时间"].isna().all()


@pytest.mark.parametrize("column", ["买家", "订单金额", "交易状态", "付款时间"])
def test_a_missing_column_is_named(column: str) -> None:
    functions = {
        "买家": fs.distinct_buyers,
        "订单金额": fs.total_amount,
        "交易状态": fs.in_state,
        "付款时间": fs.unpaid_orders,
    }
    with pytest.raises(WorkbookError, match=column):
        functions[column](ORDERS.drop(columns=column))


def test_text_is_neither_amount_nor_time() -> None:
    with pytest.raises(WorkbookError, match="数字"):
        fs.total_amount(ORDERS.astype({"订单金额": str}))
    with pytest.raises(WorkbookError, match="日期时间"):
        fs.unpaid_orders(ORDERS.assign(付款时间="昨天"))
