"""The tables on which lesson 03's answers are tried: September's trades, then tiny ones by hand.

Sums of the tiny tables' amounts are exact in floating point, so that "more than 40" has one answer.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

import numpy as np
import pandas as pd

from helpers.analysis.old_customers import successful_by_customer
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.model import Case
from helpers.shop.datasets import FOLDER
from helpers.shop.random_tables import random_trades

# which customers a rule keeps, from their number of orders and their amount in yuan
Keep = Callable[["pd.Series[int]", "pd.Series[float]"], "pd.Series[bool]"]

DATASET = "trades_2019_09.xlsx"


@functools.cache
def september() -> pd.DataFrame:
    """The lesson's own data (shared: do not change)."""
    return pd.read_excel(FOLDER / DATASET, dtype={"订单编号": str})


def orders(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    """A trades table from (客户, 交易状态, 交易金额) in yuan."""
    table = pd.DataFrame(rows, columns=["客户", "交易状态", "交易金额"])
    table.insert(0, "订单编号", [f"482010{number:012d}" for number in range(1, len(rows) + 1)])
    times = pd.date_range("2019-09-02 09:30", periods=len(rows), freq="7h")
    table.insert(1, "下单时间", times)
    return table.astype({"交易金额": "float64"})


def summary(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """A table of customers from (客户, 实际成交次数, 成交金额) in yuan."""
    return pd.DataFrame(rows, columns=["客户", "实际成交次数", "成交金额"])


def trades_case(name: str, title: str, *rows: tuple[str, str, float | None]) -> Case:
    """A hand-made case of a function that takes trades."""
    return Case(name, title, {"trades": orders(*rows)})


def lesson_case() -> Case:
    """September's trades."""
    return Case("september", "九月的交易记录", {"trades": september()})


def basic_case() -> Case:
    """Nothing but successful orders, far from each bound of the rule."""
    return trades_case(
        "basic",
        "全部交易成功",
        ("小禾", SUCCESS, 30.0),
        ("阿满", SUCCESS, 62.5),
        ("小禾", SUCCESS, 25.5),
        ("豆豆", SUCCESS, 12.0),
        ("阿满", SUCCESS, 45.0),
        ("小禾", SUCCESS, 16.0),
        ("阿满", SUCCESS, 50.0),
    )


def states_case() -> Case:
    """All five states; closed and unpaid orders would make 大橘, 老邻居 and 阿树 look old."""
    return trades_case(
        "five_states",
        "五种状态都有",
        ("大橘", CLOSED, 46.5),
        ("大橘", SUCCESS, 36.5),
        ("团长", SUCCESS, 28.0),
        ("老邻居", SUCCESS, 12.0),
        ("团长", CLOSED, 28.0),
        ("阿树", SUCCESS, 52.5),
        ("团长", SUCCESS, 27.5),
        ("老邻居", SUCCESS, 9.5),
        ("阿树", PAID, 33.0),
        ("老邻居", CLOSED, 88.0),
        ("月底", SUCCESS, 34.0),
        ("月底", SHIPPED, 59.5),
        ("团长", WAITING_PAYMENT, 71.5),
        ("晓雯", WAITING_PAYMENT, 15.0),
        ("晓雯", SUCCESS, 43.5),
    )


def no_success_case() -> Case:
    """Somebody who orders and always closes."""
    return trades_case(
        "no_success",
        "一笔也没有成功",
        ("选择困难", CLOSED, 29.5),
        ("选择困难", CLOSED, 34.5),
        ("选择困难", CLOSED, 52.0),
        ("路过", WAITING_PAYMENT, 66.0),
    )


def nobody_old_case() -> Case:
    """Many orders and one success: nobody is old."""
    return trades_case(
        "nobody_old",
        "一位老客户也没有",
        ("选择困难", CLOSED, 29.5),
        ("选择困难", CLOSED, 34.5),
        ("路过", SUCCESS, 18.0),
        ("选择困难", WAITING_PAYMENT, 52.0),
    )


def rule_cases() -> list[Case]:
    """Each bound of the rule for old customers by itself."""
    return [
        trades_case(
            "exactly_forty",
            "合计正好 40.00 元",
            ("小岚", SUCCESS, 15.5),
            ("小岚", SUCCESS, 12.0),
            ("小岚", SUCCESS, 12.5),
        ),
        trades_case(
            "just_above_forty",
            "合计 40.01 元",
            ("阿宁", SUCCESS, 22.0),
            ("阿宁", SUCCESS, 10.0),
            ("阿宁", SUCCESS, 8.01),
        ),
        trades_case(
            "exactly_two", "正好两笔成功", ("阿岚", SUCCESS, 33.5), ("阿岚", SUCCESS, 21.0)
        ),
        trades_case("one_large", "只有一笔 100 元", ("团购", SUCCESS, 100.0)),
        trades_case(
            "three_small",
            "三笔都很小",
            ("每次一小包", SUCCESS, 10.0),
            ("每次一小包", SUCCESS, 8.5),
            ("每次一小包", SUCCESS, 12.5),
        ),
        trades_case(
            "tie",
            "两人并列",
            ("柳叶", SUCCESS, 45.0),
            ("茉莉", SUCCESS, 41.0),
            ("柳叶", SUCCESS, 15.0),
            ("茉莉", SUCCESS, 19.0),
        ),
    ]


RULE_NAMES = tuple(case.name for case in rule_cases())


def summary_lesson_case() -> Case:
    """September's customers with a successful order."""
    table = successful_by_customer(september())
    return Case("september", "九月有成交的客户", {"summary": table})


def summary_case(name: str, title: str, *rows: tuple[str, int, float]) -> Case:
    """A hand-made case of a function that takes a table of customers."""
    return Case(name, title, {"summary": summary(*rows)})


def random_orders(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Arguments of a random case: trades."""
    return {"trades": random_trades(rng)}


def random_summary(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Arguments of a random case: a table of customers."""
    return {"summary": successful_by_customer(random_trades(rng))}
