"""The tables on which lesson 06's answers are tried: the course's sheet, then tiny ones by hand."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.interval_days import interval_days, last_purchase
from helpers.exercises.model import Case
from helpers.shop.course_sheet import DATES, FILE
from helpers.shop.datasets import FOLDER
from helpers.shop.random_intervals import random_customers

DATASET = FILE
TIMES = "近3个月总购买频次"
GAPS = ["第一二次购买间隔天数", "第二三次购买间隔天数"]
AS_OF = pd.Timestamp("2019-06-30")
DAYS = 14
D, E, F = DATES
Row = tuple[str, str, str, str]


@functools.cache
def customers() -> pd.DataFrame:
    """The lesson's own data (shared: do not change)."""
    return pd.read_excel(FOLDER / DATASET, header=1)


def dates_table(*rows: Row) -> pd.DataFrame:
    """A sheet from (姓名, first, second, third purchase as month-day of 2019, or "")."""
    table = pd.DataFrame(rows, columns=["姓名", *DATES])
    for column in DATES:
        full = ("2019-" + table[column]).where(table[column] != "")
        table[column] = pd.to_datetime(full).astype("datetime64[us]")
    return table


def pair_case(name: str, title: str, *rows: Row, pair: tuple[str, str] = (D, E)) -> Case:
    """A hand-made case of a function that takes a sheet and two of its columns."""
    args = {"sheet": dates_table(*rows), "earlier": pair[0], "later": pair[1]}
    return Case(name, title, args)


def lesson_pair() -> Case:
    """The course's sheet, first and second purchase."""
    return Case("course", "课程的 24 位客户", {"sheet": customers(), "earlier": D, "later": E})


_FULL: tuple[Row, ...] = (
    ("小满", "05-02", "05-12", "05-19"),
    ("晓晓", "05-06", "05-09", "05-22"),
    ("老韩", "05-03", "05-07", "05-20"),
)
_BLANK: tuple[Row, ...] = (
    ("小满", "05-04", "05-14", "05-16"),
    ("阿澈", "05-11", "", ""),
    ("晓晓", "05-02", "05-05", ""),
    ("老韩", "05-09", "05-13", "05-24"),
)
_SAME_DAY: tuple[Row, ...] = (
    ("小满", "05-08", "05-08", "05-10"),
    ("晓晓", "05-03", "05-10", "05-10"),
    ("阿木", "05-20", "05-24", ""),
)
_MAY: tuple[Row, ...] = (
    ("小满", "05-24", "06-03", "06-11"),
    ("老韩", "05-31", "06-07", ""),
    ("晓晓", "05-10", "06-10", "06-21"),
)
_NOBODY: tuple[Row, ...] = (
    ("阿澈", "05-11", "", ""),
    ("阿木", "06-02", "", ""),
    ("小满", "05-19", "", ""),
    ("老韩", "06-08", "", ""),
)


def pair_cases() -> list[Case]:
    """A sheet and two columns: each trap by itself."""
    return [
        lesson_pair(),
        pair_case("full", "每个人都有日期", *_FULL),
        pair_case("over_may", "跨过五月底", *_MAY),
        pair_case("blank", "有人没有再来", *_BLANK),
        pair_case("same_day", "同一天买了两次", *_SAME_DAY),
        pair_case("other_pair", "换成第二次和第三次", *_BLANK, pair=(E, F)),
        pair_case("nobody", "谁也没有再来", *_NOBODY),
    ]


def mean_cases() -> list[Case]:
    """Those of ``pair_cases``, and one with a real 0 beside one that Excel makes up."""
    rows = (
        ("小满", "05-08", "05-18", "05-18"),
        ("阿澈", "05-11", "", ""),
        ("晓晓", "05-02", "05-05", ""),
        ("老韩", "05-03", "05-07", "05-20"),
        ("阿木", "05-01", "05-06", "05-16"),
    )
    later = pair_case("same_day_later", "第二次和第三次在同一天", *rows, pair=(E, F))
    return [*pair_cases(), later]


