"""Write the lessons' data sets: ``python -m helpers.shop.datasets [folder]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from helpers.shop import course_sheet
from helpers.shop.first_day import first_day
from helpers.shop.first_month import best_day_orders, first_month
from helpers.shop.loyalty_tables import behaviour_2021, survey_2021
from helpers.shop.members import member_classes, member_orders
from helpers.shop.raw_orders import ENCODING, june_orders, raw_orders
from helpers.shop.simulate import Shop, simulate
from helpers.shop.terms_tables import inquiries, paid_trades, refunds_by_product, reply_rounds
from helpers.shop.trades_table import BOUNDARY_NAMES, trades_2019_09, write_trades

SEED = 20190512
FOLDER = Path(__file__).resolve().parents[2] / "datasets"


def story_shop() -> Shop:
    """The shop of the story: the simulator's default shop under the book's seed."""
    return simulate(seed=SEED, reserved=BOUNDARY_NAMES)


TABLES: dict[str, Callable[[Shop], pd.DataFrame]] = {
    "first_month.csv": first_month,
    "best_day_orders.csv": best_day_orders,
    "first_day.csv": first_day,
    "trades_2019_09.xlsx": trades_2019_09,
    "inquiries_28d.csv": inquiries,
    "paid_trades.csv": paid_trades,
    "reply_rounds.csv": reply_rounds,
    "refunds_by_product.csv": refunds_by_product,
    course_sheet.FILE: lambda shop: course_sheet.course_sheet(),
    "survey_2021.csv": survey_2021,
    "behaviour_2021.csv": behaviour_2021,
    "raw_orders_2019_06.csv": raw_orders,
    "orders_2019_06.csv": june_orders,
    "member_orders.csv": lambda shop: member_orders(shop, SEED),
    "member_classes.csv": lambda shop: member_classes(member_orders(shop, SEED)),
}
"""Each file's name and the function that makes its table from the shop."""

RAW = frozenset({"raw_orders_2019_06.csv"})
"""Files left as a platform exports them: GBK, and every cell a text."""

WORKBOOKS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "trades_2019_09.xlsx": write_trades,
    course_sheet.FILE: course_sheet.write_course_sheet,
}
"""The function that lays out each .xlsx."""


def write(table: pd.DataFrame, path: Path) -> None:
    """Write one table: a workbook in its own layout, or CSV that a Chinese Excel opens rightly."""
    if path.name in WORKBOOKS:
        WORKBOOKS[path.name](table, path)
        return
    encoding = ENCODING if path.name in RAW else "utf-8-sig"
    table.to_csv(path, index=False, encoding=encoding, lineterminator="\n")


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
