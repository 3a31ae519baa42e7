"""The tables on which lesson 04's answers are tried: the exports of June, then tiny ones by hand."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.cleaning import clean_header
from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.exercises.model import Case
from helpers.shop.datasets import FOLDER
from helpers.shop.random_raw import EARLIER, LATER, random_june_orders, random_raw_orders
from helpers.shop.raw_orders import ENCODING, SHOP_ITSELF

# the fields that the lesson goes on with: no names, addresses or phone numbers
FIELDS = [
    "订单编号",
    "订单付款时间",
    "买家实际支付金额",
    "导出日期",
    "买家会员名",
    "订单状态",
    "订单创建时间",
]
RAW, ORDERS = "raw_orders_2019_06.csv", "orders_2019_06.csv"
LOW, HIGH = 1, 1000
# the two decisions about single amounts that the lesson shows
WRONG_AMOUNTS = {99999.0: float("nan"), 5980.0: 59.8}

# (number, buyer, amount as written, day of June on which it was paid as written or None, 导出日期)
RawRow = tuple[int, str, str | None, str | None, str]
# (buyer, phone, amount, day of June on which it was paid or None, message)
Row = tuple[str, str | None, float | None, str | None, str | None]


@functools.cache
def raw() -> pd.DataFrame:
    """The useful fields of June's exports, with a clean header (shared: do not change)."""
    return clean_header(pd.read_csv(FOLDER / RAW, encoding=ENCODING))[FIELDS]


@functools.cache
def orders() -> pd.DataFrame:
    """June's orders after the lesson's first half (shared: do not change)."""
    types: Any = {"订单编号": str, "联系手机": str}
    return pd.read_csv(FOLDER / ORDERS, parse_dates=["订单付款时间"], dtype=types)


@functools.cache
def kept() -> pd.DataFrame:
    """June's orders without the tests and with the two wrong amounts put right, as the lesson does it."""
    table = orders()[orders()["买家会员名"] != SHOP_ITSELF]
    amounts = table["实付金额"].map(lambda yuan: WRONG_AMOUNTS.get(yuan, yuan))
    return table.assign(实付金额=amounts)


def raw_table(*rows: RawRow, states: tuple[str, ...] = ()) -> pd.DataFrame:
    """Exported rows; ``states`` where they matter, else what the payment says."""
    found = states or tuple(SUCCESS if row[3] else CLOSED for row in rows)
    return pd.DataFrame(
        {
            "订单编号": [f'="4820100000000{row[0]:05d}"' for row in rows],
            "买家会员名": [row[1] for row in rows],
            "买家实际支付金额": pd.Series([row[2] for row in rows], dtype="str"),
            "订单状态": list(found),
            "订单创建时间": [_created(row[0]) for row in rows],
            "订单付款时间": pd.Series(
                [f"2019-{row[3]} 10:20:00" if row[3] else None for row in rows], dtype="str"
            ),
            "导出日期": [row[4] for row in rows],
        }
    )[FIELDS]


def _created(number: int) -> str:
    """When an order was placed; number 99 was typed in with a day that does not exist."""
    return "2019-06-31 09:00:00" if number == 99 else f"2019-06-{3 + number % 9:02d} 09:00:00"


