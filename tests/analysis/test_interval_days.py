from __future__ import annotations

import math
from collections import defaultdict
from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import interval_days as iv
from helpers.errors import WorkbookError
from helpers.shop.course_sheet import DATES, course_sheet
from helpers.shop.random_intervals import random_customers
from helpers.shop.random_tables import random_trades

D, E, F = DATES
TIMES = "近3个月总购买频次"


def sheet(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=DATES[: len(rows[0])] if rows else DATES, dtype="object")
    for column in table:
        table[column] = pd.to_datetime(table[column])
    return table


EMPTY = sheet()
SHEETS = st.integers(0, 10**6).map(lambda seed: random_customers(np.random.default_rng(seed)))


def plain(first: object, second: object) -> float:
    """One interval once more, with nothing but Python's own dates."""
    if pd.isna(first) or pd.isna(second):  # type: ignore[call-overload]
        return float("nan")
    return float((pd.Timestamp(second).date() - pd.Timestamp(first).date()).days)  # type: ignore[arg-type]


def same(one: list[float], other: list[float]) -> bool:
    return bool(np.array_equal(np.array(one, float), np.array(other, float), equal_nan=True))


def test_intervals_by_hand() -> None:
    table = sheet(
        ("2019-05-05", "2019-06-12", None),  # May has 31 days
        ("2019-05-03", "2019-05-03", "2019-06-01"),  # the same day is 0
        ("2019-05-13", None, None),
        ("2019-06-10", "2019-06-01", None),  # the wrong way round stays visible
    )
    assert same(iv.interval_days(table, D, E).tolist(), [38, 0, math.nan, -9])
    assert same(iv.interval_days(table, E, F).tolist(), [math.nan, 29, math.nan, math.nan])
    assert iv.interval_days(table, D, E, "0").tolist() == [38, 0, 0, 0]
    both = iv.interval_table(table, DATES)
    assert list(both.columns) == ["第一二次购买间隔天数", "第二三次购买间隔天数"]
    assert iv.excel_days(table, D, E).tolist() == [38, 0, -43598, -9]
    assert iv.excel_days(table, E, F).tolist() == [-43628, 29, 0, -43617]


def test_the_time_of_day_does_not_count() -> None:
    table = sheet(
        ("2019-05-01 23:59", "2019-05-02 00:01"), ("2019-05-01 00:01", "2019-05-02 23:59")
    )
    assert iv.interval_days(table, D, E).tolist() == [1, 1]
    assert iv.excel_days(table, D, E).tolist() == [1, 1]
    assert iv.silent_days(table, [D, E], "2019-05-04 12:00").tolist() == [2, 2]


def test_excels_day_0_is_that_of_openpyxl() -> None:
    from openpyxl.utils.datetime import to_excel

    assert (
        (datetime(2019, 5, 1) - pd.Timestamp(iv.EXCEL_DAY_0)).days
        == to_excel(date(2019, 5, 1))
        == 43586
    )


def test_the_courses_zero_pulls_the_mean_down() -> None:
    table = course_sheet()
    assert iv.interval_summary(table, D, E) == pytest.approx(
        {"有间隔": 18, "没有间隔": 6, "缺失的平均": 251 / 18, "填0的平均": 251 / 24}
    )
    assert iv.interval_summary(table, E, F) == pytest.approx(
        {"有间隔": 13, "没有间隔": 11, "缺失的平均": 164 / 13, "填0的平均": 164 / 24}
    )
    assert iv.mean_interval(table, DATES) == pytest.approx(415 / 31)
    assert iv.mean_interval(table, DATES, "0") == pytest.approx(415 / 48)
    assert iv.excel_days(table, E, F).mean() == pytest.approx(-9081.083, abs=1e-3)


def test_silence_is_not_known_where_purchases_are_not_shown() -> None:
    table = sheet(("2019-05-01", "2019-05-11", None), ("2019-05-01", "2019-05-02", "2019-05-03"))
    table = table.assign(次=[2, 5])
    assert iv.last_purchase(table, DATES).tolist() == list(
        pd.to_datetime(["2019-05-11", "2019-05-03"])
    )
    assert same(iv.silent_days(table, DATES, "2019-05-31", "次").tolist(), [20, math.nan])
    assert same(iv.silent_days(table, DATES, "2019-05-31").tolist(), [20, 28])


