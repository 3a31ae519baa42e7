"""Small random tables for lesson 02; see ``random_tables`` for what they have in common."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.shop.names import account_names
from helpers.shop.products import shelf

AS_OF = pd.Timestamp("2019-09-30")
"""The analysis date of ``random_inquiries``: its days lie on both sides of the 28 that end here."""


def random_inquiries(rng: np.random.Generator) -> pd.DataFrame:
    """8–40 rows (buyer and day), with the columns of ``inquiries_28d.csv``.

    Always in it: orders just before and just after the 28 days, a silent orderer, a buyer with a
    silent order and an inquiry that led to nothing, one with inquiries on two days, and a buyer who
    ordered and did not pay.
    """
    names = account_names(rng, int(rng.integers(8, 14)))
    rows = [
        (-28, names[0], 1, 1, 1),
        (1, names[1], 2, 1, 1),
        (-27, names[2], 1, int(rng.integers(1, 4)), 1),
        (0, names[2], 2, 1, 0),
        (-int(rng.integers(1, 9)), names[3], 0, 1, 1),
        (-12, names[4], 0, 2, 1),
        (-int(rng.integers(13, 20)), names[4], 1, 0, 0),
        (0, names[5], 1, 1, 0),
    ]
    used = {(day, name) for day, name, *_ in rows}
    for _ in range(int(rng.integers(0, 33))):
        day, name = int(rng.integers(-33, 4)), str(rng.choice(names[6:]))
        if (day, name) not in used:
            used.add((day, name))
            asked = int(rng.choice([0, 1, 1, 1, 2, 3]))
            ordered = int(rng.choice([0, 0, 1, 1, 2])) if asked else int(rng.integers(1, 3))
            rows.append((day, name, asked, ordered, int(rng.integers(0, ordered + 1))))
    table = pd.DataFrame(rows, columns=["日期", "买家", "咨询次数", "下单数", "付款数"])
    table["日期"] = AS_OF + pd.to_timedelta(table["日期"], unit="D")
    return _shuffled(rng, table)


def random_paid_trades(rng: np.random.Generator) -> pd.DataFrame:
    """8–40 orders with the columns of ``paid_trades.csv``.

    Always in it: a buyer with two paid orders on different days, one who paid and got everything
    back (交易关闭 with a payment time), and one who never paid.
    """
    names = account_names(rng, int(rng.integers(5, 12)))
    size = int(rng.integers(8, 41))
    who = rng.choice(names[3:], size)
    who[:4] = [names[0], names[0], names[1], names[2]]
    states = rng.choice([PAID, SHIPPED, SUCCESS, CLOSED], size, p=[0.1, 0.2, 0.5, 0.2])
    states[:4] = [SUCCESS, SUCCESS, CLOSED, WAITING_PAYMENT]
    unpaid = (states == CLOSED) & (rng.random(size) < 0.5)
    unpaid[:4] = [False, False, False, True]
    seconds = np.sort(rng.integers(0, 30 * 86400, size)).astype("timedelta64[s]")
    seconds[0] = np.timedelta64(int(rng.integers(0, 86400)), "s")
    seconds[1] = seconds[0] + np.timedelta64(int(rng.integers(86400, 20 * 86400)), "s")
    table = pd.DataFrame(
        {
            "订单编号": [f"48{number:016d}" for number in rng.choice(10**9, size, replace=False)],
            "买家": who,
            "付款时间": pd.Series(np.datetime64("2019-09-01", "s") + seconds).mask(unpaid),
            "交易状态": states,
            "订单金额": rng.integers(20, 500, size) / 4,
            "商品件数": rng.integers(1, 8, size),
        }
    )
    return _shuffled(rng, table)


def random_reply_rounds(rng: np.random.Generator) -> pd.DataFrame:
    """8–40 rounds with the columns of ``reply_rounds.csv``.

    Always in it: waits of 180, 181, 600 and more seconds, an unanswered round, questions asked at
    7:59:59, 8:00:00, 22:59:59 and 23:00:00, and a robot's greeting.
    """
    edges = [("07:59:59", 20.0), ("08:00:00", 180.0), ("22:59:59", 181.0), ("23:00:00", 400.0)]
    edges += [("12:00:00", 600.0), ("13:30:00", float(rng.integers(601, 2000)))]
    edges += [("10:15:00", float("nan"))]
    rows = [(f"H{n:06d}", 1, *edge, "否") for n, edge in enumerate(edges, start=1)]
    rows.append(("H000007", 0, "10:15:00", 1.0, "是"))
    chat = len(edges)
    while len(rows) < 33 and rng.random() < 0.92:
        chat += 1
        hour = int(rng.choice([3, 7, 8, 9, 11, 14, 16, 20, 21, 22, 23]))
        at = f"{hour:02d}:{rng.integers(0, 50):02d}:{rng.integers(0, 60):02d}"
        if rng.random() < 0.4:
            rows.append((f"H{chat:06d}", 0, at, float(rng.integers(1, 3)), "是"))
        for number in range(1, int(rng.integers(2, 5))):
            wait = float(rng.choice([8, 25, 40, 90, 179, 180, 240, 900, np.nan]))
            rows.append((f"H{chat:06d}", number, f"{at[:3]}{50 + number}{at[5:]}", wait, "否"))
    table = pd.DataFrame(rows, columns=["会话编号", "轮次", "提问时间", "等待秒数", "是否机器人"])
    day = rng.integers(1, 31, chat + 1)
    dates = [f"2019-09-{day[int(chat_id[1:])]:02d} " for chat_id in table["会话编号"]]
    table["提问时间"] = pd.to_datetime(pd.Series(dates) + table["提问时间"])
    agents = rng.choice(["小栗", "小杏", "小榛"], chat + 1)
    nicks = pd.Series([agents[int(chat_id[1:])] for chat_id in table["会话编号"]])
    table.insert(2, "客服", nicks.mask(table["是否机器人"] == "是", "自动回复"))
    return _shuffled(rng, table)


def random_refunds(rng: np.random.Generator) -> pd.DataFrame:
    """8–24 products with the columns of ``refunds_by_product.csv``.

    Always in it: a product that sold nothing but had earlier sales refunded, one without
    refunds and one whose refunds are money only (no pieces).
    """
    titles = shelf()["title"].to_numpy()
    size = int(rng.integers(8, len(titles) + 1))
    orders = rng.integers(1, 40, size)
    sold = orders + rng.integers(0, 20, size)
    back = np.minimum(rng.binomial(orders, 0.2), orders)
    earlier = rng.integers(0, 3, size)
    price = rng.integers(10, 80, size) / 2
    orders[0], sold[0], back[0], earlier[0] = 0, 0, 0, 2
    back[1], earlier[1] = 0, 0
    pieces = back.copy()
    back[2], pieces[2], earlier[2] = 1, 0, 0
    table = pd.DataFrame(
        {
            "商品": rng.permutation(titles)[:size],
            "售出件数": sold,
            "退款件数": pieces + earlier,
            "前期退款件数": earlier,
            "付款子订单数": orders,
            "退款子订单数": back + earlier,
            "前期退款子订单数": earlier,
            "销售额": sold * price,
            "退款额": (back * 0.5 + earlier) * price,
            "前期退款额": earlier * price,
        }
    )
    return _shuffled(rng, table)


def _shuffled(rng: np.random.Generator, table: pd.DataFrame) -> pd.DataFrame:
    return table.iloc[rng.permutation(len(table))].reset_index(drop=True)
