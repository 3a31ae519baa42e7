"""Lesson 10's random tables: what their makers promise is always in them."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.analysis import loyalty as ly
from helpers.shop.random_loyalty import random_behaviour, random_customers, random_survey

SEEDS = range(30)


@pytest.mark.parametrize("seed", SEEDS)
def test_surveys(seed: int) -> None:
    table = random_survey(np.random.default_rng(seed))
    assert 8 <= len(table) <= 30 and table["客户"].duplicated().any()
    assert table[["期望值", "感知值", "认可", "推荐", "换店"]].isna().any().all()
    assert (ly.with_satisfaction(table)["满意度"] == 0).any()
    assert ly.attitude_scores(table)["态度"].isna().any()


@pytest.mark.parametrize("seed", SEEDS)
def test_behaviour(seed: int) -> None:
    table = random_behaviour(np.random.default_rng(seed))
    assert table["客户"].is_unique and {0, 1, 2, 3} <= set(table["成交次数"])
    assert table.loc[table["成交次数"] > 0, "成交金额"].duplicated().any()
    bought = table.dropna()
    assert (bought["首次购买"] <= bought["最近购买"]).all()
    assert (
        bought.loc[bought["成交次数"] == 1].pipe(lambda t: t["首次购买"] == t["最近购买"])
    ).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_customers(seed: int) -> None:
    table = random_customers(np.random.default_rng(seed))
    assert table["客户"].is_unique
    assert set(ly.loyalty_types(table)["忠诚类型"]) == {*ly.TYPES, ly.UNKNOWN}
    assert {"久未来的大客户", "新来的常客"} <= set(ly.loyal_kinds(table)["忠诚客户"])
    assert (table["首购天数"] >= table["距今天数"]).all()