def test_due_on_the_day_itself() -> None:
    last = sheet(("2019-06-16",), ("2019-06-17",), (None,), ("2019-05-01",))
    found = iv.due_customers(last, "2019-06-30", 14, column=D)
    assert list(found.index) == [0, 3]
    assert found["预计日期"].tolist() == list(pd.to_datetime(["2019-06-30", "2019-05-15"]))
    assert iv.due_customers(last, "2019-06-30", 13.5, column=D).index.tolist() == [0, 3]


def test_gaps_by_hand() -> None:
    orders = pd.DataFrame(
        [("乙", "2019-05-03 09:00"), ("甲", "2019-05-01 22:00"), ("甲", "2019-05-09 08:00"),
         ("甲", "2019-05-09 20:00"), (None, "2019-05-02 08:00"), ("乙", None)],
        columns=["客户", "下单时间"],
    ).astype({"下单时间": "datetime64[ns]"})  # fmt: skip
    found = iv.gaps_from_orders(orders)
    assert found["客户"].tolist() == ["乙", "甲", "甲", "甲"]
    assert same(found["间隔天数"].tolist(), [math.nan, math.nan, 8, 0])
    assert list(found.columns) == ["客户", "下单时间", "上次时间", "间隔天数"]


def test_names_of_intervals() -> None:
    assert [iv.interval_name(n) for n in (2, 9, 10)] == [
        "第二三次购买间隔天数", "第九十次购买间隔天数", "第10、11次购买间隔天数",
    ]  # fmt: skip


def test_an_empty_table_is_no_error() -> None:
    for table in (EMPTY, pd.DataFrame(columns=DATES)):
        assert iv.interval_table(table, DATES).empty and iv.excel_days(table, D, E).empty
        assert math.isnan(iv.mean_interval(table, DATES))
        assert math.isnan(iv.mean_interval(table, DATES, "0"))
        assert iv.silent_days(table, DATES, "2019-06-30").empty
        assert iv.due_customers(table, "2019-06-30", 14, D).empty
        assert iv.interval_summary(table, D, E)["有间隔"] == 0
    assert iv.gaps_from_orders(pd.DataFrame(columns=["客户", "下单时间"])).empty


def test_a_purchase_that_nobody_made_is_a_column_without_a_type() -> None:
    table = sheet(("2019-05-01", "2019-05-02")).assign(**{F: [None]})
    assert iv.interval_table(table, DATES)["第二三次购买间隔天数"].isna().all()
    assert iv.excel_days(table, E, F).tolist() == [-43587]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (EMPTY.drop(columns=E), "缺少列：第二次购买日期"),
        (sheet(("2019-05-01", "2019-05-02")).astype({E: str}), "第二次购买日期”列应当是日期"),
        (sheet(("2019-05-01", "2019-05-02")).assign(**{D: [43586]}), "第一次购买日期”列应当是日期"),
        ([1, 2], "list"),
    ],
)
def test_unfit_input_is_refused_in_chinese(table: pd.DataFrame, words: str) -> None:
    for function in (iv.interval_days, iv.excel_days, iv.interval_summary):
        with pytest.raises(WorkbookError, match=words):
            function(table, D, E)


def test_unfit_parameters_are_refused_in_chinese() -> None:
    with pytest.raises(WorkbookError, match="至少要两列"):
        iv.interval_table(EMPTY, [D])
    with pytest.raises(WorkbookError, match="只能写"):
        iv.interval_days(EMPTY, D, E, "没有")  # type: ignore[arg-type]


