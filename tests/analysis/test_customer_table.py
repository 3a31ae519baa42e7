from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import customer_table as ct
from helpers.errors import WorkbookError
from helpers.shop.course_sheet import course_sheet
from helpers.shop.random_customer_table import COLUMNS, random_customer_table

HIGH, MEDIUM, ORDINARY = ct.CLASSES
Row = tuple[str, int | None, float | None]


def people(*rows: Row) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["姓名", ct.TIMES, ct.TOTAL])
    table.insert(1, "性别", "女")
    return table.astype({ct.TIMES: "float64", ct.TOTAL: "float64"})


EMPTY = people().astype({"姓名": "str"})

ANYBODY = st.lists(
    st.tuples(
        st.sampled_from("甲乙丙丁戊"),
        st.one_of(st.none(), st.integers(0, 9)),
        st.one_of(st.none(), st.integers(0, 40_000).map(lambda cents: cents / 100)),
    ),
    max_size=30,
).map(lambda rows: people(*rows))
SHOPS = st.integers(0, 10**6).map(lambda seed: random_customer_table(np.random.default_rng(seed)))
TABLES = st.one_of(ANYBODY, SHOPS)


def plain_class(times: float, total: float, least: int = 2) -> str | None:
    """The rule once more, without pandas: whole cents."""
    if times != times or total != total:
        return None
    cents = round(total * 100)
    if times >= 4 and cents > 20_000:
        return HIGH
    if least <= times <= 3 and cents > 10_000:
        return MEDIUM
    return ORDINARY


def plain_classes(table: pd.DataFrame, least: int = 2) -> list[str | None]:
    return [plain_class(n, y, least) for n, y in zip(table[ct.TIMES], table[ct.TOTAL], strict=True)]


def known(column: pd.Series) -> list[str | None]:
    return [None if pd.isna(value) else value for value in column]


@pytest.mark.parametrize(
    ("times", "total", "name"),
    [
        (4, 200.00, ORDINARY), (4, 200.01, HIGH), (8, 200.00, ORDINARY), (5, 200.50, HIGH),
        (3, 100.00, ORDINARY), (3, 100.01, MEDIUM), (3, 500.0, MEDIUM), (2, 100.10, MEDIUM),
        (2, 100.00, ORDINARY), (1, 268.0, ORDINARY), (4, 128.5, ORDINARY), (0, 0.0, ORDINARY),
        (None, 300.0, None), (5, None, None),
    ],
)  # fmt: skip
def test_the_bounds_and_the_gaps(times: int | None, total: float | None, name: str | None) -> None:
    assert known(ct.customer_classes(people(("甲", times, total)))) == [name]


def test_the_sheet_of_the_course() -> None:
    sheet = course_sheet()
    summary = ct.class_summary(ct.classify(sheet))
    assert summary.values.tolist() == [
        [HIGH, 6, 2272.8],
        [MEDIUM, 7, 1178.2],
        [ORDINARY, 11, 1223.7],
    ]
    assert len(ct.unclassified(sheet)) == 11
    changes = ct.class_changes(sheet)
    assert changes["姓名"].tolist() == ["贺青禾", "鲁小北"]
    assert set(changes[ct.CLASS]) == {ORDINARY} and set(changes["另一种读法"]) == {MEDIUM}
    assert ct.outside_period(sheet).empty
    high = ct.customers_of_class(sheet, HIGH)["姓名"].tolist()
    assert high == ["沈若兰", "叶知秋", "穆晓棠", "白露", "苗秀英", "佟雅琴"]


def test_the_bounds_are_parameters() -> None:
    table = people(("甲", 3, 90.0), ("乙", 2, 60.0), ("丙", 1, 500.0))
    found = ct.customer_classes(table, high_total=80, high_times=3, medium_total=50, medium_to=2)
    assert found.tolist() == [HIGH, MEDIUM, ORDINARY]
    assert ct.customer_classes(table, medium_from=0).tolist() == [ORDINARY, ORDINARY, MEDIUM]
    with pytest.raises(WorkbookError, match="medium_up_to"):
        ct.classify(table, medium_up_to=3)  # type: ignore[call-arg]


