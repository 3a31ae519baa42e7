"""The tiny tables of the three kinds: each bound by itself, and people who fit two kinds."""

from __future__ import annotations

import pandas as pd

from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import ABSENT, RICH, case
from helpers.exercises.model import Case

Columns = tuple[str, float | None, int, float, int, int]


def _people(*rows: Columns) -> pd.DataFrame:
    """Customers from (客户, 态度, 成交次数, 成交金额, 距今天数, 首购天数)."""
    names = ["客户", "态度", "成交次数", "成交金额", "距今天数", "首购天数"]
    table = pd.DataFrame(rows, columns=names).astype({"态度": "float64"})
    return table.assign(笔均=table["成交金额"] / table["成交次数"])


def _one(name: str, title: str, *rows: Columns, rich: int = RICH, absent: int = ABSENT) -> Case:
    return case(name, title, customers=_people(*rows), rich=rich, absent=absent)


def kinds_cases() -> list[Case]:
    """The members, then one table a trap."""
    return [
        case("december", "会员和答卷", customers=cases.customers(), rich=RICH, absent=ABSENT),
        _one(
            "clear",
            "三种人，和一位都不像的",
            ("老贺", 3, 8, 960.0, 230, 700),
            ("许家", 3, 5, 600.0, 6, 60),
            ("阿芹", 5, 10, 180.0, 20, 500),
            ("路过", 2, 1, 45.0, 100, 100),
        ),
        *_edges(),
        _one(
            "fits_two",
            "两种都像",
            ("小额常客", 5, 8, 232.0, 2, 80),
            ("小额大客户", 5, 20, 580.0, 200, 800),
            ("路过", 2, 1, 45.0, 100, 100),
        ),
        _one(
            "other_numbers",
            "换成 300 元、60 天",
            ("老贺", 3, 4, 320.0, 61, 700),
            ("刚好六十天", 3, 4, 320.0, 60, 700),
            ("新客又走了", 3, 4, 400.0, 70, 85),
            ("钱不够", 3, 4, 290.0, 90, 700),
            rich=300,
            absent=60,
        ),
    ]


def _edges() -> list[Case]:
    """Each bound by itself."""
    return [
        _one(
            "edges_of_absence",
            "正好 500 元、正好 180 天",
            ("正好五百", 2, 8, 500.0, 200, 700),
            ("正好半年", 2, 8, 640.0, 180, 700),
            ("大客户还在来", 3, 8, 640.0, 10, 700),
            ("小客户走了", 3, 8, 480.0, 300, 700),
        ),
        _one(
            "edges_of_newcomers",
            "新客的三条线",
            ("正好九十天", 2, 4, 240.0, 9, 90),
            ("正好三次", 2, 3, 240.0, 9, 50),
            ("正好两百元", 2, 4, 200.0, 9, 50),
            ("来得久了", 2, 3, 240.0, 9, 91),
            ("次数不够", 2, 2, 240.0, 9, 50),
            ("金额不够", 2, 4, 160.0, 9, 50),
        ),
        _one(
            "edges_of_fondness",
            "爱店的两条线",
            ("正好四分", 4, 4, 100.0, 9, 300),
            ("每笔正好三十", 5, 4, 120.0, 9, 300),
            ("不够喜欢", 3.5, 4, 100.0, 9, 300),
            ("每笔不小", 5, 4, 128.0, 9, 300),
            ("没答卷", None, 4, 80.0, 9, 300),
            ("只买一小包", 5, 1, 12.0, 9, 9),
        ),
    ]


EDGES = ("edges_of_absence", "edges_of_newcomers", "edges_of_fondness")
TRAPS = ("december", "clear", *EDGES, "fits_two", "other_numbers")
