"""R, F and M in one table."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import rfm_table as reference_rfm_table
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS
from helpers.checking.compare import Rule
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _until(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return trades[trades["付款日期"] <= as_of]


def _done(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    kept = trades[trades["交易状态"] == SUCCESS]
    return kept[kept["付款日期"] <= as_of]


def _table(
    dated: pd.DataFrame,
    as_of: pd.Timestamp,
    counted: pd.DataFrame | None = None,
    summed: pd.DataFrame | None = None,
    how: tuple[str, str, str] = ("max", "count", "sum"),
) -> pd.DataFrame:
    """R from the orders that are dated, F from those counted, M from those summed."""
    counted = dated if counted is None else counted
    summed = dated if summed is None else summed
    last = dated.groupby("客户")["付款日期"].agg(how[0])
    number = counted.groupby("客户")["付款日期"].agg(how[1])
    amount = summed.groupby("客户")["交易金额"].agg(how[2])
    table = pd.DataFrame({"R": (as_of - last).dt.days})
    table = table.assign(F=number, M=amount)  # customers of the first column only
    return table.rename_axis("客户").reset_index()


def _with_everybody(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    names = trades[["客户"]].drop_duplicates()
    return names.merge(_table(_done(trades, as_of), as_of), how="left").fillna(0)


def _f_and_m_of_all(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    everything = trades.groupby("客户").agg(F=("订单编号", "count"), M=("交易金额", "sum"))
    last = _table(_done(trades, as_of), as_of)[["客户", "R"]]
    return last.merge(everything.reset_index(), on="客户")


def _filtered_after(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    table = _table(trades[trades["交易状态"] == SUCCESS], as_of)
    return table[table["R"] >= 0]


def _last_of_all(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = _done(trades, as_of)
    return _table(done, as_of).assign(R=(as_of - done["付款日期"].max()).days)


def _paid(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    kept = trades[trades["交易状态"].isin([SUCCESS, SHIPPED, PAID])]
    return kept[kept["付款日期"] <= as_of]


def _not_on_the_day(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = trades[trades["交易状态"] == SUCCESS]
    return done[done["付款日期"] < as_of]


def _by_merging(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = trades.query("交易状态 == '交易成功' and 付款日期 <= @as_of")
    last = done.groupby("客户")["付款日期"].max().reset_index()
    last["R"] = (as_of - last["付款日期"]).dt.days
    number = done.groupby("客户").size().reset_index(name="F")
    amount = done.groupby("客户")["交易金额"].sum().reset_index(name="M")
    return last.merge(number, on="客户").merge(amount, on="客户").drop(columns="付款日期")


def _by_pivoting(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = trades[(trades["交易状态"] == "交易成功") & (trades["付款日期"] <= as_of)].copy()
    done["R"] = (as_of - done["付款日期"]).dt.days
    table = done.pivot_table(
        index="客户",
        values=["R", "订单编号", "交易金额"],
        aggfunc={"R": "min", "订单编号": "count", "交易金额": "sum"},
    )
    return table.rename(columns={"订单编号": "F", "交易金额": "M"}).round(2)


def _by_loop(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    rows = []
    for name, mine in trades.groupby("客户"):
        done = mine[(mine["交易状态"] == "交易成功") & (mine["付款日期"] <= as_of)]
        if len(done) > 0:
            days = (as_of - done["付款日期"].max()).days
            rows.append([name, days, len(done), done["交易金额"].sum()])
    return pd.DataFrame(rows, columns=["客户", "R", "F", "M"])


RFM_TABLE = Exercise(
    name="rfm_table",
    title="R、F、M 一张表",
    kind="function",
    answer="rfm_table",
    asks="写函数 rfm_table(trades, as_of)：每位客户一行，列为 客户、R（天）、F（笔）、M（元）。",
    stub="def rfm_table(trades, as_of):\n    ...\n    return table",
    reference=lambda trades, as_of: reference_rfm_table(trades, as_of),
    cases=cases.orders_cases,
    parts=(
        Part("全部成功时，三个数都对", 3, ("clear",)),
        Part("状态、分析日、一天两单", 3, cases.TRAPS, random=True),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "all_states",
            "没有成功的订单也算了进去。",
            "分组之前，有没有先挑出交易成功的？",
            lambda trades, as_of: _table(_until(trades, as_of), as_of),
        ),
        Mistake(
            "not_closed",
            "还在路上的订单也算成了成交。",
            "“不是关闭”和“成功”是一回事吗？",
            lambda trades, as_of: _table(_paid(trades, as_of), as_of),
        ),
        Mistake(
            "closed_for_success",
            "三个数都是从交易关闭的订单算出来的。",
            "条件里写的是哪一种状态？",
            lambda trades, as_of: _table(
                _until(trades[trades["交易状态"] == CLOSED], as_of), as_of
            ),
        ),
        Mistake(
            "with_later_orders",
            "分析日以后的订单也算了进去。",
            "“到 as_of 为止”这个条件，写在了哪里？",
            lambda trades, as_of: _table(trades[trades["交易状态"] == SUCCESS], as_of),
        ),
        Mistake(
            "later_orders_in_f_and_m",
            "R 只看了分析日以前，F 和 M 却把以后的订单也算了。",
            "三个数是从同一张筛选过的表算出来的吗？",
            lambda trades, as_of: _table(
                _done(trades, as_of),
                as_of,
                trades[trades["交易状态"] == SUCCESS],
                trades[trades["交易状态"] == SUCCESS],
            ),
        ),
        Mistake(
            "f_of_all_states",
            "F 把没有成功的订单也数了进去，R 和 M 没有。",
            "计数的那一列，来自筛选之前还是之后的表？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of, _until(trades, as_of)),
        ),
        Mistake(
            "m_of_all_states",
            "M 把没有成功的订单也加了进去，R 和 F 没有。",
            "求和的那一列，来自筛选之前还是之后的表？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of, None, _until(trades, as_of)),
        ),
        Mistake(
            "f_and_m_of_all",
            "R 只看了成功的订单，F 和 M 却是从全部订单算的。",
            "三个数是从同一张筛选过的表算出来的吗？",
            _f_and_m_of_all,
        ),
        Mistake(
            "filtered_after_grouping",
            "先分了组再看分析日：以后又来过的客户整个人不见了。",
            "as_of 的条件，该写在分组之前还是之后？",
            _filtered_after,
        ),
        Mistake(
            "last_day_of_all",
            "R 是从全店最近的一天算的，每个人都一样。",
            "每位客户自己的最近一次，在哪一列？",
            _last_of_all,
        ),
        Mistake(
            "last_day_out",
            "分析日当天的订单被去掉了。",
            "“到分析日为止”，当天算不算？",
            lambda trades, as_of: _table(_not_on_the_day(trades, as_of), as_of),
        ),
        Mistake(
            "days_for_orders",
            "F 数的是来过的天数：同一天的两单只算了一次。",
            "F 数的是订单，该用 nunique 还是 count？",
            lambda trades, as_of: _table(
                _done(trades, as_of), as_of, how=("max", "nunique", "sum")
            ),
        ),
        Mistake(
            "first_trade",
            "R 是从第一次成交数起的。",
            "最近的一次，是日期最小的还是最大的？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of, how=("min", "count", "sum")),
        ),
        Mistake(
            "mean_amount",
            "M 里是每笔平均，不是合计。",
            "M 是一共花了多少，用 mean 还是 sum？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of, how=("max", "count", "mean")),
        ),
        Mistake(
            "largest_amount",
            "M 里只有最大的一笔。",
            "要把几笔加起来，用 max 还是 sum？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of, how=("max", "count", "max")),
        ),
        Mistake(
            "negative_days",
            "R 都是负的：减号两边放反了。",
            "分析日和成交日，谁在后？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of).assign(
                R=lambda table: -table["R"]
            ),
        ),
        Mistake(
            "date_for_days",
            "R 里放的是日期，还没有算成天数。",
            "最近一次的日期有了，离分析日多少天，写在哪一行？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of).assign(
                R=lambda table: as_of - pd.to_timedelta(table["R"], unit="D")
            ),
        ),
        Mistake(
            "f_and_m_swapped",
            "F 和 M 两列的内容换了位置。",
            "看第一行：笔数会有小数吗？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of).rename(
                columns={"F": "M", "M": "F"}
            ),
        ),
        Mistake(
            "fixed_date",
            "分析日写死成了 2021-12-31，换一天还是从那天数起。",
            "日期该写在函数里，还是用括号里的 as_of？",
            lambda trades, as_of: _table(
                _done(trades, pd.Timestamp("2021-12-31")), pd.Timestamp("2021-12-31")
            ),
        ),
        Mistake(
            "zero_for_nobody",
            "一笔也没有成功的人也在表里，三个数都写成了 0。",
            "R = 0 的意思是“今天刚来过”，他来过吗？",
            _with_everybody,
        ),
        Mistake(
            "whole_yuan",
            "M 只保留到元，角和分不见了。",
            "round 的括号里，要保留几位小数？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of).round({"M": 0}),
        ),
        Mistake(
            "date_left_in",
            "表里多留了一列日期，题目只要四列。",
            "挑好四列以后，存回 table 了吗？",
            lambda trades, as_of: _table(_done(trades, as_of), as_of).assign(最近=as_of),
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.DataFrame)
                and {"客户", "R", "F", "M"} < set(actual.value.columns)
            ),
        ),
    ),
    styles=(_by_merging, _by_pivoting, _by_loop),
    hints=(
        "和练习 1 同一条路：先筛选，再按客户分组。agg 里多写两行，一行计数，一行求和。",
        'F=("订单编号", "count")，M=("交易金额", "sum")；最近=("付款日期", "max") 留着，用来算 R。',
        '最后一行：table = table[["客户", "R", "F", "M"]]，只留下四列。',
    ),
    rule=Rule(tolerance=0.006),
    random=cases.random_orders,
)
