"""Who buys, and when they mean to."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.shop.calendar import day_weights, times_of_day, to_peak
from helpers.shop.config import ShopConfig
from helpers.shop.names import account_names

DAY = np.timedelta64(86400, "s")


def make_customers(
    config: ShopConfig, rng: np.random.Generator, reserved: frozenset[str]
) -> pd.DataFrame:
    """One row per customer, in the order in which they come.

    Columns: customer_id, account (name), first_day, further (purchases after the first, if the data
    went on for ever), gap_days (mean time between purchases), appetite (relative basket size).
    """
    days, weights = day_weights(config)
    size = config.customers
    returning = rng.random(size) >= config.once_share
    rate = rng.gamma(config.repeat_shape, config.repeat_mean / config.repeat_shape, size)
    return pd.DataFrame(
        {
            "customer_id": np.arange(1, size + 1),
            "account": account_names(rng, size, reserved),
            "first_day": np.sort(rng.choice(days, size=size, p=weights)),
            "further": np.where(returning, 1 + rng.poisson(rate), 0),
            "gap_days": config.gap_median_days * rng.lognormal(0, config.gap_spread, size),
            "appetite": rng.lognormal(0, config.basket_spread, size),
        }
    )


def make_intents(
    config: ShopConfig, rng: np.random.Generator, customers: pd.DataFrame
) -> pd.DataFrame:
    """One row per wish to buy, sorted by time: intent_id, customer_id, at (within the data)."""
    visits = customers["further"].to_numpy() + 1
    owner = np.repeat(np.arange(len(customers)), visits)
    first = np.r_[0, np.cumsum(visits)[:-1]]
    gaps = rng.exponential(customers["gap_days"].to_numpy()[owner])
    gaps[first] = 0.0  # the first purchase is on the day the customer comes
    passed = np.cumsum(gaps)
    passed = passed - passed[first][owner]
    day = customers["first_day"].to_numpy("datetime64[s]")[owner] + np.floor(passed) * DAY
    at = to_peak(rng, day.astype("datetime64[s]")) + times_of_day(rng, len(owner))
    table = pd.DataFrame({"customer_id": customers["customer_id"].to_numpy()[owner], "at": at})
    table = table[table["at"] < config.ends].sort_values(["at", "customer_id"], ignore_index=True)
    table.insert(0, "intent_id", np.arange(1, len(table) + 1))
    return table
