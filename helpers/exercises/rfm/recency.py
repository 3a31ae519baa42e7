"""R: how many days ago was the last successful trade?"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import rfm_table as reference_rfm_table
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _until(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    return trades[trades["付款日期"] <= as_of]


def _done(trades: pd.DataFrame, *more: str) -> pd.DataFrame:
    return trades[trades["交易状态"].isin([SUCCESS, *more])]


def _days(kept: pd.DataFrame, as_of: pd.Timestamp, how: str = "max") -> pd.DataFrame:
    table = kept.groupby("客户").agg(最近=("付款日期", how)).reset_index()
    table["R"] = (as_of - table["最近"]).dt.days
    return table[["客户", "R"]]


def _plus(table: pd.DataFrame, days: int) -> pd.DataFrame:
    return table.assign(R=table["R"] + days)


def _spans(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    last = _until(_done(trades), as_of).groupby("客户")["付款日期"].max()
    return (as_of - last).rename("R").reset_index()


def _everybody(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    names = trades[["客户"]].drop_duplicates()
    return names.merge(_days(_until(_done(trades), as_of), as_of), how="left").fillna({"R": 0})


def _one_row_an_order(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = _until(_done(trades), as_of)
    return done.assign(R=(as_of - done["付款日期"]).dt.days)[["客户", "R"]]


def _by_sorting(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = trades[(trades["交易状态"] == "交易成功") & (trades["付款日期"] <= as_of)]
    last = done.sort_values("付款日期").drop_duplicates("客户", keep="last").copy()
    last["R"] = (as_of - last["付款日期"]).dt.days
    return last[["客户", "R"]]


def _by_smallest(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = trades[trades["交易状态"] == "交易成功"].copy()
    done["R"] = (as_of - done["付款日期"]).dt.days
    done = done[done["R"] >= 0]
    return done.pivot_table(index="客户", values="R", aggfunc="min").reset_index()


def _by_loop(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    found: dict[str, int] = {}
    for row in trades.to_dict("records"):
        if row["交易状态"] == "交易成功" and row["付款日期"] <= as_of:
            days = (as_of - row["付款日期"]).days
            found[row["客户"]] = min(days, found.get(row["客户"], days))
    return pd.DataFrame({"客户": list(found), "R": list(found.values())})


RECENCY = Exercise(
    name="recency",
    title="R：多少天没来了",
    kind="function",
    answer="recency",
    asks="写函数 recency(trades, as_of)：每位客户最近一次成功交易离分析日多少天，列为 客户、R。",
    stub='def recency(trades, as_of):\n    ...\n    return table[["客户", "R"]]',
    reference=lambda trades, as_of: reference_rfm_table(trades, as_of)[["客户", "R"]],
    cases=cases.orders_cases,
    parts=(
        Part("全部成功时，天数都对", 2, ("clear", "same_day")),
        Part("只算成功的、分析日以前的", 2, cases.TRAPS, random=True),
    ),
    mistakes=(
        Mistake(
            "all_states",
            "没有成功的订单也被当成了“来过”。",
            "后来那一单关闭了，它算不算最近一次成交？",
            lambda trades, as_of: _days(_until(trades, as_of), as_of),
        ),
        Mistake(
            "either_condition",
            "两个条件用了 |：有一个成立的订单就留了下来。",
            "两个条件都要成立，中间该写 & 还是 |？",
            lambda trades, as_of: _days(
                trades[(trades["交易状态"] == SUCCESS) | (trades["付款日期"] <= as_of)], as_of
            ),
        ),
        Mistake(
            "not_closed",
            "你只去掉了交易关闭的订单，还在路上的也算成了成交。",
            "货还没有确认收到，这笔交易成功了吗？",
            lambda trades, as_of: _days(_until(_done(trades, SHIPPED, PAID), as_of), as_of),
        ),
        Mistake(
            "closed_too",
            "交易关闭的订单也被当成了成交。",
            "条件里，写的是哪一种状态？",
            lambda trades, as_of: _days(_until(_done(trades, CLOSED), as_of), as_of),
        ),
        Mistake(
            "with_later_orders",
            "分析日以后的订单也算了进去，天数成了负的。",
            "站在分析日那天看，以后的订单知道吗？",
            lambda trades, as_of: _days(_done(trades), as_of),
        ),
        Mistake(
            "last_day_out",
            "分析日当天成交的订单被去掉了。",
            "“到分析日为止”，当天算不算？该写 < 还是 <=？",
            lambda trades, as_of: _days(
                _done(trades)[_done(trades)["付款日期"] < as_of],
                as_of,
            ),
        ),
        Mistake(
            "first_trade",
            "你算的是离第一次成交多少天，不是最近一次。",
            "日期最晚的那一次，用 min 还是 max？",
            lambda trades, as_of: _days(_until(_done(trades), as_of), as_of, "min"),
        ),
        Mistake(
            "last_row",
            "你取的是表里排在最后的一行，它不一定是最近的一次。",
            "行的先后会打乱，日期的先后用哪个词？",
            lambda trades, as_of: _days(_until(_done(trades), as_of), as_of, "last"),
        ),
        Mistake(
            "negative_days",
            "天数都是负的：减号两边放反了。",
            "分析日在后，成交在前，谁减谁？",
            lambda trades, as_of: _days(_until(_done(trades), as_of), as_of).assign(
                R=lambda table: -table["R"]
            ),
        ),
        Mistake(
            "both_ends_counted",
            "每个人都多了 1 天：头尾两天都数了进去。",
            "昨天买的人，离今天是 1 天还是 2 天？",
            lambda trades, as_of: _plus(_days(_until(_done(trades), as_of), as_of), 1),
        ),
        Mistake(
            "no_dt_days",
            "R 里是“几天几时”那样的时间长度，还不是一个数。",
            "两个日期相减以后，怎样取出天数？",
            _spans,
        ),
        Mistake(
            "from_the_last_order",
            "你是从表里最晚的一笔订单往回数的，没有用分析日。",
            "括号里的 as_of 用在减法里了吗？",
            lambda trades, as_of: _days(
                _until(_done(trades), as_of),
                _until(_done(trades), as_of)["付款日期"].max(),
            ),
        ),
        Mistake(
            "fixed_date",
            "分析日写死成了 2021-12-31，换一天还是从那天数起。",
            "日期该写在函数里，还是用括号里的 as_of？",
            lambda trades, as_of: _days(
                _until(_done(trades), pd.Timestamp("2021-12-31")), pd.Timestamp("2021-12-31")
            ),
        ),
        Mistake(
            "zero_for_nobody",
            "一笔也没有成功的人，R 写成了 0，像是今天刚来过。",
            "从来没有成交过的人，有“最近一次”吗？",
            _everybody,
        ),
        Mistake(
            "one_row_an_order",
            "一笔订单占了一行，同一位客户出现了几次。",
            "一位客户一行，要先按什么分组？",
            _one_row_an_order,
        ),
    ),
    styles=(_by_sorting, _by_smallest, _by_loop),
    hints=(
        "四个空依次问：什么状态算数？比较符号是什么？取最早还是最晚的日期？谁减去 table 里的那一列？",
        "当天也算，所以是 <=；最近一次，就是日期最大的一次。",
        'table["R"] = (as_of - table["最近"]).dt.days，前面两行照着“认识几天”那一格填。',
    ),
    random=cases.random_orders,
)
