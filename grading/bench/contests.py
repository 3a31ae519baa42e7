"""Each function of ``helpers.analysis`` on a large table, beside pandas lines written by hand.

The hand-written lines are what somebody would type who needs the result once: no check of columns,
no exact cents, no missing-value rule beyond pandas' own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from grading.bench.tables import AS_OF, Tables
from helpers.analysis import (
    cleaning,
    customer_table,
    first_steps,
    interval_days,
    loyalty,
    old_customers,
    rfm,
    terminology,
)

Make = Callable[[Tables], tuple[Any, ...]]


@dataclass(frozen=True)
class Contest:
    """One function, what it is called with, and how it is done by hand (where that is not one line)."""

    function: Callable[..., Any]
    inputs: Make
    by_hand: Callable[..., Any] | None = None

    @property
    def name(self) -> str:
        """Module and function."""
        return f"{self.function.__module__.rsplit('.', 1)[-1]}.{self.function.__name__}"


def _orders(*rest: Any) -> Make:
    return lambda tables: (tables.orders, *rest)


def _inquiries(*rest: Any) -> Make:
    return lambda tables: (tables.inquiries, *rest)


def _sheet(*rest: Any) -> Make:
    return lambda tables: (tables.sheet, *rest)


def _clean(*rest: Any) -> Make:
    return lambda tables: (tables.clean, *rest)


def _rounds(tables: Tables) -> tuple[Any, ...]:
    return (tables.rounds,)


def _refunds(tables: Tables) -> tuple[Any, ...]:
    return (tables.refunds,)


def _rfm(*rest: Any) -> Make:
    return lambda tables: (tables.rfm, *rest)


def _behaviour(tables: Tables) -> tuple[Any, ...]:
    return (tables.behaviour,)


def _survey(tables: Tables) -> tuple[Any, ...]:
    return (tables.survey,)


def _customers(tables: Tables) -> tuple[Any, ...]:
    return (tables.customers,)


def _done(trades: pd.DataFrame) -> pd.DataFrame:
    return trades[trades["交易状态"] == "交易成功"]


def _successful(trades: pd.DataFrame) -> pd.DataFrame:
    grouped = _done(trades).groupby("客户")
    table = grouped.agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum"))
    return table.reset_index()


def _old(trades: pd.DataFrame) -> pd.DataFrame:
    table = _successful(trades).rename(columns={"客户": "客户名称"})
    table = table[(table["实际成交次数"] >= 2) & (table["成交金额"].round(2) > 40)]
    return table.sort_values("成交金额", ascending=False)


def _by_state(trades: pd.DataFrame) -> pd.DataFrame:
    grouped = trades.groupby(["客户", "交易状态"])
    table = grouped.agg(订单数=("订单编号", "count"), 金额合计=("交易金额", "sum"))
    return table.reset_index()


def _rfm_table(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    done = _done(trades)
    done = done[done["付款日期"].dt.normalize() <= as_of]
    table: pd.DataFrame = done.groupby("客户").agg(
        R=("付款日期", "max"), F=("订单编号", "count"), M=("交易金额", "sum")
    )
    table = table.assign(R=(as_of - table["R"].dt.normalize()).dt.days)
    return table.reset_index()


def _rfm_classes(trades: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series[Any]:
    table = _rfm_table(trades, as_of)
    high = [table["R"] < table["R"].mean()]
    high += [table[name] > table[name].mean() for name in ("F", "M")]
    code = high[0].astype(int).astype(str) + high[1].astype(int).astype(str)
    named: pd.Series[Any] = (code + high[2].astype(int).astype(str)).map(dict(rfm.CLASSES))
    return named.set_axis(table["客户"])


def _gaps(orders: pd.DataFrame) -> pd.Series[Any]:
    ordered = orders.sort_values(["客户", "下单时间"])
    days = ordered["下单时间"].dt.normalize()
    gaps: pd.Series[Any] = days.groupby(ordered["客户"]).diff().dt.days
    return gaps.reset_index(drop=True)


def _latest(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values("导出日期", kind="stable").drop_duplicates("订单编号", keep="last")


def _classes(customers: pd.DataFrame) -> pd.DataFrame:
    times, total = customers[customer_table.TIMES], customers[customer_table.TOTAL]
    rules = [(times >= 4) & (total > 200), times.between(2, 3) & (total > 100)]
    names = np.select(rules, ["高价值客户", "中等价值客户"], default="一般客户")
    classed: pd.DataFrame = customers.assign(客户类型=names)
    return classed


def _levels(customers: pd.DataFrame) -> pd.DataFrame:
    table = _classes(customers).merge(customer_table.service_levels(), on="客户类型", how="left")
    return table[["姓名", "性别", "客户类型", "服务级别"]]


def _joined(behaviour: pd.DataFrame, survey: pd.DataFrame, as_of: pd.Timestamp) -> pd.Series[Any]:
    last = survey.sort_values("答卷日期", kind="stable").groupby("客户").tail(1)
    last = last.assign(满意度=last["感知值"] - last["期望值"])
    return behaviour.merge(last[["客户", "满意度"]], on="客户", how="left")["满意度"]


def _daily(trades: pd.DataFrame) -> pd.Series[Any]:
    paid = trades[trades["付款时间"].notna()]
    days = paid.groupby(paid["付款时间"].dt.normalize())
    daily: pd.Series[Any] = days["订单金额"].sum() / days["买家"].nunique()
    return daily


_DATES = list(customer_table.DATES)

CONTESTS = (
    Contest(first_steps.distinct_buyers, _orders()),
    Contest(first_steps.total_amount, _orders()),
    Contest(first_steps.in_state, _orders()),
    Contest(first_steps.to_remind, _orders(30)),
    Contest(first_steps.unpaid_orders, _orders()),
    Contest(first_steps.mean_paid_amount, _orders()),
    Contest(terminology.within_days, _inquiries(AS_OF)),
    Contest(terminology.asked_within, _inquiries(AS_OF)),
    Contest(terminology.conversion_by_buyers, _inquiries(AS_OF)),
    Contest(terminology.conversion_by_orders, _inquiries(AS_OF)),
    Contest(terminology.daily_conversion, _inquiries(AS_OF)),
    Contest(terminology.paid_only, _orders()),
    Contest(terminology.spend_per_customer, _orders()),
    Contest(terminology.spend_per_order, _orders()),
    Contest(terminology.spend_per_item, _orders()),
    Contest(terminology.items_per_customer, _orders()),
    Contest(terminology.daily_spend, _orders(), _daily),
    Contest(terminology.counted_rounds, _rounds),
    Contest(terminology.first_response, _rounds),
    Contest(terminology.average_response, _rounds),
    Contest(terminology.quick_reply_rate, _rounds),
    Contest(terminology.refund_rate, _refunds),
    Contest(terminology.refund_rate_by_product, _refunds),
    Contest(old_customers.orders_by_state, _orders()),
    Contest(old_customers.counts_by_customer_state, _orders(), _by_state),
    Contest(old_customers.pivot_by_customer, _orders()),
    Contest(old_customers.pivot_states_wide, _orders()),
    Contest(old_customers.successful_by_customer, _orders(), _successful),
    Contest(old_customers.old_customers, _orders(), _old),
    Contest(old_customers.top_customers, _orders()),
    Contest(old_customers.old_customer_share, _orders()),
    Contest(cleaning.clean_header, lambda tables: (tables.raw,)),
    Contest(cleaning.plain_ids, _clean()),
    Contest(cleaning.to_amounts, lambda tables: (tables.clean["买家实际支付金额"],)),
    Contest(cleaning.clean_amount, _clean()),
    Contest(cleaning.to_times, lambda tables: (tables.clean["订单付款时间"],)),
    Contest(cleaning.bad_dates, _clean()),
    Contest(cleaning.blank_spellings, _clean()),
    Contest(cleaning.latest_rows, _clean(), _latest),
    Contest(cleaning.odd_amounts, _orders(1, 500)),
    Contest(cleaning.known_total, _orders()),
    Contest(cleaning.middle_amount, _orders()),
    Contest(cleaning.mask_phones, _clean()),
    Contest(cleaning.person_codes, lambda tables: (tables.clean["联系手机"], "店里的口令")),
    Contest(customer_table.outside_period, _sheet()),
    Contest(customer_table.customer_classes, _sheet()),
    Contest(customer_table.unclassified, _sheet()),
    Contest(customer_table.classify, _sheet(), _classes),
    Contest(customer_table.class_changes, _sheet()),
    Contest(customer_table.management_table, _sheet(), _levels),
    Contest(customer_table.customers_of_class, _sheet("高价值客户")),
    Contest(customer_table.customer_workbook, _sheet()),
    Contest(interval_days.interval_days, _sheet(*_DATES[:2])),
    Contest(interval_days.excel_days, _sheet(*_DATES[:2])),
    Contest(interval_days.interval_table, _sheet(_DATES)),
    Contest(interval_days.mean_interval, _sheet(_DATES)),
    Contest(interval_days.interval_summary, _sheet(*_DATES[:2])),
    Contest(interval_days.last_purchase, _sheet(_DATES)),
    Contest(interval_days.silent_days, _sheet(_DATES, AS_OF)),
    Contest(interval_days.due_customers, _sheet(AS_OF, 20, _DATES[0])),
    Contest(interval_days.gaps_from_orders, _orders(), _gaps),
    Contest(rfm.rfm_table, _orders(AS_OF), _rfm_table),
    Contest(rfm.cut_points, _rfm()),
    Contest(rfm.add_levels, _rfm()),
    Contest(rfm.add_class, _rfm()),
    Contest(rfm.classify, _orders(AS_OF), _rfm_classes),
    Contest(rfm.class_shares, _rfm()),
    Contest(rfm.send_list, _rfm("重要价值", 1000, 5)),
    Contest(rfm.quintile_scores, lambda tables: (tables.rfm["M"],)),
    Contest(rfm.add_scores, _rfm()),
    Contest(rfm.above_median_only, _rfm()),
    Contest(rfm.count_class, _rfm()),
    Contest(loyalty.with_satisfaction, _survey),
    Contest(loyalty.attitude_scores, _survey),
    Contest(loyalty.last_answers, _survey),
    Contest(loyalty.join_survey, lambda t: (t.behaviour, t.survey, AS_OF), _joined),
    Contest(loyalty.answered_amount, lambda t: (t.survey, t.behaviour)),
    Contest(loyalty.repurchase_rate, _behaviour),
    Contest(loyalty.purchase_intervals, _behaviour),
    Contest(loyalty.loyalty_types, _customers),
    Contest(loyalty.type_summary, _customers),
    Contest(loyalty.loyal_kinds, _customers),
)
NOT_MEASURED = {
    "service_levels": "a table of three rows",
    "class_names": "a table of eight rows",
    "interval_name": "one name",
    "as_day": "one day",
    "cleaning_log": "a few numbers",
    "class_summary": "part of others' time: one groupby over classes",
    "add_service_level": "the merge in management_table",
    "feelings": "one np.select, as loyalty_types",
    "feeling_shares": "one crosstab of what loyalty_types gives",
}
"""Public functions that no contest is held for, and why."""
