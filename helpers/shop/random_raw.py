"""Small random tables for lesson 04; see ``random_tables`` for what they have in common."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.shop.names import account_names

RAW_COLUMNS = [
    "订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额", "订单状态",
    "买家留言", "收货人姓名", "收货地址", "联系手机", "订单创建时间", "订单付款时间",
    "宝贝标题", "宝贝总数量", "订单备注", "导出日期",
]  # fmt: skip
EARLIER, LATER = "2019-06-25", "2019-07-01"
_NEXT = {WAITING_PAYMENT: CLOSED, PAID: SHIPPED, SHIPPED: SUCCESS}
# no month 13: read by itself, without a form that is known, it would pass for a day
_IMPOSSIBLE = ("2019-06-31", "2019-02-29", "2019-02-30", "2019-04-31")


def random_raw_orders(rng: np.random.Generator) -> pd.DataFrame:
    """8–40 exported rows with the columns of ``raw_orders_2019_06.csv``, header and cells as they are there.

    Always in it: an order in both exports whose state has changed, one that is only in the earlier
    export, a buyer with two orders, an amount with a thousands comma, both spellings of a blank
    amount, and a time of payment that does not exist. The rows come in any order.
    """
    orders = [_raw_order(rng, number) for number in range(int(rng.integers(7, 21)))]
    orders[0].update(订单状态=SHIPPED, twice=True)
    orders[1].update(twice=False, 导出日期=EARLIER)
    orders[2].update(买家会员名=orders[3]["买家会员名"])
    orders[4].update(买家实际支付金额=f"{float(rng.integers(4000, 30000)) / 4:,.2f}元")
    orders[5].update(买家实际支付金额="--")
    orders[6].update(买家实际支付金额="-", 订单付款时间=None, 订单状态=CLOSED)
    orders[3].update(买家实际支付金额="35.50元", 订单付款时间=f"{rng.choice(_IMPOSSIBLE)} 10:20:00")
    rows = []
    for order in orders:
        twice = order.pop("twice")
        if twice:
            rows.append({**order, "导出日期": EARLIER})
            order["订单状态"] = _NEXT.get(order["订单状态"], order["订单状态"])
            order["导出日期"] = LATER
        rows.append(order)
    order_of_rows = rng.permutation(len(rows))
    return pd.DataFrame([rows[i] for i in order_of_rows], columns=RAW_COLUMNS)


def _raw_order(rng: np.random.Generator, number: int) -> dict[str, Any]:
    (name,) = account_names(rng, 1)
    quarters = int(rng.integers(40, 1200))
    unpaid = rng.random() < 0.2
    day = f"2019-06-{int(rng.integers(1, 25)):02d}"
    return {
        "订单编号": f'="48{int(rng.integers(10**9)):010d}{number:06d}"',
        "买家会员名": f"{name}{number}",
        "买家应付货款": quarters / 4,
        "买家应付邮费": float(rng.choice([0, 5])),
        "买家实际支付金额": "-" if unpaid else f"{quarters / 4:,.2f}元",
        "订单状态": str(rng.choice([WAITING_PAYMENT, CLOSED] if unpaid else [PAID, SHIPPED, SUCCESS])),
        "买家留言": _sometimes(rng, "请尽快发货"),
        "收货人姓名": "林禾",
        "收货地址": "青禾县柳溪镇1号",
        "联系手机": f"'12{int(rng.integers(10**9)):09d}",
        "订单创建时间": f"{day} 10:15:00",
        "订单付款时间": None if unpaid else f"{day} 10:{int(rng.integers(16, 60))}:00",
        "宝贝标题": "原味瓜子 500g",
        "宝贝总数量": int(rng.integers(1, 6)),
        "订单备注": _sometimes(rng, "手工补录"),
        "导出日期": str(rng.choice([EARLIER, LATER])),
        "twice": bool(rng.random() < 0.5),
    }  # fmt: skip


def _sometimes(rng: np.random.Generator, words: str) -> str | None:
    return words if rng.random() < 1 / 3 else None


def random_june_orders(
    rng: np.random.Generator, low: float = 1, high: float = 1000
) -> pd.DataFrame:
    """8–40 orders with the columns and types of ``orders_2019_06.csv``.

    Always in it: amounts at ``low`` and ``high`` and just outside, an unpaid order, a paid one whose
    amount is unknown, one whose time of payment is lost, and a buyer without a phone number.
    """
    size = int(rng.integers(8, 41))
    amounts = rng.integers(40, 1200, size) / 4
    amounts[:8] = [low, high, low - 0.25, high + 0.25, np.nan, np.nan, 35.5, 20.0]
    states = rng.choice([PAID, SHIPPED, SUCCESS, CLOSED], size, p=[0.1, 0.2, 0.6, 0.1])
    states[4] = WAITING_PAYMENT
    seconds = rng.integers(0, 30 * 86400, size).astype("timedelta64[s]")
    unpaid = np.isin(np.arange(size), [4, 6])  # the seventh was paid on a day that does not exist
    phones = pd.Series([f"12{number:09d}" for number in rng.integers(0, 10**9, size)])
    table = pd.DataFrame(
        {
            "订单编号": [f"48{n:016d}" for n in rng.choice(10**9, size, replace=False)],
            "买家会员名": account_names(rng, size),
            "联系手机": phones.mask(np.arange(size) == 7),
            "订单状态": states,
            "订单付款时间": pd.Series(np.datetime64("2019-06-01", "s") + seconds).mask(unpaid),
            "买家应付货款": rng.integers(40, 1200, size) / 4,
            "实付金额": amounts,
            "宝贝总数量": rng.integers(1, 8, size),
            "买家留言": rng.choice(["", "请尽快发货"], size, p=[0.8, 0.2]),
            "订单备注": rng.choice(["", "手工补录"], size, p=[0.8, 0.2]),
        }
    )
    blank = {name: table[name].mask(table[name] == "") for name in ("买家留言", "订单备注")}
    order = rng.permutation(size)
    return table.assign(**blank).iloc[order].reset_index(drop=True)
