from __future__ import annotations

import math
from collections import defaultdict

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import old_customers as oc
from helpers.analysis import states
from helpers.errors import WorkbookError
from helpers.shop.random_tables import random_trades

OK, CLOSED, SHIPPED = states.SUCCESS, states.CLOSED, states.SHIPPED


def trades(*rows: tuple[str | None, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["客户", "交易状态", "交易金额"])
    table.insert(0, "订单编号", [f"{number:018d}" for number in range(len(table))])
    return table


EMPTY = pd.DataFrame(columns=["订单编号", "下单时间", "客户", "交易状态", "交易金额"])

# any names, any cents: finds what the shop-like tables do not contain
ANY_TRADES = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", "丁", "b", "A"]),
        st.sampled_from(states.STATES),
        st.integers(0, 9000).map(lambda cents: cents / 100),
    ),
    max_size=40,
).map(lambda rows: trades(*rows))
SHOP_TRADES = st.integers(0, 10**6).map(lambda seed: random_trades(np.random.default_rng(seed)))
TABLES = st.one_of(ANY_TRADES, SHOP_TRADES)


def plain_old_customers(table: pd.DataFrame) -> list[tuple[str, int, float]]:
    """The rule once more, without pandas: whole cents in dictionaries."""
    count: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for row in table.to_dict("records"):
        if row["交易状态"] == "交易成功":
            count[row["客户"]] += 1
            total[row["客户"]] += round(row["交易金额"] * 100)
    chosen = [name for name in count if count[name] >= 2 and total[name] > 4000]
    chosen.sort(key=lambda name: (-total[name], name))
    return [(name, count[name], total[name] / 100) for name in chosen]


def test_the_boundary_of_the_rule() -> None:
    table = trades(
        ("正好", OK, 15.5), ("正好", OK, 24.5),
        ("过线", OK, 15.5), ("过线", OK, 24.51),
        ("一次", OK, 500.0),
        ("太少", OK, 10.0), ("太少", OK, 10.0), ("太少", OK, 19.99),
        ("关闭", OK, 39.0), ("关闭", CLOSED, 39.0), ("路上", OK, 39.0), ("路上", SHIPPED, 39.0),
    )  # fmt: skip
    result = oc.old_customers(table)
    assert result.values.tolist() == [["过线", 2, 40.01]]
    assert list(result.columns) == ["客户名称", "实际成交次数", "成交金额"]


def test_sums_are_exact_to_the_cent() -> None:
    amounts = [0.7] * 57 + [0.1]  # 40.00, although the floats add up to a little more or less
    assert sum(amounts) != 40.0
    assert oc.old_customers(trades(*[("甲", OK, amount) for amount in amounts])).empty


def test_the_limits_are_parameters() -> None:
    table = trades(("甲", OK, 10.0), ("乙", OK, 30.0), ("乙", OK, 30.0))
    assert oc.old_customers(table, 1, 9.99)["客户名称"].tolist() == ["乙", "甲"]
    assert oc.old_customers(table, 1, 10.0)["客户名称"].tolist() == ["乙"]
    assert oc.old_customers(table, 3, 0).empty


def test_ties_are_ordered_by_name() -> None:
    table = trades(*[(name, OK, 30.0) for name in "cbacba"])
    assert oc.old_customers(table)["客户名称"].tolist() == ["a", "b", "c"]
    assert oc.top_customers(table, 2)["客户"].tolist() == ["a", "b"]


def test_pivots_by_hand() -> None:
    table = trades(("乙", OK, 1.1), ("甲", CLOSED, 2.0), ("甲", OK, 3.0), ("甲", OK, 4.05))
    pivot = oc.pivot_by_customer(table)
    assert pivot.loc[("甲", OK)].tolist() == [2, 7.05]
    assert list(pivot.columns) == ["订单数", "金额合计"]
    assert len(pivot) == 3
    wide = oc.pivot_states_wide(table)
    assert list(wide.columns) == [OK, CLOSED]
    assert wide.loc["乙"].tolist() == [1, 0]
    assert list(oc.pivot_states_wide(table, states.STATES).columns) == list(states.STATES)
    by_state = oc.orders_by_state(table)
    assert by_state.values.tolist() == [[OK, 3, 8.15], [CLOSED, 1, 2.0]]


