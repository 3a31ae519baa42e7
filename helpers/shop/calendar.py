"""When people buy: the weight of each day and each hour."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.shop.config import ShopConfig

Times = npt.NDArray[np.datetime64]

_HOURS = np.array(  # six to a line from midnight; peaks: late morning, tea time, after supper
    [
        *(2.5, 1.2, 0.6, 0.4, 0.4, 0.6),
        *(1.3, 2.4, 4.0, 6.0, 7.0, 6.0),
        *(5.0, 5.5, 6.0, 6.0, 5.5, 5.0),
        *(5.0, 6.5, 8.5, 9.0, 7.5, 5.0),
    ]
)
_WEEKDAYS = np.array([1.08, 1.05, 1.02, 1.0, 0.98, 0.88, 0.95])  # Monday first
_PEAKS = (  # month, day, how many times an ordinary day, days it takes to fade
    (6, 18, 2.5, 2.0),
    (11, 11, 9.0, 1.2),
    (12, 12, 3.5, 1.2),
    (1, 12, 2.2, 6.0),  # stocking up for Spring Festival
)
_LAUNCH = (10.0, 3.0)


def day_weights(config: ShopConfig) -> tuple[Times, npt.NDArray[np.float64]]:
    """Each day from opening to the end, and its share of new customers (the shares add up to 1)."""
    days = pd.date_range(config.opens, config.ends, inclusive="left")
    weight = np.linspace(1, config.growth, len(days)) * _WEEKDAYS[days.day_of_week]
    boost = _fading(days, config.opens, *_LAUNCH)
    for year in range(config.opens.year, config.ends.year + 1):
        for month, day, times, fade in _PEAKS:
            boost = boost + _fading(days, pd.Timestamp(year, month, day), times, fade)
    weight = weight * (1 + boost)
    return days.to_numpy("datetime64[s]"), weight / weight.sum()


def _fading(
    days: pd.DatetimeIndex, start: pd.Timestamp, times: float, fade: float
) -> npt.NDArray[np.float64]:
    after = (days - start).days.to_numpy()
    return np.where(after >= 0, (times - 1) * np.exp(-np.maximum(after, 0) / fade), 0.0)


def times_of_day(rng: np.random.Generator, size: int) -> npt.NDArray[np.timedelta64]:
    """Whole seconds after midnight, busy hours more often."""
    hours = rng.choice(24, size=size, p=_HOURS / _HOURS.sum())
    return (hours * 3600 + rng.integers(0, 3600, size)).astype("timedelta64[s]")


def to_peak(rng: np.random.Generator, days: Times, share: float = 0.5) -> Times:
    """Let ``share`` of the purchases of the 18 days before a 11 November wait for that day."""
    index = pd.DatetimeIndex(days)
    waits = (index.month == 10) & (index.day >= 25) | (index.month == 11) & (index.day <= 10)
    moved = waits & (rng.random(len(days)) < share)
    peak = pd.to_datetime({"year": index.year, "month": 11, "day": 11}).to_numpy("datetime64[s]")
    return np.where(moved, peak, days)
