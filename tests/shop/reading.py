"""Reading a data set as its lesson does."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.shop import course_sheet, datasets, raw_orders

TIMES = {"下单时间", "付款时间", "提问时间", "日期", "付款日期", "答卷日期", "首次购买", "最近购买"}
ORDERS_OF_JUNE = {"parse_dates": ["订单付款时间"], "dtype": {"订单编号": str, "联系手机": str}}


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".xlsx":
        header = 1 if path.name == course_sheet.FILE else 0
        return pd.read_excel(path, header=header, dtype={"订单编号": str})
    if path.name in datasets.RAW:
        return pd.read_csv(path, encoding=raw_orders.ENCODING)
    if path.name == "orders_2019_06.csv":
        return pd.read_csv(path, **ORDERS_OF_JUNE)  # type: ignore[call-overload,no-any-return]
    header = pd.read_csv(path, nrows=0).columns
    dates = [name for name in header if name in TIMES]
    return pd.read_csv(path, dtype={"订单编号": str}, parse_dates=dates)
