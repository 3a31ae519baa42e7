"""Small sheets of customers: the shape of the real file, and always the awkward cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.interval_days import interval_table
from helpers.shop.course_sheet import COLUMNS, DATES, course_sheet
from helpers.shop.random_intervals import random_customers

TIMES = "近3个月总购买频次"
SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_columns_and_types_of_the_file(seed: int) -> None:
    table = random_customers(np.random.default_rng(seed))
    assert list(table.columns) == COLUMNS and 8 <= len(table) <= 20
    kept = course_sheet()
    for column in COLUMNS:
        assert table[column].dtype.kind == kept[column].dtype.kind, column
    assert table.equals(random_customers(np.random.default_rng(seed)))
    assert table["姓名"].is_unique


@pytest.mark.parametrize("seed", SEEDS)
def test_the_cases_that_separate_mistakes(seed: int) -> None:
    table = random_customers(np.random.default_rng(seed))
    dates = table[DATES]
    assert dates.stack().dropna().between("2019-05-01", "2019-06-30").all()
    assert (dates.notna().sum(axis=1) == table[TIMES].clip(upper=3)).all()
    assert not (dates.diff(axis=1) < pd.Timedelta(0)).any(axis=None)
    gaps = interval_table(table, DATES)
    for column in gaps:
        assert (gaps[column] == 0).any() and gaps[column].isna().any()
        assert (gaps[column] > 0).any()
    assert (table[TIMES] > 3).any() and (table[TIMES] == 3).any() and (table[TIMES] == 1).any()
