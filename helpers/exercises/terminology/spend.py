"""客单价: who paid, how much, and how many people they were."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.states import CLOSED, SUCCESS, WAITING_PAYMENT
from helpers.analysis.tables import ratio
from helpers.analysis.terminology import spend_per_customer as reference_spend_per_customer
from helpers.exercises.generic import or_zero
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.terminology import cases
from helpers.exercises.terminology.buyers import people


def _reference(trades: pd.DataFrame) -> float:
    return reference_spend_per_customer(trades)


def _paid(trades: pd.DataFrame) -> pd.DataFrame:
    return trades[trades["付款时间"].notna()]


def _sales(trades: pd.DataFrame) -> float:
    return float(trades["订单金额"].sum())


def _in_state(trades: pd.DataFrame) -> float:
    done = trades[trades["交易状态"] == SUCCESS]
    return ratio(_sales(done), people(done))


def _not_closed(trades: pd.DataFrame) -> float:
    open_ = trades[trades["交易状态"] != CLOSED]
    return ratio(_sales(open_), people(open_))


def _not_waiting(trades: pd.DataFrame) -> float:
    left = trades[trades["交易状态"] != WAITING_PAYMENT]
    return ratio(_sales(left), people(left))


def _first_order_only(trades: pd.DataFrame) -> float:
    first = _paid(trades).drop_duplicates("买家")
    return ratio(_sales(first), len(first))


def _mean_of_days(trades: pd.DataFrame) -> float:
    paid = _paid(trades)
    days = paid.groupby(paid["付款时间"].dt.normalize())
    return float((days["订单金额"].sum() / days["买家"].nunique()).mean())


def _by_mean_of_people(trades: pd.DataFrame) -> Any:
    return _paid(trades).groupby("买家")["订单金额"].sum().mean()


def _with_loop(trades: pd.DataFrame) -> float | None:
    money: dict[str, float] = {}
    for row in trades.to_dict("records"):
        if pd.notna(row["付款时间"]):
            money[row["买家"]] = money.get(row["买家"], 0) + row["订单金额"]
    return sum(money.values()) / len(money) if money else None


def _by_dropna(trades: pd.DataFrame) -> float:
    paid = trades.dropna(subset=["付款时间"])
    items = paid["商品件数"].sum()
    buyers = paid["买家"].drop_duplicates().size
    return (paid["订单金额"].sum() / items) * (items / buyers) if buyers else float("nan")


SPEND_PER_CUSTOMER = Exercise(
    name="spend_per_customer",
    title="客单价",
    kind="function",
    answer="spend_per_customer",
    asks="写函数 spend_per_customer(trades)：付了款的订单金额合计 ÷ 付了款的人数（元/人）。",
    stub="def spend_per_customer(trades):\n    ...\n    return ratio(sales, buyers)",
    reference=_reference,
    cases=cases.trade_cases,
    parts=(
        Part("每人一单，都付了款", 2, ("clear",)),
        Part("没付款的、买两次的、全额退款的", 3, cases.PAID_TRAPS, random=True),
        Part("没有人付款时是缺失", 1, ("nobody_paid",)),
    ),
    mistakes=(
        Mistake(
            "unpaid_everywhere",
            "没付款的订单也算了进去：那些钱店里没有收到，那些人也还不是付款的人。",
            "哪一列能看出付没付款？空着的行去掉了吗？",
            lambda trades: ratio(_sales(trades), people(trades)),
        ),
        Mistake(
            "unpaid_amount",
            "分母只数了付款的人，分子却把没付款的金额也加了进去。",
            "求和的那一列，来自 trades，还是来自 paid？",
            lambda trades: ratio(_sales(trades), people(_paid(trades))),
        ),
        Mistake(
            "unpaid_buyers",
            "分子只加了付了款的钱，分母却把没付款的人也数了进去。",
            "数人的那一列，来自 trades，还是来自 paid？",
            lambda trades: ratio(_sales(_paid(trades)), people(trades)),
        ),
        Mistake(
            "per_order",
            "你除的是订单数，得到的是笔单价：同一个人买了两次，被数了两次。",
            "“每位客户”，要数行，还是数不同的买家？",
            lambda trades: ratio(_sales(_paid(trades)), len(_paid(trades))),
        ),
        Mistake(
            "per_row",
            "你除的是整张表的行数，没付款的订单也在分母里。",
            "分母要的是付款的人数，len(trades) 数的是什么？",
            lambda trades: ratio(_sales(_paid(trades)), len(trades)),
        ),
        Mistake(
            "per_item",
            "你除的是件数，得到的是件单价。",
            "客单价的“客”，是人还是件？",
            lambda trades: ratio(_sales(_paid(trades)), _paid(trades)["商品件数"].sum()),
        ),
        Mistake(
            "items_per_customer",
            "你算的是每人买几件（客件数），还没有乘上钱。",
            "分子要加的是“商品件数”，还是“订单金额”？",
            lambda trades: ratio(_paid(trades)["商品件数"].sum(), people(_paid(trades))),
        ),
        Mistake(
            "successful_only",
            "你只算了“交易成功”的订单：付了款、还在路上的，和付款后又退了的，都没有算。",
            "这一题看的是交易状态，还是有没有付款时间？",
            _in_state,
        ),
        Mistake(
            "not_closed",
            "你只去掉了“交易关闭”：没付款的还在里面，付过款又退的却没有了。",
            "“关闭”的订单里，有没有付过款的？“没关闭”的都付款了吗？",
            _not_closed,
        ),
        Mistake(
            "mean_of_days",
            "你先算每天的客单价再平均：同一个人两天都来，就被当成了两个人。",
            "整个月的人数，是把每天的人数加起来吗？",
            _mean_of_days,
        ),
        Mistake(
            "total_sales",
            "你交的是付款金额的合计，还没有除以人数。",
            "“平均每位客户”，合计之后还差哪一步？",
            lambda trades: _sales(_paid(trades)),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "单位是“元/人”，元在上面还是人在上面？",
            lambda trades: ratio(people(_paid(trades)), _sales(_paid(trades))),
        ),
        Mistake(
            "zero_for_missing",
            "一个人也没付款时，你交了 0：那等于说“每人花了 0 元”。",
            "没有人付款，“每位付款客户花多少”说得出来吗？",
            lambda trades: or_zero(_reference(trades)),
        ),
        Mistake(
            "paid_and_not_closed",
            "付过款、后来全额退了的订单被去掉了。",
            "“交易关闭”里有付款时间的，这一题算不算？",
            lambda trades: _not_closed(_paid(trades)),
        ),
        Mistake(
            "unpaid_only",
            "你留下的正好是没付款的订单。",
            "付款时间空着的行，该留下还是去掉？",
            lambda trades: ratio(
                _sales(trades[trades["付款时间"].isna()]), people(trades[trades["付款时间"].isna()])
            ),
        ),
        Mistake(
            "first_order_only",
            "你先去掉了重复的买家再加钱：买两次的人，只剩下第一笔的钱。",
            "去重是为了数人，加钱的时候该用去重以前的表吗？",
            lambda trades: _first_order_only(trades),
        ),
        Mistake(
            "mean_of_means",
            "你先算每位客户每笔的平均，再平均：买两次的人，钱没有加起来。",
            "一位客户一共花了多少，用 mean 还是 sum？",
            lambda trades: float(_paid(trades).groupby("买家")["订单金额"].mean().mean()),
        ),
        Mistake(
            "mean_over_people",
            "你先求了平均，又除了一次人数。",
            "平均数已经除过一次了，sales 该用 mean 还是 sum？",
            lambda trades: ratio(_paid(trades)["订单金额"].mean(), people(_paid(trades))),
        ),
        Mistake(
            "not_waiting",
            "你只去掉了“等待买家付款”：没付款就关闭的订单还在里面。",
            "“交易关闭”的订单都付过款吗？看哪一列最准？",
            lambda trades: _not_waiting(trades),
        ),
    ),
    styles=(_by_mean_of_people, _with_loop, _by_dropna),
    hints=(
        '先留下付了款的行：paid = trades[trades["付款时间"].notna()]。notna() 的意思是“不是空的”。',
        "上面是 paid 里订单金额的合计，下面是 paid 里有几个不同的买家。",
        'sales = paid["____"].sum()，buyers = paid["____"].nunique()',
    ),
    random=cases.random_trades,
)