@given(SHEETS)
@settings(deadline=None, max_examples=40)
def test_agrees_with_plain_python(table: pd.DataFrame) -> None:
    rows = table.to_dict("records")
    for earlier, later in ((D, E), (E, F), (D, F)):
        days = [plain(row[earlier], row[later]) for row in rows]
        assert same(iv.interval_days(table, earlier, later).tolist(), days)
        known = [day for day in days if day == day]
        found = iv.interval_summary(table, earlier, later)
        assert found["有间隔"] == len(known)
        if known:
            assert found["缺失的平均"] == pytest.approx(sum(known) / len(known))
            assert found["填0的平均"] == pytest.approx(sum(known) / len(days))
    pooled = [d for row in rows for d in (plain(row[D], row[E]), plain(row[E], row[F])) if d == d]
    assert iv.mean_interval(table, DATES) == pytest.approx(sum(pooled) / len(pooled))


@given(SHEETS)
@settings(deadline=None, max_examples=40)
def test_identities_and_bounds(table: pd.DataFrame) -> None:
    one, two = iv.interval_days(table, D, E), iv.interval_days(table, E, F)
    whole = iv.interval_days(table, D, F)
    both = one.notna() & two.notna()
    assert ((one + two)[both] == whole[both]).all()
    trap = iv.excel_days(table, D, E)
    assert (trap[one.notna()] == one[one.notna()]).all()
    assert (trap[one.isna() & table[D].notna()] < -40_000).all()
    assert same(trap.clip(lower=0).tolist(), iv.interval_days(table, D, E, "0").tolist())
    assert iv.mean_interval(table, DATES, "0") <= iv.mean_interval(table, DATES)
    silent = iv.silent_days(table, DATES, "2019-06-30", TIMES)
    assert silent.isna().eq(table[TIMES] > 3).all() and (silent.dropna() >= 0).all()


@given(SHEETS, st.integers(0, 60))
@settings(deadline=None, max_examples=30)
def test_due_and_not_due_are_everybody_who_is_known(table: pd.DataFrame, days: int) -> None:
    last = table.assign(最近购买日期=iv.last_purchase(table, DATES, TIMES))
    silent = iv.silent_days(table, DATES, "2019-06-30", TIMES)
    found = iv.due_customers(last, "2019-06-30", days)
    assert set(found.index) == set(silent[silent >= days].index)
    assert set(iv.due_customers(last, "2019-06-30", days + 1).index) <= set(found.index)


@given(SHEETS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_row_order_and_index_do_not_matter_and_the_input_stays(table: pd.DataFrame, rnd) -> None:  # type: ignore[no-untyped-def]
    before = table.copy(deep=True)
    order = list(range(len(table)))
    rnd.shuffle(order)
    other = table.iloc[order].set_axis([0] * len(table))
    for pair in ((D, E), (E, F)):
        assert same(
            iv.interval_days(table, *pair).iloc[order].tolist(),
            iv.interval_days(other, *pair).tolist(),
        )
        assert iv.interval_summary(table, *pair) == pytest.approx(
            iv.interval_summary(other, *pair), nan_ok=True
        )
    assert same(
        iv.silent_days(table, DATES, "2019-06-30", TIMES).iloc[order].tolist(),
        iv.silent_days(other, DATES, "2019-06-30", TIMES).tolist(),
    )
    pd.testing.assert_frame_equal(table, before)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=30)
def test_gaps_agree_with_a_loop_and_with_the_sheet(seed: int) -> None:
    trades = random_trades(np.random.default_rng(seed))
    last: dict[str, date] = {}
    expected: dict[str, list[float]] = defaultdict(list)
    for row in sorted(trades.to_dict("records"), key=lambda r: r["下单时间"]):
        name, day = row["客户"], row["下单时间"].date()
        expected[name].append((day - last[name]).days if name in last else math.nan)
        last[name] = day
    shuffled = trades.sample(frac=1, random_state=seed).set_axis([7] * len(trades))
    found = iv.gaps_from_orders(shuffled)
    assert len(found) == len(trades)
    for name, group in found.groupby("客户"):
        assert same(group["间隔天数"].tolist(), expected[str(name)])


def test_gaps_of_the_sheet_written_as_orders() -> None:
    table = course_sheet()
    orders = table.melt(id_vars="姓名", value_vars=DATES, value_name="下单时间")
    gaps = iv.gaps_from_orders(orders, customer="姓名")["间隔天数"].dropna()
    assert sorted(gaps) == sorted(iv.interval_table(table, DATES).stack().dropna())
