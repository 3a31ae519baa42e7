from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import rfm, states
from helpers.analysis.tables import cents
from helpers.errors import WorkbookError
from helpers.shop.random_rfm import random_member_orders, random_rfm

OK, CLOSED, SHIPPED = states.SUCCESS, states.CLOSED, states.SHIPPED
AS_OF = "2021-12-31"


def trades(*rows: tuple[str | None, str | None, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["客户", "付款日期", "交易状态", "交易金额"])
    return table.assign(付款日期=pd.to_datetime(table["付款日期"]))


def customers(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["客户", "R", "F", "M"])


EMPTY = trades().astype({"付款日期": "datetime64[s]"})
ANY_TRADES = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", "丁", "b", "A"]),
        st.dates(date(2020, 1, 1), date(2022, 3, 1)).map(str),
        st.sampled_from(states.STATES),
        st.integers(0, 9000).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=30,
).map(lambda rows: trades(*rows))
SHOP_TRADES = st.integers(0, 10**6).map(lambda s: random_member_orders(np.random.default_rng(s))[0])
TRADES = st.one_of(ANY_TRADES, SHOP_TRADES)
# few different values: many ties, also with the mean
CUSTOMERS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(0, 500).map(lambda c: c / 100)),
    min_size=1,
    max_size=25,
).map(lambda rows: customers(*[(f"客{n:02}", *row) for n, row in enumerate(rows)]))


# --- R, F, M


def test_rfm_by_hand() -> None:
    table = trades(
        ("乙", "2021-12-01", OK, 10.1), ("乙", "2021-11-30", OK, 0.2),
        ("甲", "2021-12-31", OK, 5.0), ("甲", "2021-12-31", OK, 7.5),
        ("甲", "2022-01-01", OK, 99.0), ("乙", "2021-12-20", CLOSED, 50.0),
        ("丙", "2021-12-20", SHIPPED, 50.0), ("丁", None, OK, 8.0), (None, "2021-12-20", OK, 8.0),
    )  # fmt: skip
    found = rfm.rfm_table(table, AS_OF)
    assert list(found.columns) == ["客户", "R", "F", "M"]
    assert found.values.tolist() == [["乙", 30, 2, 10.3], ["甲", 0, 2, 12.5]]


def test_days_are_calendar_days() -> None:
    table = trades(("甲", "2021-12-30 23:50", OK, 5.0), ("乙", "2021-12-31 08:00", OK, 5.0))
    assert rfm.rfm_table(table, "2021-12-31 00:05")["R"].tolist() == [0, 1]


def test_a_blank_amount_adds_nothing() -> None:
    table = trades(("甲", "2021-12-30", OK, math.nan), ("甲", "2021-12-29", OK, 3.0))
    assert rfm.rfm_table(table, AS_OF).values.tolist() == [["甲", 1, 2, 3.0]]


def test_state_and_column_of_dates_are_parameters() -> None:
    table = trades(("甲", "2021-12-30", CLOSED, 4.0)).rename(columns={"付款日期": "成交时间"})
    found = rfm.rfm_table(table, AS_OF, state=CLOSED, when="成交时间")
    assert found.values.tolist() == [["甲", 1, 1, 4.0]]


@given(TRADES, st.dates(date(2020, 6, 1), date(2022, 1, 1)))
@settings(deadline=None, max_examples=60)
def test_rfm_agrees_with_plain_python(table: pd.DataFrame, day: date) -> None:
    mine: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in table.to_dict("records"):
        if row["交易状态"] == "交易成功" and row["付款日期"].date() <= day:
            mine[row["客户"]].append((row["付款日期"].date(), round(row["交易金额"] * 100)))
    expected = [
        (name, (day - max(d for d, _ in rows)).days, len(rows), sum(c for _, c in rows) / 100)
        for name, rows in sorted(mine.items())
    ]
    found = rfm.rfm_table(table, str(day))
    assert list(found.itertuples(index=False, name=None)) == expected