def june_table(
    *rows: Row, payable: tuple[float, ...] = (), states: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Orders after the first half; ``payable`` (买家应付货款) and ``states`` where they matter."""
    found = states or tuple(SUCCESS if row[3] else WAITING_PAYMENT for row in rows)
    paid = [f"2019-06-{row[3]} 10:20:00" if row[3] else None for row in rows]
    return pd.DataFrame(
        {
            "订单编号": [f"4820200000000{number:05d}" for number in range(1, len(rows) + 1)],
            "买家会员名": [row[0] for row in rows],
            "联系手机": pd.Series([row[1] for row in rows], dtype="str"),
            "订单状态": list(found),
            "订单付款时间": pd.to_datetime(pd.Series(paid, dtype="str")),
            "买家应付货款": list(payable) or [30.25 + 4 * number for number in range(len(rows))],
            "实付金额": pd.Series([row[2] for row in rows], dtype="float64"),
            "宝贝总数量": [1 + number % 4 for number in range(len(rows))],
            "买家留言": pd.Series([row[4] for row in rows], dtype="str"),
            "订单备注": ["已核对"] * len(rows),
        }
    )


def raw_case(name: str, title: str, *rows: RawRow, states: tuple[str, ...] = ()) -> Case:
    """A hand-made case of a function that takes exported rows."""
    return Case(name, title, {"raw": raw_table(*rows, states=states)})


def lesson_raw() -> Case:
    """The two exports of June."""
    return Case("june_export", "六月的两次导出", {"raw": raw()})


def text_cases() -> list[Case]:
    """Exported rows whose texts are to be read: each trap by itself."""
    return [
        lesson_raw(),
        raw_case(
            "plain",
            "金额都有“元”",
            (1, "小满", "56.50元", "06-03", LATER),
            (2, "晓晓", "37.75元", "06-04", LATER),
            (3, "老韩", "128.25元", "06-05", LATER),
        ),
        raw_case(
            "thousands",
            "有上千元的订单",
            (4, "小学工会", "5,760.00元", "06-03", LATER),
            (5, "阿澈", "15.50元", "06-06", LATER),
            (6, "团购", "1,280.25", "06-07", LATER),
        ),
        raw_case(
            "dashes",
            "有 - 也有 --",
            (7, "小满", "20.50元", "06-08", LATER),
            (8, "晓晓", "-", None, LATER),
            (9, "老韩", "--", "06-09", LATER),
            (10, "阿木", "46.25元", "06-10", LATER),
        ),
    ]


def date_cases() -> list[Case]:
    """Exported rows whose times of payment are to be read."""
    return [
        lesson_raw(),
        raw_case(
            "all_good",
            "日期都对",
            (1, "小满", "56.50元", "06-03", LATER),
            (2, "晓晓", "37.75元", "06-30", LATER),
        ),
        raw_case(
            "june_31",
            "有一个 6 月 31 日，还有没付款的",
            (3, "老韩", "20.50元", "06-05", LATER),
            (4, "阿澈", "15.50元", "06-31", LATER),
            (5, "小满", "-", None, LATER),
        ),
        raw_case(
            "february",
            "有一个 2 月 30 日",
            (6, "团购", "12.50元", "02-28", LATER),
            (7, "晓晓", "66.00元", "02-30", LATER),
            (8, "阿木", "-", None, LATER),
            (99, "老韩", "18.25元", "03-31", LATER),
        ),
    ]


def export_cases() -> list[Case]:
    """Exports one under the other."""
    return [
        lesson_raw(),
        raw_case(
            "state_changed",
            "同一笔订单，状态变了",
            (1, "小满", "56.50元", "06-03", EARLIER),
            (2, "晓晓", "37.75元", "06-04", EARLIER),
            (1, "小满", "56.50元", "06-03", LATER),
            (2, "晓晓", "37.75元", "06-04", LATER),
            (3, "老韩", "20.50元", "06-28", LATER),
            states=(SHIPPED, PAID, SUCCESS, SHIPPED, PAID),
        ),
        raw_case(
            "twice",
            "一位买家两笔订单，一笔导出两次没有变",
            (4, "阿澈", "15.50元", "06-08", LATER),
            (5, "阿澈", "48.25元", "06-19", LATER),
            (6, "阿木", "30.00元", "06-20", EARLIER),
            (6, "阿木", "30.00元", "06-20", LATER),
        ),
        raw_case(
            "only_earlier",
            "有一笔只在前一次导出里",
            (7, "小满", "25.50元", "06-02", EARLIER),
            (8, "晓晓", "-", None, EARLIER),
            (8, "晓晓", "-", None, LATER),
            states=(SUCCESS, WAITING_PAYMENT, CLOSED),
        ),
        raw_case(
            "any_order",
            "行的先后是乱的",
            (9, "老韩", "66.50元", "06-21", LATER),
            (10, "团购", "90.00元", "06-27", LATER),
            (9, "老韩", "66.50元", "06-21", EARLIER),
            states=(SUCCESS, PAID, SHIPPED),
        ),
    ]


def june_case(name: str, title: str, argument: str, *rows: Row, **more: Any) -> Case:
    """A hand-made case of a function that takes clean orders, under the name ``argument``."""
    return Case(name, title, {argument: june_table(*rows, **more)})


def random_raw(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: exported rows."""
    return {"raw": random_raw_orders(rng)[FIELDS]}


def random_orders(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: clean orders, under the name ``orders``."""
    # no amount of just 1000 yuan: < 1000 and <= 1000 are the same mistake
    return {"orders": random_june_orders(rng, high=2000)}


def random_kept(rng: np.random.Generator) -> dict[str, Any]:
    """Arguments of a random case: clean orders, under the name ``kept``."""
    return {"kept": random_june_orders(rng)}
