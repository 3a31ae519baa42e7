"""Tiny tables by hand that more than one lesson tries its answers on."""

from __future__ import annotations

import pandas as pd


def trade_table(*rows: tuple[str, str | None, str, float, int]) -> pd.DataFrame:
    """Orders from (买家, day of September 2019 on which it was paid or None, 交易状态, 订单金额, 商品件数)."""
    table = pd.DataFrame(rows, columns=["买家", "付款时间", "交易状态", "订单金额", "商品件数"])
    times = [f"2019-09-{paid} 10:20" if paid else None for _, paid, *_ in rows]
    table["付款时间"] = pd.to_datetime(pd.Series(times, dtype="str"))
    table.insert(0, "订单编号", [f"482010{number:012d}" for number in range(1, len(rows) + 1)])
    return table
