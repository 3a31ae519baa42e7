"""Lesson 04's tables: June 2019 as exported twice and pasted together, and the same table cleaned.

All names, phone numbers and addresses are put together from our own word lists: real mobile numbers in
China do not begin with 12, and there is no 青禾县.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from helpers.analysis import cleaning
from helpers.analysis.states import SUCCESS
from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop

ENCODING = "gb18030"
"""How the raw export is written; Taobao's own reports are GBK too."""

# (date of export, moment of export, first day asked for): the second export does not reach back
EXPORTS = (
    ("2019-06-25", pd.Timestamp("2019-06-25 09:00:00"), pd.Timestamp("2019-06-01")),
    ("2019-07-01", pd.Timestamp("2019-07-01 09:00:00"), pd.Timestamp("2019-06-08")),
)
# the header as the export writes it, blanks included
HEADER = (
    "订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "买家实际支付金额 ", "订单状态 ",
    "买家留言", "收货人姓名", "收货地址", "联系手机", "订单创建时间", "订单付款时间 ",
    "宝贝标题", "宝贝总数量", "订单备注", "导出日期",
)  # fmt: skip
CLEAN_COLUMNS = [
    "订单编号", "买家会员名", "联系手机", "订单状态", "订单付款时间", "买家应付货款",
    "实付金额", "宝贝总数量", "买家留言", "订单备注",
]  # fmt: skip

UNKNOWN = (88, 131)  # places among June's paid orders whose amount the export could not fetch
TWINS = (31, 64)  # places among June's customers: two phone numbers that look alike once masked
_MESSAGES = ("请尽快发货", "周末送货", "麻烦包严实一点", "不要放海苔口味", "放门卫就好")
_SURNAMES = "林周吴郑陈朱孙马胡郭何高罗梁宋唐许韩冯邓"
_GIVEN = "禾 满 麦 舟 秋 岚 树 梅 远 宽 俊 青 竹 云 溪 桐 星 棠 柚 川".split()
_TOWNS = ("柳溪镇", "石桥镇", "南湾镇", "东岭乡", "白杨镇", "河口镇")

# Orders put in by hand: (buyer, phone, created, paid as the export writes it, goods, amount,
# title, pieces, message, remark)
SCHOOL = "青禾小学工会"
SHOP_ITSELF = "店铺自测号"
PICKED_UP = ("自提_王阿婆", "自提_李大伯", "自提_陈老师")
NAMES = frozenset({SCHOOL, SHOP_ITSELF, *PICKED_UP})
_Row = tuple[str, str | None, str, str, float, float, str, int, str | None, str]
BY_HAND: tuple[_Row, ...] = (
    # unusual and real
    (SCHOOL, "12600190619", "2019-06-03 10:12:40", "2019-06-03 10:20:15", 5760.0, 5760.0,
     "坚果礼盒 8袋", 45, "端午福利，请开发票", "发票已寄"),
    # no sales
    (SHOP_ITSELF, "12600190501", "2019-06-11 08:31:05", "2019-06-11 08:31:40", 0.01, 0.01,
     "付款测试链接", 1, None, "测试付款，不发货"),
    (SHOP_ITSELF, "12600190501", "2019-06-27 08:45:12", "2019-06-27 08:45:59", 0.01, 0.01,
     "付款测试链接", 1, None, "测试付款，不发货"),
    # sold at the door and typed in by hand: the point forgotten, a stand-in, a day that does not exist
    (PICKED_UP[1], None, "2019-06-26 16:08:00", "2019-06-26 16:08:00", 59.8, 5980.0,
     "每日坚果混合装 7包", 2, None, "手工补录"),
    (PICKED_UP[0], None, "2019-06-28 09:40:00", "2019-06-28 09:40:00", 53.6, 99999.0,
     "薄皮核桃 500g", 2, None, "手工补录，金额待填"),
    (PICKED_UP[2], None, "2019-06-30 17:20:00", "2019-06-31 17:20:00", 26.8, 26.8,
     "薄皮核桃 500g", 1, None, "手工补录"),
)  # fmt: skip


def raw_orders(shop: Shop) -> pd.DataFrame:
    """Two exports one under the other, with the header ``HEADER`` and every cell as the file has it."""
    june = _june(shop)
    parts = []
    for day, moment, first in EXPORTS:
        asked = june[(june["created"] >= first) & (june["created"] < moment)]
        parts.append(_as_exported(asked, moment).assign(导出日期=day))
    return pd.concat(parts, ignore_index=True).set_axis(list(HEADER), axis=1)


def june_orders(shop: Shop) -> pd.DataFrame:
    """What the lesson's first half makes of them: plain ids and phones, numbers, times, one row an order.

    Amounts that are odd, and test orders, are still in it: that is the second half.
    """
    table = cleaning.clean_header(raw_orders(shop))
    table = cleaning.plain_ids(cleaning.plain_ids(table), "联系手机")
    table = cleaning.latest_rows(cleaning.clean_amount(table))
    table = table.assign(订单付款时间=cleaning.to_times(table["订单付款时间"]))
    return table.sort_values("订单编号", ignore_index=True)[CLEAN_COLUMNS]


