"""One call makes the whole shop."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.shop.chats import make_agents, make_chats, make_messages
from helpers.shop.config import ShopConfig, stream
from helpers.shop.customers import make_customers, make_intents
from helpers.shop.orders import make_baskets, make_orders
from helpers.shop.products import shelf
from helpers.shop.refunds import make_refunds


@dataclass(frozen=True)
class Shop:
    """The shop's tables. Later tables (visits, carts, channels) become further fields.

    Every key is unique in its own table and known in the table it points to; money is in cents.
    """

    config: ShopConfig
    customers: pd.DataFrame  # customer_id, account, first_day, further, gap_days, appetite
    agents: pd.DataFrame  # agent_id, nick, slowness
    products: pd.DataFrame  # product_id, title, category, price_cents, weight
    orders: pd.DataFrame  # order_id, intent_id, customer_id, five moments, pieces, amount_cents
    lines: pd.DataFrame  # order_id, product_id, quantity, unit_cents
    payments: pd.DataFrame  # order_id, customer_id, paid_at, amount_cents
    refunds: pd.DataFrame  # order_id, product_id, quantity, amount_cents, full, reason, finished_at
    chats: pd.DataFrame  # chat_id, account, started_at, intent_id, agent_id
    messages: pd.DataFrame  # chat_id, sent_at, sender


def simulate(
    config: ShopConfig | None = None, seed: int = 2019, reserved: frozenset[str] = frozenset()
) -> Shop:
    """Simulate the shop from its opening to the end of the data.

    Args:
        config: What the shop is like; the story's shop by default.
        seed: The same seed gives the same tables, value for value. Each table has a stream of
            random numbers of its own, so a new table leaves the present ones as they are.
        reserved: Account names that no simulated customer may have.
    """
    config = config or ShopConfig()
    products = shelf()
    customers = make_customers(config, stream(seed, "customers"), reserved)
    intents = make_intents(config, stream(seed, "intents"), customers)
    baskets = make_baskets(config, stream(seed, "baskets"), intents, customers, products)
    orders = make_orders(config, stream(seed, "orders"), intents, baskets)
    orders, refunds = make_refunds(config, stream(seed, "refunds"), orders, baskets)
    agents = make_agents(config, stream(seed, "agents"))
    chats = make_chats(config, stream(seed, "chats"), intents, customers, reserved)
    lines = orders[["order_id", "intent_id"]].merge(baskets, on="intent_id")
    payments = orders.loc[
        orders["paid_at"].notna(), ["order_id", "customer_id", "paid_at", "amount_cents"]
    ]
    return Shop(
        config=config,
        customers=customers,
        agents=agents,
        products=products,
        orders=orders,
        lines=lines.drop(columns="intent_id"),
        payments=payments.sort_values(["paid_at", "order_id"], ignore_index=True),
        refunds=refunds,
        chats=chats,
        messages=make_messages(stream(seed, "messages"), chats, agents),
    )
