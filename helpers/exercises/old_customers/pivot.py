"""The course's pivot with pivot_table."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.old_customers import pivot_by_customer
from helpers.analysis.states import SUCCESS
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.old_customers import cases
from helpers.exercises.old_customers.grouping import KEYS, SWAPPED_ASKS, SWAPPED_SAYS, swapped


def _pivot(
    trades: pd.DataFrame, keys: list[str] = KEYS, number: str = "count", amount: str = "sum"
) -> pd.DataFrame:
    how: dict[str, Any] = {"订单编号": number, "交易金额": amount}
    table = trades.pivot_table(index=keys, values=list(how), aggfunc=how)
    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})


def _all_states_counted(trades: pd.DataFrame) -> pd.DataFrame:
    table = _pivot(trades).reset_index()
    table["订单数"] = table["客户"].map(trades["客户"].value_counts())
    return table


def _with_total(trades: pd.DataFrame) -> pd.DataFrame:
    table = _pivot(trades).reset_index()
    total = pd.DataFrame({"客户": ["All"], "交易状态": [""]}).assign(
        订单数=table["订单数"].sum(), 金额合计=table["金额合计"].sum()
    )
    return pd.concat([table, total])


def _has_total(expected: Outcome, actual: Outcome) -> bool:
    """A total whatever it is called: everything else is right, and one row too many."""
    mine = actual.value
    if not isinstance(mine, pd.DataFrame) or len(mine) < 2:
        return False
    return compare(expected.value, mine.iloc[:-1]) is None


def _wide(trades: pd.DataFrame) -> pd.DataFrame:
    return pd.crosstab(trades["客户"], trades["交易状态"])


def _is_wide(expected: Outcome, actual: Outcome) -> bool:
    if not isinstance(actual.value, pd.DataFrame) or not isinstance(expected.value, pd.DataFrame):
        return False
    states = set(expected.value.index.get_level_values("交易状态"))
    labels = actual.value.columns
    last = labels.get_level_values(labels.nlevels - 1)
    return bool(states) and states <= set(last)


def _by_list(trades: pd.DataFrame) -> pd.DataFrame:
    values = ["订单编号", "交易金额"]
    table: pd.DataFrame = trades.pivot_table(index=KEYS, values=values, aggfunc=["count", "sum"])
    return table


def _is_by_list(expected: Outcome, actual: Outcome) -> bool:
    mine = actual.value
    if not isinstance(mine, pd.DataFrame) or mine.columns.nlevels < 2:
        return False
    return {"count", "sum"} <= set(mine.columns.get_level_values(0))


def _pivot_by_agg(trades: pd.DataFrame) -> pd.DataFrame:
    table = trades.groupby(KEYS)["交易金额"].agg(["size", "sum"])
    return table.set_axis(["订单数", "金额合计"], axis=1)


def _pivot_in_two(trades: pd.DataFrame) -> pd.DataFrame:
    counts = trades.pivot_table(index=KEYS, values="订单编号", aggfunc="count")
    sums = trades.pivot_table(index=KEYS, values="交易金额", aggfunc="sum")
    return pd.DataFrame({"金额合计": sums["交易金额"], "订单数": counts["订单编号"]}).reset_index()


def _pivot_by_melting(trades: pd.DataFrame) -> pd.DataFrame:
    wide = pd.crosstab(trades["客户"], trades["交易状态"]).reset_index()
    counts = wide.melt(id_vars="客户", value_name="订单数")
    sums = trades.groupby(KEYS)["交易金额"].sum().rename("金额合计").reset_index()
    return sums.merge(counts, how="left", on=KEYS)


PIVOT_TRADES = Exercise(
    name="pivot_trades",
    title="数据透视表",
    kind="function",
    answer="pivot_trades",
    asks="写函数 pivot_trades(trades)：行是 客户、交易状态，值是 订单数 和 金额合计（元）。",
    stub=(
        "def pivot_trades(trades):\n    ...\n"
        '    return table.rename(columns={"订单编号": "订单数", "交易金额": "金额合计"})'
    ),
    reference=pivot_by_customer,
    cases=lambda: [
        cases.lesson_case(),
        cases.basic_case(),
        cases.states_case(),
        cases.no_success_case(),
    ],
    parts=(
        Part("只有一种状态", 2, ("basic",)),
        Part("多种状态", 2, ("september", "five_states", "no_success"), random=True),
        Part("算对，并且不改动原表", 1, ("basic",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "mean_amount",
            "“金额合计”里放的是每笔平均，不是总和。",
            "aggfunc 里，“交易金额”后面写的是什么？",
            lambda trades: _pivot(trades, amount="mean"),
        ),
        Mistake(
            "counted_twice",
            "“金额合计”里放的也是笔数：两列都用了计数。",
            "aggfunc 里，“交易金额”后面该写 count 还是 sum？",
            lambda trades: _pivot(trades, amount="count"),
        ),
        Mistake(
            "count_and_sum_swapped",
            "计数和求和放反了：编号连成了一串，金额却只数了个数。",
            "哪一列该计数，哪一列该求和？",
            lambda trades: _pivot(trades, number="sum", amount="count"),
        ),
        Mistake(
            "list_of_functions",
            "每一列都既计数又求和，列名也变成了两层。",
            "方括号说不清哪一列怎么算，换成上面例子里的花括号，好吗？",
            _by_list,
            recognises=_is_by_list,
        ),
        Mistake(
            "number_only",
            "表里只有订单数，没有金额合计。",
            "values 里要放哪两列？",
            lambda trades: _pivot(trades)[["订单数"]],
        ),
        Mistake(
            "summed_order_numbers",
            "“订单数”里是长长的一串：你对订单编号求了和。",
            "编号和名字一样，不能相加。这一列的值该用求和，还是计数？",
            lambda trades: _pivot(trades, number="sum"),
        ),
        Mistake(
            "customer_only",
            "行里只有客户，成功和关闭的订单混在了一行。",
            "index 里要放哪两列？",
            lambda trades: _pivot(trades, ["客户"]),
        ),
        Mistake(
            "state_only",
            "行里只有交易状态，看不出是哪位客户。",
            "index 里要放哪两列？",
            lambda trades: _pivot(trades, ["交易状态"]),
        ),
        Mistake(
            "states_as_columns",
            "你把交易状态放到了“列”的位置，一种状态占了一列。",
            "题目要状态放在“行”里：它该写在 index= 里，还是 columns= 里？",
            _wide,
            recognises=_is_wide,
        ),
        Mistake(
            "success_only",
            "透视之前你先挑出了交易成功的订单，别的状态都不见了。",
            "这张表要看到每种状态，现在就要筛选吗？",
            lambda trades: _pivot(trades[trades["交易状态"] == SUCCESS]),
        ),
        Mistake(
            "total_row",
            "表的最后多了一行总计，它不是一位客户。",
            "margins=True 这一项，现在用得着吗？",
            _with_total,
            recognises=_has_total,
        ),
        Mistake(
            "all_states_counted",
            "“订单数”写的是这位客户全部订单的笔数，没有按状态分开。",
            "同一位客户的每一行，订单数是不是都一样？应该一样吗？",
            _all_states_counted,
        ),
        Mistake(
            "swapped_columns", SWAPPED_SAYS, SWAPPED_ASKS, lambda trades: swapped(_pivot(trades))
        ),
    ),
    styles=(_pivot_by_agg, _pivot_in_two, _pivot_by_melting),
    hints=(
        "Excel 里拖到“行”区域的字段，写进 index=[…]；拖到“值”区域的，写进 values=[…]。",
        'aggfunc 是一本小字典，说清每一列怎么算：{"订单编号": "count", "交易金额": "…"}。',
        'table = trades.pivot_table(index=["客户", "____"], values=["订单编号", "交易金额"], '
        'aggfunc={"订单编号": "count", "交易金额": "____"})',
    ),
    random=cases.random_orders,
)
