"""Small random customer sheets for lesson 05, dense with customers on the bounds of the classes.

Totals are multiples of a quarter yuan, so that "more than 200" has one answer.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

COLUMNS = ["姓名", "性别", "近3个月总购买频次", "总消费金额/元"]
_FAMILY = list("沈杜贺石叶龚尹房穆乔阮熊薛莫白柯苗鲁佟康")
_GIVEN = list("兰远禾磊秋涛梅航棠平洁川谦露宇英北琴达茹")


def random_customer_table(rng: np.random.Generator) -> pd.DataFrame:
    """6–24 customers with the columns of ``COLUMNS``, in random order.

    Always in it: exactly 200 and exactly 100 yuan, often but little, once but much, one high, one medium.
    """
    planted = [
        (int(rng.integers(4, 10)), 200.0),
        (int(rng.integers(2, 4)), 100.0),
        (int(rng.integers(4, 10)), float(rng.integers(40, 401)) / 4),
        (1, float(rng.integers(401, 1600)) / 4),
        (int(rng.integers(4, 10)), float(rng.integers(801, 2400)) / 4),
        (int(rng.integers(2, 4)), float(rng.integers(401, 1600)) / 4),
    ]
    extra = int(rng.integers(0, 19))
    times = rng.integers(1, 8, extra).tolist()
    totals = (rng.integers(120, 1600, extra) / 4).tolist()
    rows = planted + list(zip(times, totals, strict=True))
    order = rng.permutation(len(rows))
    names = rng.choice(len(_FAMILY) * len(_GIVEN), len(rows), replace=False)
    table = pd.DataFrame([rows[i] for i in order], columns=COLUMNS[2:])
    full = [_FAMILY[n // len(_GIVEN)] + _GIVEN[n % len(_GIVEN)] for n in names]
    table.insert(0, "姓名", full)
    table.insert(1, "性别", rng.choice(["女", "男"], len(rows)))
    return table
