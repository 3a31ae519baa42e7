"""What the simulated shop is like: every number that shapes it, in one place."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

OPENS = pd.Timestamp("2019-05-01")
ENDS = pd.Timestamp("2022-01-01")


@dataclass(frozen=True)
class ShopConfig:
    """The knobs of the simulator; amounts in cents, durations in the unit of the name."""

    opens: pd.Timestamp = OPENS
    ends: pd.Timestamp = ENDS  # first moment that is no longer simulated
    customers: int = 4200
    growth: float = 1.6  # new customers a day at the end, against the beginning
    once_share: float = 0.42  # customers who never come back, before the end of data cuts some more
    repeat_shape: float = 0.55  # below 1: few customers buy very often
    repeat_mean: float = 5.0  # further purchases of those who come back
    gap_median_days: float = 26.0
    gap_spread: float = 0.9  # standard deviation of the logarithm of a customer's mean gap
    basket_spread: float = 0.55  # the same for how much a customer takes at once
    unpaid_share: float = 0.17
    retry_share: float = 0.55  # unpaid orders that are soon placed again
    pay_limit_hours: float = 72.0  # an unpaid order is closed by the platform
    auto_confirm_days: float = 10.0
    full_refund_share: float = 0.035
    partial_refund_share: float = 0.045
    free_postage_cents: int = 3800
    postage_cents: int = 500
    chat_share: float = 0.55  # purchases that begin with a question
    idle_chats_per_order: float = 0.45  # conversations that end without an order
    agents: int = 5


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator of its own for each table: a table added later changes none of the others."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])
