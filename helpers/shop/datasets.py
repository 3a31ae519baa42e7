"""Write the lessons' data sets: ``python -m helpers.shop.datasets [folder]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from helpers.shop.first_day import first_day
from helpers.shop.members import member_classes, member_orders
from helpers.shop.simulate import Shop, simulate
from helpers.shop.terms_tables import inquiries, paid_trades, refunds_by_product, reply_rounds
from helpers.shop.trades_table import BOUNDARY_NAMES, trades_2019_09

SEED = 20190512
FOLDER = Path(__file__).resolve().parents[2] / "datasets"


def story_shop() -> Shop:
    """The shop of the story: the simulator's default shop under the book's seed."""
    return simulate(seed=SEED, reserved=BOUNDARY_NAMES)


TABLES: dict[str, Callable[[Shop], pd.DataFrame]] = {
    "first_day.csv": first_day,
    "trades_2019_09.xlsx": trades_2019_09,
    "inquiries_28d.csv": inquiries,
    "paid_trades.csv": paid_trades,
    "reply_rounds.csv": reply_rounds,
    "refunds_by_product.csv": refunds_by_product,
    "member_orders.csv": lambda shop: member_orders(shop, SEED),
    "member_classes.csv": lambda shop: member_classes(member_orders(shop, SEED)),
}
"""Each file's name and the function that makes its table from the shop."""


def write(table: pd.DataFrame, path: Path) -> None:
    """Write one table: a workbook with the worksheet 交易记录, or CSV that Excel opens rightly."""
    if path.suffix == ".csv":
        table.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
        return
    with pd.ExcelWriter(path, engine="openpyxl", datetime_format="yyyy-mm-dd hh:mm:ss") as writer:
        table.to_excel(writer, sheet_name="交易记录", index=False)
        sheet = writer.sheets["交易记录"]
        sheet.freeze_panes = "A2"
        for column, width in zip("ABCDE", (22, 20, 20, 28, 12), strict=True):
            sheet.column_dimensions[column].width = width


def main(folder: Path = FOLDER) -> None:
    """Write every data set into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    shop = story_shop()
    for name, make in TABLES.items():
        table = make(shop)
        write(table, folder / name)
        print(f"{name}：{len(table)} 行")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