def test_overlapping_bounds_ask_for_high_value_first() -> None:
    table = people(("甲", 3, 300.0))
    assert ct.customer_classes(table, high_times=2).tolist() == [HIGH]


def test_totals_are_compared_to_the_cent() -> None:
    total = sum([0.4] * 500)  # a little more than 200 in floats
    assert total > 200
    assert ct.customer_classes(people(("甲", 4, total))).tolist() == [ORDINARY]


def test_the_summary_is_exact_and_keeps_unknown_classes_last() -> None:
    table = people(*[("甲", 1, 0.1)] * 3, ("乙", 5, 300.0)).assign(
        **{ct.CLASS: ["其他", "其他", "其他", HIGH]}
    )
    assert ct.class_summary(table).values.tolist() == [[HIGH, 1, 300.0], ["其他", 3, 0.3]]


def test_a_level_is_looked_up_and_nobody_is_lost_or_doubled() -> None:
    classified = pd.DataFrame({"姓名": list("甲乙丙丁"), ct.CLASS: [MEDIUM, "企业", None, MEDIUM]})
    classified.index = [7, 7, 3, 1]
    found = ct.add_service_level(classified)
    assert found["姓名"].tolist() == list("甲乙丙丁") and list(found.index) == [7, 7, 3, 1]
    assert known(found[ct.LEVEL]) == ["优先回复", None, None, "优先回复"]
    again = ct.add_service_level(found)  # a level that is there already is looked up anew
    pd.testing.assert_frame_equal(again, found)


def test_a_class_twice_in_the_lookup_is_refused() -> None:
    levels = pd.DataFrame({ct.CLASS: [HIGH, HIGH], ct.LEVEL: ["一级", "二级"]})
    with pytest.raises(WorkbookError, match="高价值客户”出现了不止一次"):
        ct.add_service_level(pd.DataFrame({ct.CLASS: [HIGH]}), levels)


def test_days_outside_the_period() -> None:
    days = {"第一次购买日期": ["2019-04-30", "2019-05-01", "2019-06-30 23:59", "2019-05-02"],
            "第二次购买日期": [None, "2019-06-30", None, "2019-07-01"],
            "第三次购买日期": [None, None, None, None]}  # fmt: skip
    table = pd.DataFrame(
        {name: pd.to_datetime(pd.Series(one), format="mixed") for name, one in days.items()}
    )
    assert list(ct.outside_period(table).index) == [0, 3]
    with pytest.raises(WorkbookError, match="早于"):
        ct.outside_period(table, first=ct.LAST_DAY, last=ct.FIRST_DAY)
    with pytest.raises(WorkbookError, match="日期时间"):
        ct.outside_period(table.astype({"第一次购买日期": str}))


def test_the_workbooks_sheets() -> None:
    book = ct.customer_workbook(course_sheet())
    assert list(book) == [HIGH, MEDIUM, "客户管理表"]
    assert [len(table) for table in book.values()] == [6, 7, 24]
    whole = book["客户管理表"]
    assert list(whole.columns) == ["姓名", "性别", ct.TIMES, ct.TOTAL, ct.CLASS, ct.LEVEL]
    assert book[HIGH]["姓名"].tolist() == whole.loc[whole[ct.CLASS] == HIGH, "姓名"].tolist()
    with pytest.raises(WorkbookError, match="没有“大客户”这一类"):
        ct.customers_of_class(course_sheet(), "大客户")


