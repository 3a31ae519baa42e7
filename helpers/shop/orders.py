"""From wishes to orders: baskets, orders with their life, and their state at a moment."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.shop.config import ShopConfig

Seconds = npt.NDArray[np.timedelta64]


def _seconds(values: npt.NDArray[np.float64]) -> Seconds:
    return np.round(values).astype("timedelta64[s]")


def make_baskets(
    config: ShopConfig,
    rng: np.random.Generator,
    intents: pd.DataFrame,
    customers: pd.DataFrame,
    products: pd.DataFrame,
) -> pd.DataFrame:
    """What is in each wish: intent_id, product_id, quantity, unit_cents; one row per product."""
    appetite = customers.set_index("customer_id")["appetite"].loc[intents["customer_id"]].to_numpy()
    kinds = np.minimum(1 + rng.poisson(0.45 * appetite), 6)
    owner = np.repeat(np.arange(len(intents)), kinds)
    weight = products["weight"].to_numpy() / products["weight"].sum()
    lines = pd.DataFrame(
        {
            "intent_id": intents["intent_id"].to_numpy()[owner],
            "product_id": rng.choice(products["product_id"], size=len(owner), p=weight),
            "quantity": np.minimum(1 + rng.poisson(0.22 * appetite[owner]), 12),
        }
    )
    lines = lines.groupby(["intent_id", "product_id"])["quantity"].sum().reset_index()
    price = products.set_index("product_id")["price_cents"].loc[lines["product_id"]].to_numpy()
    at = intents.set_index("intent_id")["at"].loc[lines["intent_id"]].dt
    peak = ((at.month == 11) & (at.day == 11)).to_numpy()
    reduced = price * 8 // 100 * 10  # a fifth off on 11.11, in whole tenths of a yuan
    return lines.assign(unit_cents=np.where(peak, reduced, price))


def make_orders(
    config: ShopConfig,
    rng: np.random.Generator,
    intents: pd.DataFrame,
    baskets: pd.DataFrame,
) -> pd.DataFrame:
    """One row per order, sorted by time.

    Columns: order_id (18 digits, text), intent_id, customer_id, created_at, paid_at, shipped_at,
    confirmed_at, closed_at (blank where it never happened), pieces, amount_cents (goods + postage).
    Some orders are never paid; about half of those are placed again within a few hours and paid.
    """
    unpaid = rng.random(len(intents)) < config.unpaid_share
    again = unpaid & (rng.random(len(intents)) < config.retry_share)
    retries = intents[again].assign(unpaid=False)
    retries["at"] = retries["at"] + _seconds(rng.exponential(5400, len(retries)) + 120)
    orders = pd.concat([intents.assign(unpaid=unpaid), retries], ignore_index=True)
    orders = orders[orders["at"] < config.ends]
    orders = orders.sort_values(["at", "intent_id", "unpaid"], ignore_index=True)
    worth = baskets.assign(goods=baskets["quantity"] * baskets["unit_cents"])
    worth = worth.groupby("intent_id")[["quantity", "goods"]].sum().loc[orders["intent_id"]]
    goods = worth["goods"].to_numpy()
    orders["pieces"] = worth["quantity"].to_numpy()
    free = goods >= config.free_postage_cents
    orders["amount_cents"] = goods + np.where(free, 0, config.postage_cents)
    orders.insert(0, "order_id", _order_ids(rng, orders["customer_id"].to_numpy()))
    return _life(config, rng, orders.rename(columns={"at": "created_at"})).drop(columns="unpaid")


def _order_ids(rng: np.random.Generator, customers: npt.NDArray[np.int64]) -> list[str]:
    """Eighteen digits: twelve that grow with time, then six that belong to the buyer."""
    head = (
        482_000_000_000 + np.arange(len(customers)) * 7919 + rng.integers(0, 7919, len(customers))
    )
    tail = customers * 7_717 % 1_000_000
    return [f"{a}{b:06d}" for a, b in zip(head.tolist(), tail.tolist(), strict=True)]


def _life(config: ShopConfig, rng: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    size = len(orders)
    unpaid = orders["unpaid"].to_numpy()
    created = orders["created_at"].to_numpy("datetime64[s]")
    nothing = np.datetime64("NaT", "s")
    slow = rng.random(size) < 0.12  # these pay after a reminder, hours later
    wait = np.where(slow, rng.exponential(3 * 3600, size) + 600, rng.lognormal(3.6, 0.8, size))
    paid = created + _seconds(np.minimum(wait, config.pay_limit_hours * 3600 - 60))
    shipped = paid + _seconds(rng.gamma(3, 7.5, size) * 3600 + 1800)
    travel = rng.gamma(6, 0.55, size) + 0.8
    doubt = np.where(rng.random(size) < 0.25, config.auto_confirm_days, rng.exponential(2.0, size))
    confirmed = shipped + _seconds((travel + np.minimum(doubt, config.auto_confirm_days)) * 86400)
    limit = config.pay_limit_hours * 3600
    by_buyer = np.minimum(rng.exponential(6 * 3600, size) + 60, limit)  # closed by the buyer
    given_up = np.where(rng.random(size) < 0.5, by_buyer, limit)
    return orders.assign(
        paid_at=np.where(unpaid, nothing, paid),
        shipped_at=np.where(unpaid, nothing, shipped),
        confirmed_at=np.where(unpaid, nothing, confirmed),
        closed_at=np.where(unpaid, created + _seconds(given_up), nothing),
    )


def state_at(orders: pd.DataFrame, moment: pd.Timestamp) -> pd.Series[str]:
    """The state of each order (created before ``moment``) as an export at that moment shows it."""
    steps = [("closed_at", CLOSED), ("confirmed_at", SUCCESS), ("shipped_at", SHIPPED)]
    steps.append(("paid_at", PAID))
    conditions = [(orders[column] <= moment).to_numpy() for column, _ in steps]
    states = np.select(conditions, [name for _, name in steps], WAITING_PAYMENT)
    return pd.Series(states, index=orders.index, dtype="str")
