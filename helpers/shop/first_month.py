"""Lesson 00's tables: the shop's first month day by day, and the orders of its best day."""

from __future__ import annotations

import pandas as pd

from helpers.shop.simulate import Shop

MONTH = pd.Period("2019-05")
BEST_DAY = pd.Timestamp("2019-05-20")
EXPORTED = pd.Timestamp("2019-06-04")  # by then the platform has closed what nobody paid
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def first_month(shop: Shop) -> pd.DataFrame:
    """One row per day of May 2019.

    Columns 日期, 几号, 星期, 咨询人数 (distinct buyers who asked on that day), 下单笔数 (orders placed on
    that day), 付款笔数 and 付款金额 (of these orders the paid ones, in yuan).
    """
    days = pd.date_range(MONTH.start_time, MONTH.end_time.normalize())
    orders = shop.orders.assign(day=shop.orders["created_at"].dt.normalize())
    paid = orders[orders["paid_at"] <= EXPORTED].groupby("day")
    chats = shop.chats.assign(day=shop.chats["started_at"].dt.normalize())
    numbers = {
        "咨询人数": chats.groupby("day")["account"].nunique(),
        "下单笔数": orders.groupby("day").size(),
        "付款笔数": paid.size(),
        "付款金额": paid["amount_cents"].sum() / 100,
    }
    table = pd.DataFrame(
        {"日期": days, "几号": days.day, "星期": [_WEEKDAYS[day.day_of_week] for day in days]}
    )
    for name, by_day in numbers.items():
        table[name] = by_day.reindex(days, fill_value=0).to_numpy()
    return table


def best_day_orders(shop: Shop) -> pd.DataFrame:
    """One row per order of 20 May 2019, the day on which most money came in; all were paid.

    Columns 下单时间, 买家, 第几次下单 (of this buyer, since the opening), 主要商品 (on which most of the
    money was spent), 商品件数, 订单金额 (yuan).
    """
    orders = shop.orders
    visit = orders.groupby("customer_id").cumcount() + 1
    orders = orders.assign(visit=visit)[orders["created_at"].dt.normalize() == BEST_DAY]
    names = shop.customers.set_index("customer_id")["account"]
    lines = shop.lines.assign(worth=shop.lines["quantity"] * shop.lines["unit_cents"])
    main = lines.sort_values(["worth", "product_id"]).groupby("order_id")["product_id"].last()
    titles = shop.products.set_index("product_id")["title"]
    table = pd.DataFrame(
        {
            "下单时间": orders["created_at"],
            "买家": names.loc[orders["customer_id"]].to_numpy(),
            "第几次下单": orders["visit"],
            "主要商品": titles.loc[main.loc[orders["order_id"]]].to_numpy(),
            "商品件数": orders["pieces"],
            "订单金额": orders["amount_cents"] / 100,
        }
    )
    return table.reset_index(drop=True)