@given(TRADES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_order_and_index_do_not_matter_and_the_input_stays(table: pd.DataFrame, rnd: Any) -> None:
    before = table.copy(deep=True)
    order = list(range(len(table)))
    rnd.shuffle(order)
    other = table.iloc[order].set_axis([0] * len(table))
    for function in (
        lambda t: rfm.rfm_table(t, AS_OF),
        lambda t: rfm.classify(t, AS_OF, "median"),
        lambda t: rfm.class_shares(rfm.classify(t, AS_OF)),
        lambda t: rfm.add_scores(rfm.rfm_table(t, AS_OF)),
        lambda t: rfm.send_list(rfm.classify(t, AS_OF), "重要价值", 3, 1),
    ):
        pd.testing.assert_frame_equal(function(table), function(other))
    pd.testing.assert_frame_equal(table, before)


@given(TRADES)
@settings(deadline=None, max_examples=40)
def test_a_later_analysis_date_only_ages_those_who_stayed_away(table: pd.DataFrame) -> None:
    early = rfm.rfm_table(table, "2021-06-30").set_index("客户")
    late = rfm.rfm_table(table, "2021-07-10").set_index("客户").loc[early.index]
    same = late["F"] == early["F"]
    assert (late["F"] >= early["F"]).all()
    assert (late["R"][same] == early["R"][same] + 10).all()
    assert (late["R"][~same] < 10).all()


# --- levels and classes


def test_the_mean_itself_is_low_and_few_days_are_high() -> None:
    table = customers(("甲", 10, 1, 20.0), ("乙", 20, 2, 30.0), ("丙", 30, 3, 40.0))
    found = rfm.add_levels(table)
    assert found["R级"].tolist() == ["高", "低", "低"]
    assert found["F级"].tolist() == found["M级"].tolist() == ["低", "低", "高"]
    assert rfm.cut_points(table) == {"R": 20, "F": 2, "M": 30}


def test_a_sum_that_equals_the_mean_is_not_more_than_it() -> None:
    amounts = [0.1, 0.2, 0.3]  # float mean 0.20000000000000004 or less than 0.2
    table = customers(*[(f"客{n}", 1, 1, m) for n, m in enumerate(amounts)])
    assert rfm.add_levels(table)["M级"].tolist() == ["低", "低", "高"]


def test_cuts_mean_median_and_ones_own() -> None:
    table = customers(("甲", 1, 1, 1.0), ("乙", 2, 2, 2.0), ("丙", 9, 9, 90.0))
    assert rfm.cut_points(table, "median") == {"R": 2, "F": 2, "M": 2}
    own = rfm.add_levels(table, {"R": 9.5, "F": 8, "M": 1.99})
    assert (own["R级"] + own["F级"] + own["M级"]).tolist() == ["高低低", "高低高", "高高高"]


def test_the_eight_names() -> None:
    codes = [f"{r}{f}{m}" for r in "10" for f in "10" for m in "10"]
    assert sorted(rfm.CLASSES) == sorted(codes)
    names = rfm.class_names().set_index("代码")["类别"]
    assert (names["高低高"], names["低高高"], names["低低低"]) == (
        "重要发展",
        "重要保持",
        "一般挽留",
    )
    assert all((code[2] == "1") == name.startswith("重要") for code, name in rfm.CLASSES.items())


def test_classes_by_hand_and_by_another_table_of_names() -> None:
    table = customers(("甲", 1, 9, 90.0), ("乙", 9, 1, 1.0), ("丙", 8, 8, 80.0))
    levelled = rfm.add_levels(table)
    assert rfm.add_class(levelled)["类别"].tolist() == ["重要价值", "一般挽留", "重要保持"]
    names = pd.DataFrame({"代码": ["高高高"], "类别": ["金牌"]})
    found = rfm.add_class(levelled, names)["类别"]
    assert found[0] == "金牌" and found[1:].isna().all()


def test_missing_values_have_no_level_no_class_no_score() -> None:
    table = customers(("甲", math.nan, 2, 5.0), ("乙", 3, 4, 9.0), ("丙", 5, 1, 1.0))
    found = rfm.add_class(rfm.add_levels(table))
    assert pd.isna(found.loc[0, "R级"]) and found.loc[0, "F级"] == "低"
    assert pd.isna(found.loc[0, "类别"]) and found.loc[1, "类别"] == "重要价值"
    assert rfm.quintile_scores(table["R"], groups=2).isna().tolist() == [True, False, False]


@given(CUSTOMERS, st.sampled_from(["mean", "median"]))
@settings(deadline=None, max_examples=60)
def test_levels_agree_with_whole_numbers(table: pd.DataFrame, cut: Any) -> None:
    """Once more without division: n·x against the sum, in cents; the two middle ones for the median."""
    found = rfm.add_levels(table, cut)
    for name, level in zip("RFM", rfm.LEVELS, strict=True):
        values = [round(v * 100) for v in table[name]]
        ordered, n = sorted(values), len(values)
        twice = 2 * sum(values) if cut == "mean" else ordered[(n - 1) // 2] + ordered[n // 2]
        size = n if cut == "mean" else 1
        sign = -1 if name == "R" else 1
        expected = ["高" if sign * (2 * size * v - twice) > 0 else "低" for v in values]
        assert found[level].tolist() == expected


@given(CUSTOMERS)
@settings(deadline=None, max_examples=60)
def test_the_classes_are_a_partition(table: pd.DataFrame) -> None:
    found = rfm.add_class(rfm.add_levels(table))
    assert found["类别"].isin(list(rfm.CLASSES.values())).all()
    shares = rfm.class_shares(found)
    assert shares["人数"].sum() == len(table)
    assert round(shares["金额"].sum() * 100) == round(table["M"].sum() * 100)
    assert shares["金额占比"].isna().all() or shares["金额占比"].sum() == pytest.approx(1)
    assert sum(rfm.count_class(table, code) for code in rfm.CLASSES) == len(table)
    counted = {rfm.CLASSES[code]: rfm.count_class(table, code) for code in rfm.CLASSES}
    assert dict(zip(shares["类别"], shares["人数"], strict=True)) == {
        name: n for name, n in counted.items() if n
    }


@given(CUSTOMERS)
@settings(deadline=None, max_examples=60)
def test_nobody_but_those_between_loses_by_the_mean(table: pd.DataFrame) -> None:
    for measure in rfm.MEASURES:
        values = table[measure]
        by_median = (cents(values) > cents(values).median()).sum()
        by_mean = (cents(values) > cents(values).mean()).sum()
        between = rfm.above_median_only(table, measure)
        assert between == max(by_median - by_mean, 0)


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
