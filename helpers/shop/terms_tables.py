"""Lesson 02's tables, prepared from the shop so that the lesson can be about the rules."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop
from helpers.shop.trades_table import EXPORTED

FIRST_DAY, LAST_DAY = pd.Timestamp("2019-08-25"), pd.Timestamp("2019-10-03")
MONTH = pd.Period("2019-09")
_REFUND_COLUMNS = (  # pieces, sub-orders (one product of one order) and money of each group of rows
    ("售出件数", "付款子订单数", "销售额"),
    ("退款件数", "退款子订单数", "退款额"),
    ("前期退款件数", "前期退款子订单数", "前期退款额"),
)


def inquiries(shop: Shop) -> pd.DataFrame:
    """One row per buyer and day from 25 August to 3 October 2019: more than any 28 days.

    Columns 日期, 买家, 咨询次数, 下单数, 付款数. Orders belong to the day of the conversation they
    came of; an order without a conversation makes a row with 咨询次数 0, or is left out where the
    buyer asked about something else on that day, for it did not come of the inquiry.
    """
    orders = shop.orders.assign(paid=shop.orders["paid_at"].notna())
    orders["day"] = orders["created_at"].dt.normalize()
    worth = orders.groupby("intent_id").agg(下单数=("paid", "size"), 付款数=("paid", "sum"))
    chats = shop.chats.assign(日期=shop.chats["started_at"].dt.normalize()).join(
        worth, on="intent_id"
    )
    asked = chats.groupby(["日期", "account"], as_index=False).agg(
        咨询次数=("chat_id", "size"), 下单数=("下单数", "sum"), 付款数=("付款数", "sum")
    )
    silent = orders[~orders["intent_id"].isin(shop.chats["intent_id"])]
    names = shop.customers.set_index("customer_id")["account"]
    silent = silent.assign(account=names.loc[silent["customer_id"]].to_numpy(), 日期=silent["day"])
    silent = silent.groupby(["日期", "account"], as_index=False).agg(
        下单数=("paid", "size"), 付款数=("paid", "sum")
    )
    table = pd.concat([asked, silent.assign(咨询次数=0)], ignore_index=True)
    table = table[~table.duplicated(["日期", "account"])]
    table = table[table["日期"].between(FIRST_DAY, LAST_DAY)].rename(columns={"account": "买家"})
    table = table.sort_values(["日期", "买家"], ignore_index=True)
    numbers = ["咨询次数", "下单数", "付款数"]
    return table[["日期", "买家", *numbers]].astype(dict.fromkeys(numbers, "int64"))


def paid_trades(shop: Shop) -> pd.DataFrame:
    """The orders placed in September 2019 as exported on 1 October, unpaid ones among them."""
    orders = shop.orders
    orders = orders[orders["created_at"].dt.to_period("M") == MONTH]
    names = shop.customers.set_index("customer_id")["account"]
    table = pd.DataFrame(
        {
            "订单编号": orders["order_id"],
            "买家": names.loc[orders["customer_id"]].to_numpy(),
            "付款时间": orders["paid_at"].where(orders["paid_at"] <= EXPORTED),
            "交易状态": state_at(orders, EXPORTED),
            "订单金额": orders["amount_cents"] / 100,
            "商品件数": orders["pieces"],
        }
    )
    return table.reset_index(drop=True)


def reply_rounds(shop: Shop) -> pd.DataFrame:
    """September's conversations as rounds; a robot's greeting is a row with 轮次 0."""
    chats = shop.chats[shop.chats["started_at"].dt.to_period("M") == MONTH]
    chats = chats.merge(shop.agents[["agent_id", "nick"]], on="agent_id")
    sent = shop.messages[shop.messages["chat_id"].isin(chats["chat_id"])]
    people = sent[sent["sender"] != "bot"]
    before = people.groupby("chat_id")["sender"].shift()
    opens = (people["sender"] == "buyer") & (before != "buyer")
    people = people.assign(轮次=opens.groupby(people["chat_id"]).cumsum())
    keys = ["chat_id", "轮次"]
    asked = people[opens].set_index(keys)["sent_at"]
    replied = people[people["sender"] == "agent"].groupby(keys)["sent_at"].first()
    rounds = pd.DataFrame({"asked": asked, "replied": replied.reindex(asked.index)}).reset_index()
    bots = sent[sent["sender"] == "bot"].rename(columns={"sent_at": "replied"})
    bots = bots.assign(轮次=0, asked=bots["replied"] - pd.Timedelta(seconds=1))
    table = pd.concat([rounds, bots[["chat_id", "轮次", "asked", "replied"]]], ignore_index=True)
    table = table.merge(chats[["chat_id", "nick"]], on="chat_id")
    table = table.sort_values(keys, ignore_index=True)
    robot = table["轮次"] == 0
    return pd.DataFrame(
        {
            "会话编号": "H" + table["chat_id"].astype(str).str.zfill(6),
            "轮次": table["轮次"],
            "客服": table["nick"].mask(robot, "自动回复"),
            "提问时间": table["asked"],
            "等待秒数": (table["replied"] - table["asked"]).dt.total_seconds(),
            "是否机器人": np.where(robot, "是", "否"),
        }
    )


def refunds_by_product(shop: Shop) -> pd.DataFrame:
    """What each product sold in September 2019 and what was refunded in that month."""
    keys = ["order_id", "product_id"]
    paid = shop.payments.set_index("order_id")["paid_at"].dt.to_period("M")
    sold = shop.lines[shop.lines["order_id"].map(paid) == MONTH]
    sold = sold.assign(amount_cents=sold["quantity"] * sold["unit_cents"])
    back = shop.refunds[shop.refunds["finished_at"].dt.to_period("M") == MONTH]
    lines = shop.lines.assign(goods=shop.lines["quantity"] * shop.lines["unit_cents"])
    back = back.merge(lines[[*keys, "goods"]], on=keys)
    back["amount_cents"] = back[["amount_cents", "goods"]].min(axis=1)  # postage is no sale
    earlier = back[back["order_id"].map(paid) < MONTH]
    table = shop.products.set_index("product_id")[["title"]].rename(columns={"title": "商品"})
    for names, rows in zip(_REFUND_COLUMNS, (sold, back, earlier), strict=True):
        grouped = rows.groupby("product_id")
        table[names[0]] = grouped["quantity"].sum()
        table[names[1]] = grouped.size()
        table[names[2]] = grouped["amount_cents"].sum() / 100
    table = table.fillna(0).reset_index(drop=True)
    by_basis = [list(names) for names in zip(*_REFUND_COLUMNS, strict=True)]
    whole = dict.fromkeys(by_basis[0] + by_basis[1], "int64")
    return table.astype(whole)[["商品", *by_basis[0], *by_basis[1], *by_basis[2]]]