def test_missing_values() -> None:
    table = trades(("甲", OK, 50.0), ("甲", OK, float("nan")), (None, OK, 99.0))
    assert oc.old_customers(table).values.tolist() == [["甲", 2, 50.0]]
    assert oc.orders_by_state(table).values.tolist() == [[OK, 3, 149.0]]


def test_share_of_old_customers() -> None:
    table = trades(("甲", OK, 30.0), ("甲", OK, 30.0), ("乙", OK, 5.0), ("丙", CLOSED, 5.0))
    assert oc.old_customer_share(table) == 0.5
    assert math.isnan(oc.old_customer_share(trades(("丙", CLOSED, 5.0))))


def test_an_empty_table_is_no_error() -> None:
    assert list(oc.old_customers(EMPTY).columns) == ["客户名称", "实际成交次数", "成交金额"]
    for function in (oc.orders_by_state, oc.pivot_by_customer, oc.pivot_states_wide):
        assert function(EMPTY).empty
    assert oc.top_customers(EMPTY, 3).empty
    assert math.isnan(oc.old_customer_share(EMPTY))


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (EMPTY.drop(columns="客户"), "缺少列：客户"),
        (trades(("甲", OK, 1.0)).astype({"交易金额": str}), "交易金额”列应当是数字"),
        ([1, 2], "list"),
    ],
)
def test_unfit_input_is_refused_in_chinese(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(WorkbookError, match=words):
        oc.old_customers(table)


def test_a_negative_number_of_bars_is_refused() -> None:
    with pytest.raises(WorkbookError, match="-1"):
        oc.top_customers(EMPTY, -1)


@given(TABLES)
@settings(deadline=None, max_examples=60)
def test_agrees_with_plain_python(table: pd.DataFrame) -> None:
    expected = plain_old_customers(table)
    assert list(oc.old_customers(table).itertuples(index=False, name=None)) == expected


@given(TABLES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_row_order_and_index_do_not_matter_and_the_input_stays(table: pd.DataFrame, rnd) -> None:  # type: ignore[no-untyped-def]
    before = table.copy(deep=True)
    order = list(range(len(table)))
    rnd.shuffle(order)
    other = table.iloc[order].set_axis([0] * len(table))
    for function in (
        oc.orders_by_state,
        oc.counts_by_customer_state,
        oc.pivot_by_customer,
        oc.pivot_states_wide,
        oc.successful_by_customer,
        oc.old_customers,
        lambda t: oc.top_customers(t, 4),
    ):
        pd.testing.assert_frame_equal(function(table), function(other))
    pd.testing.assert_frame_equal(table, before)


@given(TABLES)
@settings(deadline=None, max_examples=60)
def test_groups_add_up_to_the_whole(table: pd.DataFrame) -> None:
    cents = round(table["交易金额"].astype(float) * 100).sum()
    for groups in (oc.orders_by_state(table), oc.counts_by_customer_state(table)):
        assert groups["订单数"].sum() == len(table)
        assert round(groups["金额合计"] * 100).sum() == cents
    wide = oc.pivot_states_wide(table, states.STATES)
    assert wide.to_numpy().sum() == len(table)
    done = oc.successful_by_customer(table)
    assert (wide.loc[done["客户"], OK].to_numpy() == done["实际成交次数"].to_numpy()).all()
    share = oc.old_customer_share(table)
    assert math.isnan(share) if done.empty else 0 <= share <= 1


@given(TABLES, st.integers(1, 5), st.integers(0, 100))
@settings(deadline=None, max_examples=40)
def test_stricter_limits_never_add_customers(table: pd.DataFrame, orders: int, yuan: int) -> None:
    loose = set(oc.old_customers(table, orders, yuan)["客户名称"])
    assert set(oc.old_customers(table, orders + 1, yuan)["客户名称"]) <= loose
    assert set(oc.old_customers(table, orders, yuan + 0.01)["客户名称"]) <= loose
