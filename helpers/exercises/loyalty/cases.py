"""The tables on which lesson 10's answers are tried: the shop's own, then builders of tiny ones.

Amounts of the tiny tables are exact in floating point, so that their sums have one value.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import UNKNOWN, feelings, join_survey
from helpers.analysis.loyalty import loyalty_types as reference_loyalty_types
from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule, compare
from helpers.exercises.model import Case
from helpers.shop.datasets import FOLDER
from helpers.shop.random_loyalty import random_behaviour, random_customers, random_survey

SURVEY, BEHAVIOUR = "survey_2021.csv", "behaviour_2021.csv"
TODAY = "2021-12-31"
LIKE, OFTEN = 4, 4
RICH, ABSENT = 500, 180
ITEMS = ["认可", "推荐", "换店"]


# ── the lesson's own tables (shared: do not change) ──


@functools.cache
def survey() -> pd.DataFrame:
    """The answers of December 2021."""
    return pd.read_csv(FOLDER / SURVEY, parse_dates=["答卷日期"])


@functools.cache
def behaviour() -> pd.DataFrame:
    """What each member bought up to the end of 2021."""
    return pd.read_csv(FOLDER / BEHAVIOUR, parse_dates=["首次购买", "最近购买"])


@functools.cache
def customers() -> pd.DataFrame:
    """The two joined, one row per member."""
    return join_survey(behaviour(), survey(), TODAY)


@functools.cache
def answered() -> pd.DataFrame:
    """Members with a type and a feeling."""
    return with_feeling(customers())


def with_feeling(table: pd.DataFrame) -> pd.DataFrame:
    """Add 忠诚类型 and 感受; customers who lack either are left out."""
    typed = reference_loyalty_types(table)
    typed = typed.assign(感受=feelings(typed["满意度"]))
    return typed[(typed["忠诚类型"] != UNKNOWN) & typed["感受"].notna()].reset_index(drop=True)


# ── tiny tables ──


def answers(*rows: tuple[str, float | None, float | None]) -> pd.DataFrame:
    """A survey from (客户, 期望值, 感知值)."""
    table = pd.DataFrame(rows, columns=["客户", "期望值", "感知值"])
    return table.astype({"期望值": "float64", "感知值": "float64"})


def items(*rows: tuple[str, float | None, float | None, float | None]) -> pd.DataFrame:
    """A survey from (客户, 认可, 推荐, 换店)."""
    table = pd.DataFrame(rows, columns=["客户", *ITEMS])
    return table.astype(dict.fromkeys(ITEMS, "float64"))


def bought(*rows: tuple[str, int, float]) -> pd.DataFrame:
    """Behaviour from (客户, 成交次数, 成交金额)."""
    return pd.DataFrame(rows, columns=["客户", "成交次数", "成交金额"])


def said(*names: str) -> pd.DataFrame:
    """A survey of people by name, one row per answer, that tells them apart by nothing but 认可."""
    marks = np.arange(len(names)) % 5 + 1
    return pd.DataFrame({"客户": list(names), "认可": marks, "推荐": marks[::-1]})


def fond(*rows: tuple[str, float | None, int]) -> pd.DataFrame:
    """Customers from (客户, 态度, 成交次数)."""
    table = pd.DataFrame(rows, columns=["客户", "态度", "成交次数"])
    return table.astype({"态度": "float64"})


def felt(*pairs: tuple[str, str, int]) -> pd.DataFrame:
    """Answerers from (忠诚类型, 感受, how many), with a few numbers to stumble over."""
    rows = [(kind, feeling) for kind, feeling, number in pairs for _ in range(number)]
    table = pd.DataFrame(rows, columns=["忠诚类型", "感受"])
    table.insert(0, "客户", [f"客户{number:02d}" for number in range(1, len(rows) + 1)])
    number = np.arange(len(rows))
    return table.assign(成交次数=number % 5 + 2, 成交金额=(number % 4 + 1) * 24.5)


def case(name: str, title: str, **args: Any) -> Case:
    """A case by keyword."""
    return Case(name, title, args)


def names_of(cases: Sequence[Case]) -> tuple[str, ...]:
    """The cases' names, for a part that takes them all."""
    return tuple(one.name for one in cases)


# ── a word that was not asked for ──


def other_word(column: str, words: Sequence[str]) -> Callable[[Outcome, Outcome], bool]:
    """Recognise a table that is right but for how it spells some of the ``words`` in ``column``."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        right, mine = expected.value, actual.value
        if not isinstance(mine, pd.DataFrame) or not {"客户", column} <= set(mine.columns):
            return False
        wanted = right.set_index("客户")[column].reindex(mine["客户"]).to_numpy()
        if compare(right, mine.assign(**{column: wanted}), Rule(more_columns=True)) is not None:
            return False
        pairs = set(zip(wanted, mine[column], strict=True))
        other = [word for word, spelt in pairs if word != spelt]
        spelt = [spelt for word, spelt in pairs if word != spelt]
        if len(set(other)) < len(other) or len(set(spelt)) < len(spelt):
            return False
        return all(isinstance(s, str) and s.strip() and s not in words for s in spelt)

    return recognises


# ── random arguments ──


def random_answers(rng: np.random.Generator) -> dict[str, Any]:
    """A survey."""
    return {"survey": random_survey(rng)}


def random_bought(rng: np.random.Generator) -> dict[str, Any]:
    """Behaviour."""
    return {"behaviour": random_behaviour(rng)}


def random_both(rng: np.random.Generator) -> dict[str, Any]:
    """A survey and behaviour that share some names."""
    return {"survey": random_survey(rng), "behaviour": random_behaviour(rng)}


def random_typed(rng: np.random.Generator) -> dict[str, Any]:
    """Customers and two cut-offs."""
    table = random_customers(rng)
    like = float(rng.choice([4.0, 4.0, 3.0, 3.5]))
    return {"customers": table, "like": like, "often": int(rng.choice([4, 4, 3, 6]))}


def random_kinds(rng: np.random.Generator) -> dict[str, Any]:
    """Customers, an amount and a number of days."""
    rich, absent = int(rng.choice([500, 500, 300])), int(rng.choice([180, 180, 120]))
    return {"customers": random_customers(rng), "rich": rich, "absent": absent}


def random_answered(rng: np.random.Generator) -> dict[str, Any]:
    """Customers with a type and a feeling."""
    return {"answered": with_feeling(random_customers(rng))}
