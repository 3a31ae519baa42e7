"""The four terms of customer service (course section "terms"), on prepared columns.

Every ratio is a fraction or an amount, not a percentage; a denominator of 0 gives nan. Totals sum
numerators and denominators and divide once. Row order and index do not matter; a table without rows
gives nan (or a table without rows). All functions raise ``WorkbookError`` for a missing column, for
text where numbers belong and for times that are not times.

The tables:

* ``inquiries``: one row per buyer and day. 日期 (day), 买家, 咨询次数 (conversations of that day),
  下单数 and 付款数 (whole numbers). Where 咨询次数 > 0, 下单数 counts the orders that came of those
  conversations and 付款数 those of them that were paid; where it is 0, the buyer ordered in silence
  (静默下单).
* ``trades``: one row per order. 订单编号, 买家, 付款时间 (blank: not paid), 交易状态, 订单金额
  (yuan, due or paid), 商品件数.
* ``rounds``: one row per question and its reply; questions in a row are one round, timed from the
  first. 会话编号, 轮次 (1, 2, … for people, 0 for a robot's greeting), 客服, 提问时间, 等待秒数
  (blank: never answered), 是否机器人 (是 or 否).
* ``refunds``: one row per product, for one period. 商品; 售出件数, 退款件数, 前期退款件数;
  付款子订单数, 退款子订单数, 前期退款子订单数; 销售额, 退款额, 前期退款额 (yuan). 退款… is all that
  was refunded in the period, 前期退款… the part of it that was sold before the period.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from helpers.analysis.states import SUCCESS
from helpers.analysis.tables import cents, ratio, require_columns, require_times
from helpers.errors import WorkbookError

CAP_SECONDS = 600
OPENS, CLOSES = 8, 23
_INQUIRY_NUMBERS = ["咨询次数", "下单数", "付款数"]
_REFUND_COLUMNS = {
    "件数": ("售出件数", "退款件数", "前期退款件数"),
    "子订单数": ("付款子订单数", "退款子订单数", "前期退款子订单数"),
    "金额": ("销售额", "退款额", "前期退款额"),
}

Outcome = Literal["下单数", "付款数"]
Basis = Literal["件数", "子订单数", "金额"]


# --- 询单转化率 inquiry conversion rate


def within_days(inquiries: pd.DataFrame, as_of: str | pd.Timestamp, days: int = 28) -> pd.DataFrame:
    """The rows of the ``days`` days that end with the day ``as_of`` (it counts)."""
    require_columns(inquiries, ["日期"])
    require_times(inquiries, ["日期"])
    last = pd.Timestamp(as_of).normalize()
    first = last - pd.Timedelta(days=days - 1)
    return inquiries[pd.to_datetime(inquiries["日期"]).dt.normalize().between(first, last)]


def asked_within(
    inquiries: pd.DataFrame, as_of: str | pd.Timestamp | None = None, days: int = 28
) -> pd.DataFrame:
    """The rows with an inquiry ``within_days``; of the whole table where ``as_of`` is None."""
    require_columns(inquiries, ["日期", "买家", *_INQUIRY_NUMBERS], numeric=_INQUIRY_NUMBERS)
    require_times(inquiries, ["日期"])
    recent = inquiries if as_of is None else within_days(inquiries, as_of, days)
    return recent[recent["咨询次数"] > 0]


def conversion_by_buyers(
    inquiries: pd.DataFrame,
    as_of: str | pd.Timestamp | None = None,
    days: int = 28,
    outcome: Outcome = "下单数",
) -> float:
    """Distinct buyers who asked and then ordered ÷ distinct buyers who asked, pooled (primary).

    ``outcome`` 付款数 asks for payment in place of an order. Silent orders count nowhere.
    """
    asked = asked_within(inquiries, as_of, days)
    converted = asked.loc[asked[outcome] > 0, "买家"].nunique()
    return ratio(converted, asked["买家"].nunique())


def conversion_by_orders(
    inquiries: pd.DataFrame,
    as_of: str | pd.Timestamp | None = None,
    days: int = 28,
    outcome: Outcome = "下单数",
) -> float:
    """Orders that came of inquiries ÷ inquiries, pooled over the days; can be more than 1."""
    asked = asked_within(inquiries, as_of, days)
    return ratio(asked[outcome].sum(), asked["咨询次数"].sum())


def daily_conversion(
    inquiries: pd.DataFrame, as_of: str | pd.Timestamp | None = None, days: int = 28
) -> pd.DataFrame:
    """The course's second version, by natural day.

    Returns:
        Columns 日期, 咨询次数, 下单数, 询单转化率 (orders ÷ inquiries); one row per day with an
        inquiry, by date.
    """
    asked = asked_within(inquiries, as_of, days)
    table = asked.groupby("日期", as_index=False)[["咨询次数", "下单数"]].sum()
    return table.assign(询单转化率=table["下单数"].astype("float64") / table["咨询次数"])


# --- 客单价 average spend per customer, and its relatives


def paid_only(trades: pd.DataFrame, successful_only: bool = False) -> pd.DataFrame:
    """Trades with a payment time; with ``successful_only`` those of them in the state 交易成功.

    A refund in full turns a paid order into 交易关闭: it counts in the first case only.
    """
    needed = ["买家", "付款时间", "交易状态", "订单金额", "商品件数"]
    require_columns(trades, needed, numeric=["订单金额", "商品件数"])
    require_times(trades, ["付款时间"])
    paid = trades["付款时间"].notna()
    return trades[paid & (trades["交易状态"] == SUCCESS)] if successful_only else trades[paid]


def _sales(paid: pd.DataFrame) -> float:
    return float(cents(paid["订单金额"]).sum()) / 100


def spend_per_customer(trades: pd.DataFrame, successful_only: bool = False) -> float:
    """客单价: sales ÷ distinct paying customers of the whole table, yuan per person."""
    paid = paid_only(trades, successful_only)
    return ratio(_sales(paid), paid["买家"].nunique())


def spend_per_order(trades: pd.DataFrame, successful_only: bool = False) -> float:
    """笔单价: sales ÷ paid orders, yuan per order."""
    paid = paid_only(trades, successful_only)
    return ratio(_sales(paid), len(paid))


def spend_per_item(trades: pd.DataFrame, successful_only: bool = False) -> float:
    """件单价: sales ÷ pieces sold, yuan per piece."""
    paid = paid_only(trades, successful_only)
    return ratio(_sales(paid), paid["商品件数"].sum())


def items_per_customer(trades: pd.DataFrame, successful_only: bool = False) -> float:
    """客件数: pieces sold ÷ distinct paying customers; 客单价 = 客件数 × 件单价."""
    paid = paid_only(trades, successful_only)
    return ratio(paid["商品件数"].sum(), paid["买家"].nunique())


def daily_spend(trades: pd.DataFrame, successful_only: bool = False) -> pd.DataFrame:
    """客单价 day by day; its mean is not the 客单价 of the period (people are distinct each day).

    Returns:
        Columns 日期 (of payment), 销售额 (yuan), 付款买家数, 客单价; a row per day with a payment.
    """
    paid = paid_only(trades, successful_only)
    work = pd.DataFrame(
        {
            "日期": pd.to_datetime(paid["付款时间"]).dt.normalize(),
            "买家": paid["买家"],
            "cents": cents(paid["订单金额"]),
        }
    )
    grouped = work.groupby("日期", as_index=False)
    table = grouped.agg(销售额=("cents", "sum"), 付款买家数=("买家", "nunique"))
    buyers = table["付款买家数"].astype("float64")
    table["销售额"] = table["销售额"] / 100
    return table.assign(客单价=table["销售额"] / buyers.where(buyers > 0))


# --- 旺旺响应速度 response speed


def counted_rounds(
    rounds: pd.DataFrame, opens: float = OPENS, closes: float = CLOSES
) -> pd.DataFrame:
    """Rounds of people (no robots) asked in the service window: opens ≤ hour of day < closes."""
    needed = ["轮次", "提问时间", "等待秒数", "是否机器人"]
    require_columns(rounds, needed, numeric=["轮次", "等待秒数"])
    require_times(rounds, ["提问时间"])
    asked = pd.to_datetime(rounds["提问时间"])
    hour = (asked - asked.dt.normalize()).dt.total_seconds() / 3600
    return rounds[(rounds["是否机器人"] == "否") & (hour >= opens) & (hour < closes)]


def _mean_wait(rounds: pd.DataFrame, cap: float) -> float:
    waits = pd.to_numeric(rounds["等待秒数"]).astype("float64").fillna(cap).clip(upper=cap)
    return ratio(waits.sum(), len(waits))


def first_response(
    rounds: pd.DataFrame, cap: float = CAP_SECONDS, opens: float = OPENS, closes: float = CLOSES
) -> float:
    """Mean wait for the first reply of each conversation (轮次 1), seconds.

    No wait counts for more than ``cap`` seconds, an unanswered question for exactly so much.
    """
    counted = counted_rounds(rounds, opens, closes)
    return _mean_wait(counted[counted["轮次"] == 1], cap)


def average_response(
    rounds: pd.DataFrame, cap: float = CAP_SECONDS, opens: float = OPENS, closes: float = CLOSES
) -> float:
    """Mean wait over all rounds, seconds; capped like ``first_response``."""
    return _mean_wait(counted_rounds(rounds, opens, closes), cap)


def quick_reply_rate(
    rounds: pd.DataFrame, within: float = 180, opens: float = OPENS, closes: float = CLOSES
) -> float:
    """3-minute response rate: rounds answered in at most ``within`` seconds ÷ all rounds."""
    counted = counted_rounds(rounds, opens, closes)
    return ratio((counted["等待秒数"] <= within).sum(), len(counted))


# --- 商品退款率 refund rate


def refund_rate(
    refunds: pd.DataFrame, basis: Basis = "件数", without_earlier: bool = True
) -> float:
    """Refunded ÷ sold in the same period, all products pooled.

    Args:
        refunds: One row per product.
        basis: 件数 (the course's), 子订单数 or 金额; the three differ.
        without_earlier: Leave out refunds of what was sold before the period. With them the rate
            mixes two periods and can be more than 1.

    Raises:
        WorkbookError: an unknown basis, or the table is unfit.
    """
    sold, refunded = _sold_and_refunded(refunds, basis, without_earlier)
    return ratio(refunded.sum(), sold.sum())


def refund_rate_by_product(
    refunds: pd.DataFrame, basis: Basis = "件数", without_earlier: bool = True
) -> pd.DataFrame:
    """The same for each product: columns 商品, 退款率 (nan where nothing was sold), order kept."""
    require_columns(refunds, ["商品"])
    sold, refunded = _sold_and_refunded(refunds, basis, without_earlier)
    rates = refunded / sold.where(sold != 0)
    return pd.DataFrame({"商品": refunds["商品"], "退款率": rates}).reset_index(drop=True)


def _sold_and_refunded(
    refunds: pd.DataFrame, basis: str, without_earlier: bool
) -> tuple[pd.Series[float], pd.Series[float]]:
    if basis not in _REFUND_COLUMNS:
        known = "、".join(_REFUND_COLUMNS)
        raise WorkbookError(f"退款率的口径只能是 {known}，现在是“{basis}”。请改成其中一个。")
    columns = _REFUND_COLUMNS[basis]
    require_columns(refunds, columns, numeric=columns)
    sold, refunded, earlier = (pd.to_numeric(refunds[name]).astype("float64") for name in columns)
    return sold, refunded - earlier if without_earlier else refunded
