"""Tables of trades and of customers for the tests of RFM, by hand and drawn."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from helpers.analysis import states
from helpers.shop.random_rfm import random_member_orders

OK, CLOSED, SHIPPED = states.SUCCESS, states.CLOSED, states.SHIPPED
AS_OF = "2021-12-31"


def trades(*rows: tuple[str | None, str | None, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["客户", "付款日期", "交易状态", "交易金额"])
    return table.assign(付款日期=pd.to_datetime(table["付款日期"]))


def customers(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["客户", "R", "F", "M"])


EMPTY = trades().astype({"付款日期": "datetime64[s]"})
ANY_TRADES = st.lists(
    st.tuples(
        st.sampled_from(["甲", "乙", "丙", "丁", "b", "A"]),
        st.dates(date(2020, 1, 1), date(2022, 3, 1)).map(str),
        st.sampled_from(states.STATES),
        st.integers(0, 9000).map(lambda cents: cents / 100),
    ),
    min_size=1,
    max_size=30,
).map(lambda rows: trades(*rows))
SHOP_TRADES = st.integers(0, 10**6).map(lambda s: random_member_orders(np.random.default_rng(s))[0])
TRADES = st.one_of(ANY_TRADES, SHOP_TRADES)
# few different values: many ties, also with the mean
CUSTOMERS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.integers(0, 500).map(lambda c: c / 100)),
    min_size=1,
    max_size=25,
).map(lambda rows: customers(*[(f"客{n:02}", *row) for n, row in enumerate(rows)]))
