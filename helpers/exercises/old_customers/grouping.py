"""The course's pivot, first with groupby."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.old_customers import counts_by_customer_state
from helpers.analysis.states import SUCCESS
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.old_customers import cases

KEYS = ["客户", "交易状态"]


def _grouped(
    trades: pd.DataFrame,
    keys: list[str] = KEYS,
    counted: tuple[str, str] = ("订单编号", "count"),
    summed: tuple[str, str] = ("交易金额", "sum"),
) -> pd.DataFrame:
    aims: dict[str, Any] = {"订单数": counted, "金额合计": summed}
    table: pd.DataFrame = trades.groupby(keys).agg(**aims).reset_index()
    return table


def _group_with_loop(trades: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for customer in trades["客户"].unique():
        mine = trades[trades["客户"] == customer]
        for state in mine["交易状态"].unique():
            part = mine[mine["交易状态"] == state]
            rows.append([customer, state, len(part), part["交易金额"].sum()])
    return pd.DataFrame(rows, columns=["客户", "交易状态", "订单数", "金额合计"])


def _group_with_merge(trades: pd.DataFrame) -> pd.DataFrame:
    counts = trades.groupby(KEYS).size().reset_index(name="订单数")
    sums = trades.groupby(KEYS)["交易金额"].sum().reset_index(name="金额合计")
    return counts.merge(sums, on=KEYS)


def _group_with_value_counts(trades: pd.DataFrame) -> pd.DataFrame:
    counts = trades[KEYS].value_counts().rename("订单数")
    sums = trades.groupby(KEYS)["交易金额"].sum().rename("金额合计")
    return pd.concat([counts, sums], axis=1)


def swapped(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers under the name of amounts, and the other way round."""
    return table.rename(columns={"订单数": "金额合计", "金额合计": "订单数"})


SWAPPED_SAYS = "“订单数”和“金额合计”两列的内容换了位置。"
SWAPPED_ASKS = "看第一行：订单数会有小数吗？"

GROUP_TRADES = Exercise(
    name="group_trades",
    title="按客户和状态分组",
    kind="function",
    answer="group_trades",
    asks="写函数 group_trades(trades)：按 客户、交易状态 分组，给出 订单数 和 金额合计（元）。",
    stub="def group_trades(trades):\n    ...\n    return table",
    reference=counts_by_customer_state,
    cases=lambda: [
        cases.lesson_case(),
        cases.basic_case(),
        cases.states_case(),
        cases.no_success_case(),
    ],
    parts=(
        Part("只有一种状态", 1, ("basic",)),
        Part("多种状态", 3, ("september", "five_states", "no_success"), random=True),
        Part("算对，并且不改动原表", 1, ("basic",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "customer_only",
            "你只按客户分了组，同一位客户的成功和关闭混在了一行里。",
            "groupby 的方括号里，要放几个列名？",
            lambda trades: _grouped(trades, ["客户"]),
        ),
        Mistake(
            "state_only",
            "你只按交易状态分了组，看不出是哪位客户。",
            "一行要说清“谁”和“什么状态”，groupby 里少了哪一列？",
            lambda trades: _grouped(trades, ["交易状态"]),
        ),
        Mistake(
            "mean_amount",
            "“金额合计”里放的是每笔平均，不是总和。",
            "把几笔钱合在一起，用 mean 还是 sum？",
            lambda trades: _grouped(trades, summed=("交易金额", "mean")),
        ),
        Mistake(
            "distinct_customers",
            "“订单数”全都是 1：你数的是组里有几位不同的客户。",
            "nunique 是“不同的有几个”，数订单要用哪个词？",
            lambda trades: _grouped(trades, counted=("客户", "nunique")),
        ),
        Mistake(
            "summed_order_numbers",
            "“订单数”里是长长的一串：你把订单编号“加”在了一起。",
            "订单编号是一个名字，对名字应该求和还是计数？",
            lambda trades: _grouped(trades, counted=("订单编号", "sum")),
        ),
        Mistake(
            "counted_twice",
            "“金额合计”里放的也是笔数：两个空都填了计数。",
            "把几笔钱加在一起，用 count 还是 sum？",
            lambda trades: _grouped(trades, summed=("交易金额", "count")),
        ),
        Mistake(
            "count_and_sum_swapped",
            "计数和求和放反了：编号连成了一串，金额却只数了个数。",
            "哪一列该计数，哪一列该求和？",
            lambda trades: _grouped(trades, KEYS, ("订单编号", "sum"), ("交易金额", "count")),
        ),
        Mistake(
            "largest_amount",
            "“金额合计”里只有最大的那一笔。",
            "要把这一摞的钱都加起来，用 max 还是 sum？",
            lambda trades: _grouped(trades, summed=("交易金额", "max")),
        ),
        Mistake(
            "success_only",
            "你先挑出了交易成功的订单，别的状态都不见了。",
            "这一步要的是“每种状态各有多少”，现在就要筛选吗？",
            lambda trades: _grouped(trades[trades["交易状态"] == SUCCESS]),
        ),
        Mistake(
            "swapped_columns",
            SWAPPED_SAYS,
            SWAPPED_ASKS,
            lambda trades: swapped(_grouped(trades)),
        ),
    ),
    styles=(_group_with_loop, _group_with_merge, _group_with_value_counts),
    hints=(
        '例子里按一列分组，写 groupby("交易状态")。按两列分组，就放一个列表：groupby(["客户", …])。',
        'agg 里每一项都是：新列名=("原来的列", "怎么算")。数订单就数订单编号，用 "count"。',
        'table = trades.groupby(["客户", "交易状态"]).agg(订单数=("订单编号", "____"), '
        '金额合计=("交易金额", "____")).reset_index()',
    ),
    random=cases.random_orders,
)
