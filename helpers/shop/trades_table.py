"""Lesson 03's table: the shop's trades of September 2019 as exported on the morning after."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis.states import CLOSED, SHIPPED, SUCCESS
from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop

COLUMNS = ["订单编号", "下单时间", "客户", "交易状态", "交易金额"]
EXPORTED = pd.Timestamp("2019-10-01 09:00:00")

# Customers put in by hand, so that each trap of the rule has a case that everybody can look up.
# (account, ((day and time in September 2019, state, yuan), ...))
BOUNDARY: tuple[tuple[str, tuple[tuple[str, str, float], ...]], ...] = (
    # exactly 40.00 in two successful orders (halves, so that even float sums are exact): out
    ("核桃派小岚", (("03 20:14:37", SUCCESS, 15.5), ("12 21:40:02", SUCCESS, 24.5))),
    # just over the line: in
    ("隔壁班阿树", (("05 12:31:10", SUCCESS, 18.2), ("16 19:05:44", SUCCESS, 21.9))),
    # one large successful order: out, however much it is
    ("办公室团长", (("09 10:22:51", SUCCESS, 268.0),)),
    # three successful orders, 31.60 together: out
    (
        "每次一小包",
        (
            ("02 15:48:20", SUCCESS, 9.9),
            ("10 16:02:33", SUCCESS, 8.9),
            ("17 15:30:05", SUCCESS, 12.8),
        ),
    ),
    # old only for somebody who counts closed orders as well
    (
        "手滑的大橘",
        (
            ("07 22:10:09", CLOSED, 46.8),
            ("07 22:25:41", CLOSED, 46.8),
            ("08 09:13:27", SUCCESS, 36.8),
        ),
    ),
    # five orders, none of them successful
    (
        "选择困难症",
        (
            ("11 21:02:15", CLOSED, 29.9),
            ("11 21:09:48", CLOSED, 34.8),
            ("13 20:47:36", CLOSED, 52.7),
            ("14 21:33:02", CLOSED, 29.9),
            ("19 22:05:58", CLOSED, 41.8),
        ),
    ),
    # the second order is on its way: old only once it is confirmed
    ("月底才下单", (("06 11:26:30", SUCCESS, 33.9), ("28 20:18:12", SHIPPED, 59.8))),
    # old in spite of two closed orders
    (
        "常来的老邻居",
        (
            ("04 08:55:19", SUCCESS, 26.8),
            ("13 09:10:25", CLOSED, 26.8),
            ("13 09:31:07", SUCCESS, 26.8),
            ("18 08:42:50", CLOSED, 19.9),
            ("19 18:20:33", SUCCESS, 19.9),
        ),
    ),
)
BOUNDARY_NAMES = frozenset(name for name, _ in BOUNDARY)


def trades_2019_09(shop: Shop) -> pd.DataFrame:
    """September's orders with the columns of ``COLUMNS``, by 下单时间; amounts in yuan.

    The states are those at the moment of export, so late orders are still on their way.
    """
    orders = shop.orders
    month = orders["created_at"].dt.to_period("M") == pd.Period("2019-09")
    orders = orders[month]
    names = shop.customers.set_index("customer_id")["account"]
    simulated = pd.DataFrame(
        {
            "订单编号": orders["order_id"],
            "下单时间": orders["created_at"],
            "客户": names.loc[orders["customer_id"]].to_numpy(),
            "交易状态": state_at(orders, EXPORTED),
            "交易金额": orders["amount_cents"] / 100,
        }
    )
    table = pd.concat([simulated, _by_hand(orders)], ignore_index=True)
    return table.sort_values(["下单时间", "订单编号"], ignore_index=True)[COLUMNS]


def write_trades(table: pd.DataFrame, path: Path) -> None:
    """Write the trades as a workbook with the worksheet 交易记录 and a header that stays in sight."""
    with pd.ExcelWriter(path, engine="openpyxl", datetime_format="yyyy-mm-dd hh:mm:ss") as writer:
        table.to_excel(writer, sheet_name="交易记录", index=False)
        sheet = writer.sheets["交易记录"]
        sheet.freeze_panes = "A2"
        for column, width in zip("ABCDE", (22, 20, 20, 28, 12), strict=True):
            sheet.column_dimensions[column].width = width


def _by_hand(orders: pd.DataFrame) -> pd.DataFrame:
    """The orders of ``BOUNDARY``, numbered like the simulated orders placed just before them."""
    rows = [(name, *order) for name, mine in BOUNDARY for order in mine]
    table = pd.DataFrame(rows, columns=["客户", "at", "交易状态", "交易金额"])
    table["下单时间"] = pd.to_datetime("2019-09-" + table["at"]).astype("datetime64[s]")
    before = np.searchsorted(orders["created_at"], table["下单时间"].to_numpy()) - 1
    head = orders["order_id"].str[:12].to_numpy()[before]
    tail = 900_000 + table.groupby("客户").ngroup() * 37
    serial = np.arange(len(table)) + 1
    ids = [f"{int(h) + n}{t}" for h, n, t in zip(head, serial.tolist(), tail.tolist(), strict=True)]
    return table.assign(订单编号=ids).drop(columns="at")
