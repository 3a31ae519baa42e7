"""The tables on which lesson 05's answers are tried: the course's sheet, then tiny ones by hand.

The tiny tables have four columns. Their totals are exact in floating point, so that "more than 200"
has one answer.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.analysis import customer_table as ct
from helpers.checking.compare import Rule
from helpers.exercises.model import Case
from helpers.shop.course_sheet import FILE as DATASET
from helpers.shop.datasets import FOLDER
from helpers.shop.random_customer_table import COLUMNS, random_customer_table

__all__ = ["DATASET"]

CENTS = Rule(tolerance=0.006)
HIGH, MEDIUM, ORDINARY = ct.CLASSES
# which customers a condition holds for, from how often they bought and what they spent in yuan
Keep = Callable[["pd.Series[int]", "pd.Series[float]"], "pd.Series[bool]"]
Row = tuple[str, str, int, float]


@functools.cache
def the_sheet() -> pd.DataFrame:
    """The lesson's own data (shared: do not change)."""
    return pd.read_excel(FOLDER / DATASET, header=1)


@functools.cache
def the_classes() -> pd.DataFrame:
    """The same with the class of each customer (shared: do not change)."""
    return ct.classify(the_sheet())


def people(*rows: Row) -> pd.DataFrame:
    """Customers from (姓名, 性别, 近3个月总购买频次, 总消费金额/元)."""
    return pd.DataFrame(rows, columns=COLUMNS).astype({COLUMNS[2]: "int64", COLUMNS[3]: "float64"})


def level_table(*rows: tuple[str, str]) -> pd.DataFrame:
    """A lookup table from (客户类型, 服务级别)."""
    return pd.DataFrame(rows, columns=["客户类型", "服务级别"])


def high_rule(times: pd.Series[int], total: pd.Series[float]) -> pd.Series[bool]:
    """The course's first rule."""
    return (times >= 4) & (total > 200)


def medium_rule(times: pd.Series[int], total: pd.Series[float]) -> pd.Series[bool]:
    """The course's second rule."""
    return (times >= 2) & (times <= 3) & (total > 100)


def mask(customers: pd.DataFrame, keep: Keep) -> pd.Series[bool]:
    """A condition on the two columns of a table of customers."""
    return keep(customers["近3个月总购买频次"], customers["总消费金额/元"])


def classes(
    customers: pd.DataFrame,
    high: Keep = high_rule,
    medium: Keep = medium_rule,
    names: tuple[str, str, str] = (HIGH, MEDIUM, ORDINARY),
    medium_first: bool = False,
) -> pd.DataFrame:
    """The customers with a class each, by these conditions and under these names."""
    pairs = [(mask(customers, high), names[0]), (mask(customers, medium), names[1])]
    pairs = pairs[::-1] if medium_first else pairs
    found = np.select([one for one, _ in pairs], [name for _, name in pairs], default=names[2])
    return customers.assign(客户类型=found)


CLEAR: tuple[Row, ...] = (
    ("阿满", "女", 6, 512.5),
    ("小禾", "男", 2, 158.0),
    ("豆豆", "女", 1, 39.5),
    ("大禹", "男", 3, 187.5),
    ("佳佳", "女", 5, 298.0),
    ("晓雯", "女", 1, 58.0),
)


def lesson_case() -> Case:
    """The course's sheet."""
    return Case("sheet", "24 位客户", {"customers": the_sheet()})


def people_case(name: str, title: str, *rows: Row) -> Case:
    """A hand-made case of a function that takes customers."""
    return Case(name, title, {"customers": people(*rows)})


def clear_case() -> Case:
    """Nobody near a bound, nobody in a gap."""
    return people_case("clear", "没有人在边界上", *CLEAR)


def bound_cases() -> list[Case]:
    """Each bound of the two rules by itself."""
    return [
        people_case(
            "two_hundred", "200 元上下", ("小岚", "女", 8, 200.0), ("阿宁", "男", 5, 200.5)
        ),
        people_case("hundred", "100 元上下", ("邻居", "男", 3, 100.0), ("柳叶", "女", 2, 100.5)),
        people_case("four_times", "正好 4 次", ("茉莉", "女", 4, 250.0), ("豆豆", "男", 1, 45.0)),
        people_case("three_times", "正好 3 次", ("阿树", "男", 3, 230.0), ("豆豆", "男", 1, 45.0)),
        people_case("two_times", "正好 2 次", ("阿岚", "女", 2, 214.0), ("豆豆", "男", 1, 45.0)),
    ]


def gap_cases() -> list[Case]:
    """Those whom neither of the two rules names."""
    return [
        people_case(
            "often_little",
            "来得多、花得少",
            ("小包", "男", 7, 90.5),
            ("大川", "男", 4, 128.5),
            ("阿满", "女", 6, 512.5),
        ),
        people_case(
            "once_much",
            "只来过一次、花得多",
            ("团长", "女", 1, 268.0),
            ("小北", "男", 1, 126.0),
            ("路人", "女", 1, 100.0),
        ),
        people_case(
            "twice_little", "来过两三次、花得少", ("小茹", "女", 2, 92.5), ("海涛", "男", 3, 76.0)
        ),
        people_case(
            "all_high", "全是高价值客户", ("阿满", "女", 6, 512.5), ("佳佳", "女", 5, 298.0)
        ),
    ]


BOUND_NAMES = (*(case.name for case in bound_cases()), "once_much")
"""With these every wrong way to class customers shows: random cases belong to their part."""
GAP_NAMES = tuple(case.name for case in gap_cases() if case.name not in BOUND_NAMES)


def all_cases() -> list[Case]:
    """The sheet, then every hand-made table."""
    return [lesson_case(), clear_case(), *bound_cases(), *gap_cases()]


def random_people(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Arguments of a random case: customers."""
    return {"customers": random_customer_table(rng)}


def names_only(table: pd.DataFrame) -> pd.DataFrame:
    """The names alone."""
    return table[["姓名"]]


NAMES_ONLY_SAYS = "你只交回了姓名，别的列不见了。"
NAMES_ONLY_ASKS = "题目要的是留下这些行，每一行有几列？"
