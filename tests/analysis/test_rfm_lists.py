from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import rfm
from helpers.errors import WorkbookError
from helpers.shop.random_rfm import random_member_orders, random_rfm
from tests.analysis.rfm_tables import AS_OF, CUSTOMERS, EMPTY, OK, customers, trades

# --- shares, lists, scores


def test_shares_by_hand() -> None:
    table = pd.DataFrame({"M": [30.0, 10.0, 60.0], "类别": ["甲类", "甲类", "乙类"]})
    assert rfm.class_shares(table).values.tolist() == [
        ["乙类", 1, 60.0, 0.6],
        ["甲类", 2, 40.0, 0.4],
    ]
    assert rfm.class_shares(table.assign(M=0.0))["金额占比"].isna().all()


def test_the_list_goes_as_far_as_the_budget() -> None:
    table = pd.DataFrame(
        {"客户": list("dcba"), "M": [5.0, 9.0, 9.0, 7.0], "类别": ["甲", "甲", "甲", "乙"]}
    )
    names = [
        "".join(rfm.send_list(table, "甲", budget, 10)["客户"]) for budget in (0, 9, 10, 29, 30, 99)
    ]
    assert names == ["", "", "b", "bc", "bcd", "bcd"]
    assert len(rfm.send_list(table, "甲", 0.3, 0.1)) == 3
    assert rfm.send_list(table, "丙", 100, 10).empty


def test_scores_are_the_qcut_of_the_ranks() -> None:
    rng = np.random.default_rng(5)
    for size in [*range(5, 30), 1175]:
        values = pd.Series(rng.integers(1, 6, size))
        ranks = values.rank(method="first")
        expected = pd.qcut(ranks, 5, labels=[1, 2, 3, 4, 5]).astype(int)
        assert rfm.quintile_scores(values).tolist() == expected.tolist()
        other = pd.qcut(ranks, 5, labels=[5, 4, 3, 2, 1]).astype(int)
        assert rfm.quintile_scores(values, "low").tolist() == other.tolist()


def test_equal_values_are_ranked_by_row() -> None:
    assert rfm.quintile_scores(pd.Series([1, 1, 1, 1, 1])).tolist() == [1, 2, 3, 4, 5]
    assert rfm.quintile_scores(pd.Series([1, 2, 3, 4])).isna().all()


@given(CUSTOMERS, st.integers(2, 6))
@settings(deadline=None, max_examples=60)
def test_groups_are_of_like_size_and_in_order(table: pd.DataFrame, groups: int) -> None:
    score = rfm.quintile_scores(table["M"], "high", groups)
    if len(table) < groups:
        assert score.isna().all()
        return
    sizes = score.value_counts()
    assert set(sizes.index) == set(range(1, groups + 1)) and sizes.max() - sizes.min() <= 1
    scored = rfm.add_scores(table, groups)
    assert scored.sort_values(["M分", "M"])["M"].is_monotonic_increasing
    assert scored.sort_values(["R分", "R"], ascending=[True, False])["R"].is_monotonic_decreasing


def test_random_tables_have_what_they_promise() -> None:
    for seed in range(30):
        table = random_rfm(np.random.default_rng(seed))
        assert len(table) % 5 == 0 and table["M"].is_unique and table["F"].duplicated().any()
        assert rfm.cut_points(table)["M"] > rfm.cut_points(table, "median")["M"]
        orders, as_of = random_member_orders(np.random.default_rng(seed))
        assert (orders["付款日期"] == as_of).any() and (orders["付款日期"] > as_of).any()
        assert len(rfm.rfm_table(orders, as_of)) < orders["客户"].nunique()


# --- what cannot be analysed


def test_empty_tables_give_empty_tables() -> None:
    table = rfm.rfm_table(EMPTY, AS_OF)
    assert table.empty and list(table.columns) == ["客户", "R", "F", "M"]
    classes = rfm.classify(EMPTY, AS_OF)
    assert classes.empty and list(classes.columns[-2:]) == ["代码", "类别"]
    assert rfm.class_shares(classes).empty and rfm.add_scores(table).empty
    assert rfm.send_list(classes, "重要价值", 10, 1).empty
    assert rfm.above_median_only(table) == rfm.count_class(table) == 0
    assert all(math.isnan(point) for point in rfm.cut_points(table).values())


TABLE = customers(("甲", 1, 1, 1.0))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rfm.rfm_table(EMPTY.drop(columns="客户"), AS_OF), "缺少列：客户"),
        (lambda: rfm.rfm_table(EMPTY, "昨天"), "昨天.*不是一个日期"),
        (lambda: rfm.rfm_table(EMPTY, pd.NaT), "不是一个日期"),  # type: ignore[arg-type]
        (lambda: rfm.rfm_table(trades(("甲", "2021-01-01", OK, 1.0)).astype({"付款日期": str}), AS_OF),
         "日期时间"),
        (lambda: rfm.rfm_table(trades(("甲", "2021-01-01", OK, 1.0)).astype({"交易金额": str}), AS_OF),
         "应当是数字"),
        (lambda: rfm.add_levels(TABLE, "mode"), "mean"),  # type: ignore[arg-type]
        (lambda: rfm.add_levels(TABLE, {"R": 1, "F": 2}), "缺少：M"),
        (lambda: rfm.add_class(TABLE), "缺少列：R级"),
        (lambda: rfm.send_list(TABLE.assign(类别="甲"), "甲", 5, 0), "大于 0"),
        (lambda: rfm.send_list(TABLE.assign(类别="甲"), "甲", -5, 1), "负数"),
        (lambda: rfm.quintile_scores(TABLE["M"], groups=1), "两组"),
        (lambda: rfm.count_class(TABLE, "112"), "112"),
        (lambda: rfm.class_shares([1]), "list"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_unfit_input_is_refused_in_chinese(call: Any, words: str) -> None:
    with pytest.raises(WorkbookError, match=words):
        call()
