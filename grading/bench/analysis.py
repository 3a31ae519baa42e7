"""How long each function of ``helpers.analysis`` takes, beside pandas lines written by hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from grading.bench.contests import CONTESTS, Contest
from grading.bench.tables import Tables

SIZES = (10_000, 100_000, 1_000_000)
_AT_LEAST = 3  # runs of one function; the quickest counts, the others waited for something


def report(sizes: Sequence[int] = SIZES) -> Iterator[str]:
    """Lines of a table: one row per function, for each size its time and that of the lines by hand."""
    yield "毫秒；括号里是手写 pandas 的时间（没有手写的，本身就只有一行）。"
    yield _line("函数", [f"{size:,} 笔订单" for size in sizes])
    tables = [Tables(size) for size in sizes]
    for contest in CONTESTS:
        yield _line(contest.name, [_cell(contest, one) for one in tables])


def _line(name: str, cells: Sequence[str]) -> str:
    return f"{name:<42}" + "".join(f"{cell:>22}" for cell in cells)


def _cell(contest: Contest, tables: Tables) -> str:
    inputs = contest.inputs(tables)
    ours = f"{_milliseconds(contest.function, inputs):.1f}"
    if contest.by_hand is None:
        return ours
    return f"{ours} ({_milliseconds(contest.by_hand, inputs):.1f})"


def _milliseconds(function: Callable[..., Any], inputs: tuple[Any, ...]) -> float:
    return min(_once(function, inputs) for _ in range(_AT_LEAST)) * 1000


def _once(function: Callable[..., Any], inputs: tuple[Any, ...]) -> float:
    begun = time.perf_counter()
    function(*inputs)
    return time.perf_counter() - begun
