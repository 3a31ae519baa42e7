"""Small random sheets of customers for lesson 06, in the columns of ``customers_24.xlsx``."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.shop.course_sheet import COLUMNS, DATES

_SURNAMES = "沈杜贺石叶龚尹房穆乔阮熊薛莫白柯苗鲁佟康"
_GIVEN = ["若兰", "明远", "青禾", "知秋", "海涛", "素梅", "启航", "安平", "玉洁", "冬梅"]


def random_customers(rng: np.random.Generator) -> pd.DataFrame:
    """8–20 customers with up to three dates of purchase in May and June 2019.

    Always in it: somebody who came once, who came twice, who bought twice on one day, who bought
    more often than the sheet has dates, and an interval over the end of May.
    """
    size = int(rng.integers(8, 21))
    times = [1, 2, 3, 3, 6, *rng.choice([1, 1, 2, 3, 4, 8], size - 5).tolist()]
    starts = [np.datetime64("2019-05-20"), *_days(rng, size - 1)]
    rows = []
    for number, (often, start) in enumerate(zip(times, starts, strict=True)):
        gaps = rng.integers(1, 24, 2)
        if number in (2, 3):
            gaps[number - 2] = 0  # twice on one day: the first two, then the last two
        if number == 1:
            gaps[0] = 31  # over the end of May
        dates = start + np.array([0, gaps[0], gaps.sum()])
        rows.append([*dates[: min(often, 3)], *[np.datetime64("NaT")] * (3 - often)])
    table = pd.DataFrame(rows, columns=DATES).astype("datetime64[us]")
    names = [f"{s}{g}" for s in _SURNAMES for g in _GIVEN]
    table.insert(0, "姓名", rng.choice(names, size, replace=False))
    table.insert(1, "性别", rng.choice(["女", "男"], size))
    table["近3个月总购买频次"] = times
    table["是否粉丝"] = rng.choice(["是", "否"], size)
    table["总消费金额/元"] = rng.integers(40, 1200, size) / 2
    table = table.sample(frac=1, random_state=int(rng.integers(2**31))).reset_index(drop=True)
    table.insert(0, "序号", range(1, size + 1))
    return table[COLUMNS]


def _days(rng: np.random.Generator, size: int) -> list[np.datetime64]:
    return list(np.datetime64("2019-05-01") + rng.integers(0, 14, size))