def sheet_cases() -> list[Case]:
    """The same sheets, all columns at once."""
    rows = (
        ("full", "每个人都有日期", _FULL),
        ("over_may", "跨过五月底", _MAY),
        ("blank", "有人没有再来", _BLANK),
        ("same_day", "同一天买了两次", _SAME_DAY),
        ("nobody", "谁也没有再来", _NOBODY),
    )
    own = Case("course", "课程的 24 位客户", {"sheet": customers()})
    return [own, *(Case(name, title, {"sheet": dates_table(*r)}) for name, title, r in rows)]


def gap_table(*rows: tuple[str, float | None, float | None]) -> pd.DataFrame:
    """A table of intervals from (姓名, days, days); None is missing."""
    table = pd.DataFrame(rows, columns=["姓名", *GAPS])
    return table.astype(dict.fromkeys(GAPS, "float64"))


def course_gaps() -> pd.DataFrame:
    """The intervals of the course's 24 customers."""
    sheet = customers()
    one, two = interval_days(sheet, D, E), interval_days(sheet, E, F)
    return pd.DataFrame({"姓名": sheet["姓名"], GAPS[0]: one, GAPS[1]: two})


def known_table(*rows: tuple[str, int, str]) -> pd.DataFrame:
    """A table of customers from (姓名, how often, latest known purchase as month-day)."""
    table = pd.DataFrame(rows, columns=["姓名", TIMES, "最近购买日期"])
    dates = pd.to_datetime("2019-" + table["最近购买日期"]).astype("datetime64[us]")
    return table.assign(最近购买日期=dates)


def known_of(sheet: pd.DataFrame) -> pd.DataFrame:
    """The latest purchase that a sheet shows."""
    latest = last_purchase(sheet, DATES).astype("datetime64[us]")
    return sheet[["姓名", TIMES]].assign(最近购买日期=latest)


def known_case(
    name: str, title: str, *rows: tuple[str, int, str], as_of: str = "06-30", days: int = DAYS
) -> Case:
    """A hand-made case of who is due."""
    day = pd.Timestamp(f"2019-{as_of}")
    return Case(name, title, {"known": known_table(*rows), "as_of": day, "days": days})


def known_cases() -> list[Case]:
    """Customers, the day of the analysis and the days after which one comes back."""
    own = {"known": known_of(customers()), "as_of": AS_OF, "days": DAYS}
    return [
        Case("course", "课程的 24 位客户", own),
        known_case(
            "clear",
            "一个早该来了，一个刚来过",
            ("小满", 2, "05-20"),
            ("晓晓", 1, "06-25"),
            ("老韩", 2, "06-02"),
        ),
        known_case(
            "exactly",
            "正好 14 天",
            ("小满", 1, "06-16"),
            ("晓晓", 3, "06-17"),
            ("老韩", 2, "06-15"),
        ),
        known_case(
            "often",
            "有人买了不止三次",
            ("小满", 3, "05-19"),
            ("素素", 8, "05-19"),
            ("阿木", 4, "05-15"),
            ("晓晓", 2, "06-29"),
        ),
        known_case(
            "other_day",
            "换一天，换一个天数",
            ("小满", 1, "05-21"),
            ("晓晓", 2, "05-29"),
            ("老韩", 3, "05-11"),
            as_of="06-05",
            days=10,
        ),
        known_case("nobody", "还没有人到日子", ("晓晓", 2, "06-28"), ("阿澈", 1, "06-30")),
    ]


def random_sheet(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: a sheet."""
    return {"sheet": random_customers(rng)}


def random_pair(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: a sheet and two neighbouring columns."""
    first = int(rng.integers(0, 2))
    return {
        "sheet": random_customers(rng),
        "earlier": DATES[first],
        "later": DATES[first + 1],
    }


def random_known(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: the latest purchases, a day, and a number of days."""
    days = int(rng.choice([14, 14, 7, 20]))
    return {"known": known_of(random_customers(rng)), "as_of": AS_OF, "days": days}
