"""Rows to be looked at: amounts that are very small or very large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.cleaning import odd_amounts
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.cases import june_table
from helpers.exercises.cleaning.shapes import column_for_table
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.random_tables import random_june_orders

Keep = Callable[["pd.Series[float]", float, float], "pd.Series[bool]"]


def _keeping(keep: Keep, column: str = "实付金额") -> Callable[..., pd.DataFrame]:
    return lambda orders, low, high: orders[keep(orders[column], low, high)]


def _odd_by_query(orders: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    return orders.query("实付金额 < @low or 实付金额 > @high")


def _odd_in_two_tables(orders: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    small = orders[orders["实付金额"] < low]
    large = orders[orders["实付金额"] > high]
    return pd.concat([small, large])


def _odd_by_between(orders: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    known = orders[orders["实付金额"].notna()]
    return known[~known["实付金额"].between(low, high)]


def _odd_cases() -> list[Case]:
    def case(name: str, title: str, low: float, high: float, *amounts: float | None) -> Case:
        rows = [
            (f"买家{number}", f"1240000{number:04d}", amount, "05" if amount else None, None)
            for number, amount in enumerate(amounts, 1)
        ]
        # payable amounts of another size, so that a wrong column shows
        payable = tuple(2000.5 if number % 2 else 35.5 for number in range(len(rows)))
        table = june_table(*rows, payable=payable)
        return Case(name, title, {"orders": table, "low": low, "high": high})

    whole = {"orders": cases.orders(), "low": cases.LOW, "high": cases.HIGH}
    return [
        Case("june", "六月的订单", whole),
        case("clear", "一笔太小，一笔太大", 1, 1000, 35.5, 0.25, 5760.0, 88.0),
        case("on_the_line", "正好 1 元、正好 1000 元", 1, 1000, 1.0, 0.5, 1000.0, 1000.25),
        case("unknown", "有两笔没有金额", 1, 1000, 20.5, None, 0.5, None, 1500.0),
        case("other_limits", "换成 5 元和 500 元", 5, 500, 2.5, 30.0, 750.0, 500.0, 5.0),
        case("nothing", "一笔也不奇怪", 1, 1000, 12.5, 66.0),
    ]


def _random(rng: np.random.Generator) -> dict[str, Any]:
    low, high = [(1, 1000), (5, 500), (2, 800)][int(rng.integers(3))]
    return {"orders": random_june_orders(rng, low, high), "low": low, "high": high}


FLAG_ODD = Exercise(
    name="flag_odd",
    title="把奇怪的金额挑出来看",
    kind="function",
    answer="flag_odd",
    asks="写函数 flag_odd(orders, low, high)：实付金额小于 low 或者大于 high 的行；没有金额的不算。",
    stub="def flag_odd(orders, low, high):\n    ...\n    return odd",
    reference=lambda orders, low, high: odd_amounts(orders, low, high),
    cases=_odd_cases,
    parts=(
        Part("太小的和太大的", 2, ("clear", "nothing")),
        Part(
            "正好在线上、没有金额，换一组界线也对",
            3,
            ("june", "on_the_line", "unknown", "other_limits"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "and_for_or",
            "一行也没有：一个金额不可能又小于 low、又大于 high。",
            "“小于 low 或者大于 high”，该用 & 还是 |？",
            _keeping(lambda x, low, high: (x < low) & (x > high)),
        ),
        Mistake(
            "only_large",
            "只挑了太大的，太小的漏掉了。",
            "0.01 元的订单，看起来正常吗？",
            _keeping(lambda x, low, high: x > high),
        ),
        Mistake(
            "only_small",
            "只挑了太小的，太大的漏掉了。",
            "99999 元的订单，看起来正常吗？",
            _keeping(lambda x, low, high: x < low),
        ),
        Mistake(
            "lines_in",
            "正好等于 low 和 high 的也被挑了出来。",
            "“小于”和“大于”，包不包含相等？",
            _keeping(lambda x, low, high: (x <= low) | (x >= high)),
        ),
        Mistake(
            "low_in",
            "正好等于 low 的被挑了出来。",
            "“小于 low”该写 < 还是 <=？",
            _keeping(lambda x, low, high: (x <= low) | (x > high)),
        ),
        Mistake(
            "high_in",
            "正好等于 high 的被挑了出来。",
            "“大于 high”该写 > 还是 >=？",
            _keeping(lambda x, low, high: (x < low) | (x >= high)),
        ),
        Mistake(
            "normal_ones",
            "你留下的是正常的行，奇怪的反而被删掉了。",
            "这一步是要看看奇怪的，还是要去掉它们？",
            _keeping(lambda x, low, high: (x >= low) & (x <= high)),
        ),
        Mistake(
            "signs_swapped",
            "大于和小于写反了，凡是有金额的几乎都进来了。",
            "“小于”的尖角朝哪一边？",
            _keeping(lambda x, low, high: (x > low) | (x < high)),
        ),
        Mistake(
            "fixed_limits",
            "界线写死成了 1 和 1000，换一组界线还是一样。",
            "括号里的 low 和 high 用上了吗？",
            _keeping(lambda x, low, high: (x < 1) | (x > 1000)),
        ),
        Mistake(
            "blanks_too",
            "没有金额的行也被挑了出来：缺失不是奇怪，是不知道。",
            "空白在不在 low 和 high 之间？反过来以后呢？",
            _keeping(lambda x, low, high: ~x.between(low, high)),
        ),
        column_for_table(lambda orders, low, high: odd_amounts(orders, low, high), "实付金额"),
        Mistake(
            "payable",
            "你看的是买家应付货款。",
            "填错的是应付，还是实付？",
            _keeping(lambda x, low, high: (x < low) | (x > high), "买家应付货款"),
        ),
    ),
    styles=(_odd_by_query, _odd_in_two_tables, _odd_by_between),
    hints=(
        "两个条件：比 low 小；比 high 大。满足一个就要看。",
        "“或者”写 |，每个条件各加圆括号。",
        'odd = orders[(orders["实付金额"] ____ low) | (orders["实付金额"] ____ high)]',
    ),
    random=_random,
)
