"""A cleaning log that balances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.cleaning import cleaning_log as reference_cleaning_log
from helpers.analysis.cleaning import latest_rows
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.cases import june_table, raw_table
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.random_tables import random_june_orders, random_raw_orders

COLUMNS = ["步骤", "原有", "去掉", "剩下"]
STEPS = ("去重复", "去测试单")
Sizes = tuple[int, int, int]


def _table(*rows: tuple[str, int, int, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=COLUMNS)


def _from_sizes(rows: Callable[[int, int, int], list[Any]]) -> Callable[..., pd.DataFrame]:
    """A log made of the three tables' numbers of rows."""
    return lambda raw, orders, kept: _table(*rows(len(raw), len(orders), len(kept)))


def _log(raw: pd.DataFrame, orders: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    return reference_cleaning_log([raw, orders, kept], STEPS)


def _cells(raw: pd.DataFrame, orders: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    a, b, c = raw.size, orders.size, kept.size
    return _table((STEPS[0], a, a - b, b), (STEPS[1], b, b - c, c))


def _known_only(raw: pd.DataFrame, orders: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    a = len(raw)
    b, c = (int(table["实付金额"].count()) for table in (orders, kept))
    return _table((STEPS[0], a, a - b, b), (STEPS[1], b, b - c, c))


def _is_other_names(expected: Outcome, actual: Outcome) -> bool:
    """The numbers are right and the steps are called something else."""
    right, mine = expected.value, actual.value
    if not isinstance(right, pd.DataFrame) or not isinstance(mine, pd.DataFrame):
        return False
    if set(mine.columns) != set(right.columns) or len(mine) != len(right):
        return False
    same_names = sorted(map(str, mine["步骤"])) == sorted(right["步骤"])
    return not same_names and compare(right[COLUMNS[1:]], mine[COLUMNS[1:]]) is None


def _log_by_dict(raw: pd.DataFrame, orders: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    before, after = [len(raw), len(orders)], [len(orders), len(kept)]
    table = pd.DataFrame({"步骤": ["去重复", "去测试单"], "原有": before, "剩下": after})
    table["去掉"] = table["原有"] - table["剩下"]
    return table


def _log_by_loop(raw: pd.DataFrame, orders: pd.DataFrame, kept: pd.DataFrame) -> pd.DataFrame:
    rows = []
    size = len(raw)
    for step, after in (("去重复", orders), ("去测试单", kept)):
        rows.append({"步骤": step, "原有": size, "去掉": size - len(after), "剩下": len(after)})
        size = len(after)
    return pd.DataFrame(rows)


def _log_cases() -> list[Case]:
    def case(name: str, title: str, raw: int, orders: int, kept: int) -> Case:
        exported = raw_table(
            *[(n, f"买家{n}", "20.50元", "06-03", "2019-07-01") for n in range(raw)]
        )
        rows = [(f"买家{n}", None, 20.5 if n % 2 else None, "03", None) for n in range(orders)]
        table = june_table(*rows)
        return Case(
            name, title, {"raw": exported, "orders": table, "kept": table.iloc[:kept].copy()}
        )  # fmt: skip

    whole = {"raw": cases.raw(), "orders": cases.orders(), "kept": cases.kept()}
    return [
        Case("june", "六月的三张表", whole),
        case("small", "9 行、6 行、4 行", 9, 6, 4),
        case("no_tests", "没有测试单", 5, 3, 3),
        case("no_repeats", "没有重复", 4, 4, 3),
    ]


def _random(rng: np.random.Generator) -> dict[str, Any]:
    raw = random_raw_orders(rng)
    orders = random_june_orders(rng).head(len(latest_rows(raw)))
    kept = orders.head(len(orders) - int(rng.integers(0, 4)))
    return {"raw": raw, "orders": orders, "kept": kept}


CLEANING_LOG = Exercise(
    name="cleaning_log",
    title="对得上的清洗记录",
    kind="function",
    answer="cleaning_log",
    asks="写函数 cleaning_log(raw, orders, kept)：两行的记录，列为 步骤、原有、去掉、剩下（行数）。",
    stub=(
        "def cleaning_log(raw, orders, kept):\n    ...\n"
        '    return pd.DataFrame(rows, columns=["步骤", "原有", "去掉", "剩下"])'
    ),
    reference=lambda raw, orders, kept: _log(raw, orders, kept),
    cases=_log_cases,
    parts=(
        Part("9 行、6 行、4 行", 2, ("small",)),
        Part("别的三张表", 2, ("june", "no_tests", "no_repeats"), random=True),
    ),
    mistakes=(
        Mistake(
            "negative",
            "“去掉”成了负数：减号两边放反了。",
            "原来 9 行，剩下 6 行，是几减几？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, b - a, b), (STEPS[1], b, c - b, c)]),
        ),
        Mistake(
            "from_the_start",
            "第二步又从最早那张表算起：第一步剩下几行，第二步就该从几行开始。",
            "第二步开始的时候，手里是哪一张表？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, a - b, b), (STEPS[1], a, a - c, c)]),
        ),
        Mistake(
            "not_balanced",
            "第二步的账不平：原有减去掉，不等于剩下。",
            "“去掉”是这一步去掉的，还是一共去掉的？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, a - b, b), (STEPS[1], b, a - c, c)]),
        ),
        Mistake(
            "removed_and_left_swapped",
            "“去掉”和“剩下”两列放反了。",
            "方括号里的先后，和列名的先后一样吗？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, b, a - b), (STEPS[1], b, c, b - c)]),
        ),
        Mistake(
            "steps_swapped",
            "两个步骤的名字放反了。",
            "从 raw 到 orders，做的是哪一步？",
            _from_sizes(lambda a, b, c: [(STEPS[1], a, a - b, b), (STEPS[0], b, b - c, c)]),
        ),
        Mistake(
            "one_step",
            "只有第一步，第二步没有记。",
            "从 orders 到 kept，又去掉了几行？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, a - b, b)]),
        ),
        Mistake(
            "cells_for_rows",
            "你数的是格子，不是行。",
            "要知道一张表有几行，用 len 还是 .size？",
            _cells,
        ),
        Mistake(
            "known_amounts_only",
            "你数的是有金额的订单：没付款的行也还在表里。",
            "count() 会跳过空白，len 会不会？",
            _known_only,
        ),
        Mistake(
            "two_written_down",
            "去测试单这一步写死了 2 笔，换一张表就不对了。",
            "六月是 2 笔，别的月也是吗？kept 有几行，用什么来数？",
            _from_sizes(lambda a, b, c: [(STEPS[0], a, a - b, b), (STEPS[1], b, 2, b - 2)]),
        ),
        Mistake(
            "words_for_numbers",
            "格子里写的是“原有”“去掉”这些字，还没有换成数。",
            "原有几行，用 len 数哪一张表？",
            lambda raw, orders, kept: pd.DataFrame(
                [[step, *COLUMNS[1:]] for step in STEPS], columns=COLUMNS
            ),
        ),
        Mistake(
            "other_names",
            "数都对，只是步骤的名字和题目不一样。",
            "题目里两个步骤叫什么，一个字一个字对过吗？",
            _from_sizes(lambda a, b, c: [("第一步", a, a - b, b), ("第二步", b, b - c, c)]),
            recognises=_is_other_names,
        ),
    ),
    styles=(_log_by_dict, _log_by_loop),
    hints=(
        "len(raw) 是有几行。第一步：原有 len(raw)，剩下 len(orders)，去掉的是两个数相减。",
        "第二步从 len(orders) 开始，剩下 len(kept)。",
        'rows = [["去重复", len(raw), len(raw) - len(orders), len(orders)], ["去测试单", …]]',
    ),
    random=_random,
)
