"""老客户统计表: as a DataFrame and as a file."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analysis.old_customers import old_customers
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS
from helpers.checking.compare import Rule
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.old_customers import cases
from helpers.exercises.old_customers.cases import Keep

FILE = "老客户统计表.xlsx"
COLUMNS = ["客户名称", "实际成交次数", "成交金额"]


def _both(n: pd.Series[int], amount: pd.Series[float]) -> pd.Series[bool]:
    return (n >= 2) & (amount > 40)


def _table(
    counted: pd.DataFrame,
    summed: pd.DataFrame | None = None,
    keep: Keep = _both,
    how: tuple[str, str] = ("count", "sum"),
) -> pd.DataFrame:
    """The table from the orders that are counted and those whose amounts are summed."""
    summed = counted if summed is None else summed
    number = counted.groupby("客户")["客户"].agg(how[0]).rename("实际成交次数")
    amount = summed.groupby("客户")["交易金额"].agg(how[1]).rename("成交金额")
    table = pd.concat([number, amount], axis=1, join="inner").rename_axis("客户名称").reset_index()
    return table[keep(table["实际成交次数"], table["成交金额"])]


def _done(trades: pd.DataFrame, states: Sequence[str] = (SUCCESS,)) -> pd.DataFrame:
    return trades[trades["交易状态"].isin(states)]


def _by_state(trades: pd.DataFrame) -> pd.DataFrame:
    grouped = trades.groupby(["客户", "交易状态"])["交易金额"]
    table = pd.DataFrame({"实际成交次数": grouped.count(), "成交金额": grouped.sum()})
    table = table[_both(table["实际成交次数"], table["成交金额"])].reset_index()
    return table.drop(columns="交易状态").rename(columns={"客户": "客户名称"})


def _in_whole_yuan(trades: pd.DataFrame) -> pd.DataFrame:
    table = _table(_done(trades), keep=lambda n, amount: n > 0).round({"成交金额": 0})
    return table[_both(table["实际成交次数"], table["成交金额"])]


def _numbers_summed(trades: pd.DataFrame) -> pd.DataFrame:
    done = _done(trades)
    numbers = done.groupby("客户")["订单编号"].sum()
    table = _table(done)
    return table.assign(实际成交次数=table["客户名称"].map(numbers))


def _total_row(trades: pd.DataFrame) -> pd.DataFrame:
    table = _table(_done(trades))
    sums = [["总计", table["实际成交次数"].sum(), table["成交金额"].sum()]]
    return pd.concat([table, pd.DataFrame(sums, columns=COLUMNS)])


def _headers_swapped(table: pd.DataFrame) -> pd.DataFrame:
    return table.set_axis([COLUMNS[0], COLUMNS[2], COLUMNS[1]], axis=1)[COLUMNS]


_SHARED = (
    Mistake(
        "all_states",
        "你把所有状态的订单都算进去了，关闭的和没付款的也在里面。",
        "分组之前，有没有先挑出交易成功的订单？",
        lambda trades: _table(trades),
    ),
    Mistake(
        "not_closed",
        "你只去掉了交易关闭的订单，还在路上的和没付款的也算成了成交。",
        "“不等于交易关闭”和“等于交易成功”是一回事吗？",
        lambda trades: _table(trades[trades["交易状态"] != CLOSED]),
    ),
    Mistake(
        "paid_states",
        "你把已付款、已发货的订单也算成了成交。",
        "买家还没有确认收货，这笔交易成功了吗？",
        lambda trades: _table(_done(trades, (SUCCESS, SHIPPED, PAID))),
    ),
    Mistake(
        "amount_from_forty",
        "合计正好 40.00 元的客户被算成了老客户。",
        "规则说“大于 40 元”，40.00 大于 40 吗？",
        lambda trades: _table(_done(trades), keep=lambda n, amount: (n >= 2) & (amount >= 40)),
    ),
    Mistake(
        "more_than_two",
        "正好成交 2 次的客户被去掉了。",
        "规则说“2 次及以上”，2 次算不算？",
        lambda trades: _table(_done(trades), keep=lambda n, amount: (n > 2) & (amount > 40)),
    ),
    Mistake(
        "either",
        "只满足一个条件的客户也在表里：两个条件之间用了“或者”。",
        "只买过一笔 100 元的人，两个条件都满足吗？",
        lambda trades: _table(_done(trades), keep=lambda n, amount: (n >= 2) | (amount > 40)),
    ),
    Mistake(
        "only_orders",
        "你只看了次数，没有看金额。",
        "来了三次、一共只花 31 元的人，符合规则吗？",
        lambda trades: _table(_done(trades), keep=lambda n, amount: n >= 2),
    ),
    Mistake(
        "everybody",
        "表里是所有成交过的客户，还没有按规则筛选。",
        "“2 次及以上”和“大于 40 元”这两个条件，写在了哪里？",
        lambda trades: _table(_done(trades), keep=lambda n, amount: n >= 1),
    ),
    Mistake(
        "single_orders_over_forty",
        "你先把每一笔不超过 40 元的订单去掉了，再去分组。",
        "规则里的 40 元，是一笔的金额，还是一位客户的合计？",
        lambda trades: _table(_done(trades).query("交易金额 > 40")),
    ),
    Mistake(
        "amount_of_all_states",
        "次数只算了成功的，金额却把所有状态的订单都加了进去。",
        "求和的那一列，来自筛选之前的表，还是筛选之后的表？",
        lambda trades: _table(_done(trades), trades),
    ),
    Mistake(
        "count_of_all_states",
        "金额只算了成功的，次数却把所有状态的订单都数了进去。",
        "计数的那一列，来自筛选之前的表，还是筛选之后的表？",
        lambda trades: _table(trades, _done(trades)),
    ),
    Mistake(
        "two_columns",
        "表里只有客户名称和次数，少了成交金额。",
        "店长想核对“大于 40 元”，他该看哪一列？",
        lambda trades: _table(_done(trades))[COLUMNS[:2]],
    ),
)

_IN_CODE = (
    Mistake(
        "total_row",
        "表的最后多了一行总计，它不是一位客户。",
        "一行是一位客户，“总计”是谁？",
        _total_row,
    ),
    Mistake(
        "states_mixed",
        "你按客户和状态分了组，却没有挑出交易成功的：关闭的那一组也进了表。",
        "分组以后，哪些行该留下？",
        lambda trades: _by_state(trades),
    ),
    Mistake(
        "summed_order_numbers",
        "“实际成交次数”里是长长的一串：你把订单编号“加”在了一起。",
        "编号是名字，对名字该求和还是计数？",
        lambda trades: _numbers_summed(trades),
    ),
    Mistake(
        "whole_yuan",
        "金额只保留到元，角和分不见了。",
        "round 的括号里写了几？要保留两位小数吗？",
        lambda trades: _in_whole_yuan(trades),
    ),
    Mistake(
        "mean_amount",
        "成交金额里放的是每笔平均，不是合计。",
        "规则要的是一共花了多少，用 mean 还是 sum？",
        lambda trades: _table(_done(trades), how=("count", "mean")),
    ),
    Mistake(
        "distinct_customers",
        "每位客户的次数都成了 1：你数的是组里有几位不同的客户，于是谁也不够 2 次。",
        "数订单笔数，用 count 还是 nunique？",
        lambda trades: _table(_done(trades), how=("nunique", "sum")),
    ),
)


def _by_pivot(trades: pd.DataFrame) -> pd.DataFrame:
    done = trades[trades["交易状态"] == "交易成功"]
    pivot = done.pivot_table(index="客户", values="交易金额", aggfunc=["count", "sum"])
    pivot.columns = pd.Index(["实际成交次数", "成交金额"])
    old = pivot[(pivot["实际成交次数"] >= 2) & (pivot["成交金额"] > 40)]
    return old.reset_index().rename(columns={"客户": "客户名称"})


def _by_transform(trades: pd.DataFrame) -> pd.DataFrame:
    done = trades[trades["交易状态"] == "交易成功"].copy()
    done["实际成交次数"] = done.groupby("客户")["订单编号"].transform("count")
    done["成交金额"] = done.groupby("客户")["交易金额"].transform("sum")
    old = done[(done["实际成交次数"] > 1) & (done["成交金额"] > 40)].drop_duplicates("客户")
    return old.rename(columns={"客户": "客户名称"})[COLUMNS]


def _by_loop(trades: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for name in trades["客户"].unique():
        mine = trades[(trades["客户"] == name) & (trades["交易状态"] == "交易成功")]
        total = mine["交易金额"].sum()
        if len(mine) >= 2 and total > 40:
            rows.append({"客户名称": name, "实际成交次数": len(mine), "成交金额": round(total, 2)})
    return pd.DataFrame(rows)


OLD_CUSTOMER_TABLE = Exercise(
    name="old_customer_table",
    title="老客户统计表",
    kind="function",
    answer="old_customer_table",
    asks="写函数 old_customer_table(trades)：交回老客户统计表，列为 客户名称、实际成交次数、成交金额（元）。",
    stub="def old_customer_table(trades):\n    ...\n    return table",
    reference=old_customers,
    cases=lambda: [
        cases.lesson_case(),
        cases.basic_case(),
        cases.states_case(),
        *cases.rule_cases(),
        cases.nobody_old_case(),
    ],
    parts=(
        Part("全部成功时，次数和金额都对", 3, ("basic", "tie")),
        Part("只算交易成功", 2, ("five_states", "nobody_old")),
        Part("边界和九月的数据", 2, ("september", *cases.RULE_NAMES), random=True),
        Part("算对，并且不改动原表", 1, ("basic",), view="unchanged"),
    ),
    mistakes=_SHARED + _IN_CODE,
    styles=(_by_pivot, _by_transform, _by_loop),
    hints=(
        "照着四步走：挑出交易成功 → 按客户分组，计数、求和 → 按规则筛选 → 改列名。",
        "前两步和“示例”里做 summary 的几行一样：抄进 def 下面，选中它们按 Tab，整体往里缩进。",
        '最后一步：table = old.rename(columns={"客户": "客户名称"})。',
    ),
    rule=Rule(tolerance=0.006),
    random=cases.random_orders,
)

OLD_CUSTOMER_FILE = Exercise(
    name="old_customer_file",
    title="交一份真的 Excel",
    kind="workbook",
    answer=FILE,
    asks=f"交一个文件 {FILE}：列为 客户名称、实际成交次数、成交金额，每位老客户一行。用代码写，或用 Excel/WPS 做。",
    stub="...",
    reference=old_customers,
    cases=lambda: [cases.lesson_case()],
    parts=(Part("文件里的表", 5, ("september",)),),
    mistakes=(
        *_SHARED,
        Mistake(
            "row_numbers",
            "表的最前面多了一列没有名字的行号。",
            "存文件的时候，index=False 写了吗？",
            lambda trades: _table(_done(trades)).reset_index(names=""),
        ),
        Mistake(
            "headers_swapped",
            "“实际成交次数”和“成交金额”两列的内容换了位置。",
            "看第一行：成交次数会有小数吗？",
            lambda trades: _headers_swapped(_table(_done(trades))),
        ),
        Mistake(
            "total_row",
            "表的最后多了一行“总计”，它不是一位客户。",
            "从透视表复制的时候，最后一行要不要一起复制？",
            _total_row,
        ),
    ),
    styles=(_by_pivot, _by_transform, _by_loop),
    hints=(
        '用代码：先用刚才的函数得到表，再用 .to_excel("文件名", index=False) 存下来。',
        "用 Excel/WPS：做透视表，筛选，把结果复制到一个新工作簿，第一行写三个列名，再保存到本课的文件夹。",
        f'old_customer_table(trades).to_excel("{FILE}", index=False)',
    ),
    rule=Rule(tolerance=0.006),
)