def test_an_empty_table_is_no_error() -> None:
    for function in (ct.classify, ct.unclassified, ct.class_changes, ct.management_table):
        assert function(EMPTY).empty
    assert list(ct.management_table(EMPTY).columns) == list(ct.TABLE_COLUMNS)
    assert ct.class_summary(ct.classify(EMPTY)).empty
    assert all(table.empty for table in ct.customer_workbook(EMPTY).values())
    dates = pd.DataFrame(columns=list(ct.DATES))
    assert ct.outside_period(dates).empty


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (EMPTY.drop(columns=ct.TOTAL), "缺少列：总消费金额/元"),
        (people(("甲", 1, 1.0)).astype({ct.TOTAL: str}), "总消费金额/元”列应当是数字"),
        ([1, 2], "list"),
    ],
)
def test_unfit_input_is_refused_in_chinese(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(WorkbookError, match=words):
        ct.management_table(table.assign(性别="女") if isinstance(table, pd.DataFrame) else table)


@given(TABLES)
@settings(deadline=None, max_examples=60)
def test_agrees_with_plain_python(table: pd.DataFrame) -> None:
    classes = plain_classes(table)
    assert known(ct.classify(table)[ct.CLASS]) == classes
    nowhere = [name for name, one in zip(table["姓名"], classes, strict=True) if one == ORDINARY]
    assert ct.unclassified(table)["姓名"].tolist() == nowhere
    other = plain_classes(table, least=0)
    moved = [name for name, a, b in zip(table["姓名"], classes, other, strict=True) if a and a != b]
    assert ct.class_changes(table)["姓名"].tolist() == moved
    lookup = dict(zip(ct.CLASSES, ["专属客服", "优先回复", "常规回复"], strict=True))
    levels = [lookup.get(one) if one else None for one in classes]
    assert known(ct.management_table(table)[ct.LEVEL]) == levels


@given(TABLES)
@settings(deadline=None, max_examples=60)
def test_the_classes_are_a_partition(table: pd.DataFrame) -> None:
    parts = [ct.customers_of_class(table, name) for name in ct.CLASSES]
    blank = table[[ct.TIMES, ct.TOTAL]].isna().any(axis=1).sum()
    assert sum(map(len, parts)) + blank == len(table)
    positions = table.reset_index(drop=True)
    places = [set(ct.customers_of_class(positions, name).index) for name in ct.CLASSES]
    assert not places[0] & places[1] and not places[1] & places[2] and not places[0] & places[2]
    summary = ct.class_summary(ct.classify(table))
    assert summary["人数"].sum() == sum(map(len, parts))
    known_rows = table.dropna(subset=[ct.TIMES, ct.TOTAL])
    assert round(summary["消费合计"].sum() * 100) == round(known_rows[ct.TOTAL].sum() * 100)


@given(TABLES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_row_order_and_index_do_not_matter_and_the_input_stays(table: pd.DataFrame, rnd) -> None:  # type: ignore[no-untyped-def]
    before = table.copy(deep=True)
    order = list(range(len(table)))
    rnd.shuffle(order)
    other = table.iloc[order].set_axis([0] * len(table))
    for function in (ct.classify, ct.unclassified, ct.class_changes, ct.management_table):
        one, two = function(table), function(other)
        rows = (sorted(map(repr, t.itertuples(index=False, name=None))) for t in (one, two))
        first, second = rows
        assert first == second
    pd.testing.assert_frame_equal(
        ct.class_summary(ct.classify(table)), ct.class_summary(ct.classify(other))
    )
    pd.testing.assert_frame_equal(table, before)


@given(st.integers(0, 10**6))
@settings(deadline=None, max_examples=40)
def test_random_tables_hold_each_trap(seed: int) -> None:
    table = random_customer_table(np.random.default_rng(seed))
    assert list(table.columns) == COLUMNS and table["姓名"].is_unique
    often, total = table[ct.TIMES], table[ct.TOTAL]
    assert ((often >= 4) & (total == 200)).any() and (often.isin([2, 3]) & (total == 100)).any()
    assert ((often == 1) & (total > 100)).any()
    assert set(ct.customer_classes(table)) == set(ct.CLASSES)
    assert ((total * 4) % 1 == 0).all()