def _june(shop: Shop) -> pd.DataFrame:
    """June's orders with their buyers, the ones by hand among them, by time of creation."""
    orders = shop.orders
    orders = orders[orders["created_at"].dt.to_period("M") == pd.Period("2019-06")]
    ids, numbers = orders["customer_id"].tolist(), orders["order_id"]
    lines = shop.lines[shop.lines["order_id"].isin(numbers)].merge(shop.products, on="product_id")
    titles = lines.groupby("order_id")["title"].agg("，".join)
    goods = (lines["quantity"] * lines["unit_cents"]).groupby(lines["order_id"]).sum()
    simulated = orders.assign(
        buyer=shop.customers.set_index("customer_id")["account"].loc[ids].to_numpy(),
        phone=_phones(ids),
        created=orders["created_at"],
        goods=goods.loc[numbers].to_numpy() / 100,
        postage=(orders["amount_cents"].to_numpy() - goods.loc[numbers].to_numpy()) / 100,
        written=_written(orders),
        title=titles.loc[numbers].to_numpy(),
        message=_messages(numbers),
        person=[_person(number) for number in ids],
        address=[f"青禾县{_TOWNS[number % 6]}{number % 89 + 1}号" for number in ids],
        remark=None,
        by_hand=False,
        paid_text=orders["paid_at"].dt.strftime("%Y-%m-%d %H:%M:%S"),
    )
    both = pd.concat([simulated, _by_hand(orders)], ignore_index=True)
    june: pd.DataFrame = both.sort_values(["created", "order_id"], ignore_index=True)
    return june


def _written(orders: pd.DataFrame) -> list[str]:
    """The amounts as texts; of two paid orders the export could not fetch it."""
    texts = [f"{cents / 100:,.2f}元" for cents in orders["amount_cents"]]
    for place in np.flatnonzero(orders["paid_at"].notna())[list(UNKNOWN)]:
        texts[place] = "--"
    return texts


def _by_hand(orders: pd.DataFrame) -> pd.DataFrame:
    columns = ["buyer", "phone", "created", "paid_text", "goods", "amount", "title", "pieces",
               "message", "remark"]  # fmt: skip
    table = pd.DataFrame(BY_HAND, columns=columns)
    table["created"] = pd.to_datetime(table["created"]).astype("datetime64[s]")
    before = np.searchsorted(orders["created_at"], table["created"].to_numpy()) - 1
    heads = orders["order_id"].str[:12].to_numpy()[before]
    tails = 901_000 + np.arange(len(table)) * 41
    return table.assign(
        order_id=[f"{int(h) + 1}{t}" for h, t in zip(heads, tails.tolist(), strict=True)],
        postage=0.0,
        written=[f"{yuan:,.2f}元" for yuan in table["amount"]],
        person=table["buyer"].str.split("_").str[-1],
        address="青禾县柳溪镇服务站",
        by_hand=True,
    )


def _as_exported(june: pd.DataFrame, moment: pd.Timestamp) -> pd.DataFrame:
    """The cells of an export at ``moment``: what had not happened by then is blank."""
    by_hand = june["by_hand"].astype("bool")
    paid = by_hand | (june["paid_at"] <= moment)
    return pd.DataFrame(
        {
            "id": '="' + june["order_id"] + '"',
            "buyer": june["buyer"],
            "goods": june["goods"],
            "postage": june["postage"],
            "amount": june["written"].where(paid, "-"),
            "state": state_at(june, moment).mask(by_hand, SUCCESS),
            "message": june["message"],
            "person": june["person"],
            "address": june["address"],
            "phone": "'" + june["phone"],
            "created": june["created"].dt.strftime("%Y-%m-%d %H:%M:%S"),
            "paid": june["paid_text"].where(paid),
            "title": june["title"],
            "pieces": june["pieces"],
            "remark": june["remark"],
        }
    )


def _phones(customers: Sequence[int]) -> list[str]:
    """A number of eleven digits for each customer; those of ``TWINS`` differ in the middle only."""
    numbers = {number: f"12{number * 7_368_787 % 10**9:09d}" for number in customers}
    people = sorted(numbers)
    one, other = (people[place] for place in TWINS)
    twin = numbers[one]
    numbers[other] = f"{twin[:3]}{9999 - int(twin[3:7]):04d}{twin[7:]}"
    return [numbers[number] for number in customers]


def _person(customer: int) -> str:
    surname = _SURNAMES[customer % len(_SURNAMES)]
    return surname + _GIVEN[customer // 3 % len(_GIVEN)] + _GIVEN[customer * 7 % len(_GIVEN)]


def _messages(order_ids: Iterable[str]) -> list[str | None]:
    """One order in nine comes with a few words."""
    digits = [int(text[:12]) for text in order_ids]
    return [_MESSAGES[d % 5] if d % 9 == 0 else None for d in digits]
