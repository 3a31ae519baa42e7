from __future__ import annotations

import math
from collections import defaultdict
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import rfm
from helpers.analysis.tables import cents
from tests.analysis.rfm_tables import (
    AS_OF,
    CLOSED,
    CUSTOMERS,
    OK,
    SHIPPED,
    TRADES,
    customers,
    trades,
)

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
