"""The simulated shop holds together, and looks like a shop."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.states import CLOSED, STATES, SUCCESS
from helpers.shop.config import ShopConfig
from helpers.shop.names import account_names
from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop, simulate

TABLES = [f.name for f in dataclasses.fields(Shop) if f.name != "config"]
SMALL = ShopConfig(customers=300)


@pytest.fixture(scope="module", params=[1, 20190512])
def shop(request: pytest.FixtureRequest) -> Shop:
    return simulate(seed=request.param)


def successes(shop: Shop) -> pd.DataFrame:
    return shop.orders[state_at(shop.orders, shop.config.ends) == SUCCESS]


def test_the_seed_decides_everything() -> None:
    one, again, other = simulate(SMALL, 3), simulate(SMALL, 3), simulate(SMALL, 4)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(one, name), getattr(again, name))
    assert not one.orders.equals(other.orders)


def test_reserved_names_are_nobodys() -> None:
    plain = simulate(SMALL, 3)
    taken = frozenset(plain.customers["account"][:50])
    other = simulate(SMALL, 3, taken)
    assert taken.isdisjoint(other.customers["account"])
    assert taken.isdisjoint(other.chats["account"])
    assert other.orders.equals(plain.orders)


def test_account_names() -> None:
    names = account_names(np.random.default_rng(0), 5000)
    assert len(set(names)) == 5000
    assert not any(character.isspace() for name in names for character in name)
    with pytest.raises(ValueError, match="different names"):
        account_names(np.random.default_rng(0), 10**6)


def test_keys(shop: Shop) -> None:
    assert shop.orders["order_id"].is_unique
    assert shop.orders["order_id"].str.fullmatch(r"\d{18}").all()
    assert shop.customers["account"].is_unique
    assert set(shop.orders["customer_id"]) <= set(shop.customers["customer_id"])
    assert set(shop.lines["order_id"]) == set(shop.orders["order_id"])
    assert set(shop.lines["product_id"]) <= set(shop.products["product_id"])
    assert set(shop.refunds["order_id"]) <= set(shop.payments["order_id"])
    assert set(shop.messages["chat_id"]) == set(shop.chats["chat_id"])
    assert set(shop.chats["agent_id"]) == set(shop.agents["agent_id"])
    assert not shop.lines.duplicated(["order_id", "product_id"]).any()


def test_the_moments_of_an_order_are_in_order(shop: Shop) -> None:
    orders = shop.orders
    steps = ["created_at", "paid_at", "shipped_at", "confirmed_at"]
    for before, after in itertools.pairwise(steps):
        reached = orders[orders[after].notna()]
        assert (reached[before] <= reached[after]).all()
    assert not (orders["closed_at"].notna() & orders["confirmed_at"].notna()).any()
    unpaid = orders[orders["paid_at"].isna()]
    assert unpaid["closed_at"].notna().all()
    wait = (unpaid["closed_at"] - unpaid["created_at"]).dt.total_seconds() / 3600
    assert wait.max() <= shop.config.pay_limit_hours
    assert orders["created_at"].between(shop.config.opens, shop.config.ends).all()


def test_money_adds_up(shop: Shop) -> None:
    lines = shop.lines.assign(goods=shop.lines["quantity"] * shop.lines["unit_cents"])
    goods = lines.groupby("order_id")[["goods", "quantity"]].sum().loc[shop.orders["order_id"]]
    postage = shop.orders["amount_cents"].to_numpy() - goods["goods"].to_numpy()
    assert set(postage) == {0, shop.config.postage_cents}
    assert (goods["quantity"].to_numpy() == shop.orders["pieces"].to_numpy()).all()
    back = shop.refunds.groupby("order_id").agg(
        amount=("amount_cents", "sum"), full=("full", "first")
    )
    paid = shop.payments.set_index("order_id")["amount_cents"].loc[back.index]
    assert (back["amount"][back["full"]] == paid[back["full"]]).all()
    assert (back["amount"][~back["full"]] < paid[~back["full"]]).all()


def test_a_full_refund_closes_the_order(shop: Shop) -> None:
    full = shop.refunds[shop.refunds["full"]].groupby("order_id")["finished_at"].first()
    orders = shop.orders.set_index("order_id").loc[full.index]
    assert (orders["closed_at"] == full).all()
    second = pd.Timedelta(seconds=1)
    late = shop.config.ends + pd.Timedelta(days=60)
    assert (state_at(orders, late) == CLOSED).all()
    first = orders.iloc[0]
    before = state_at(orders.iloc[:1], first["closed_at"] - second)
    assert before.iloc[0] != CLOSED


def test_all_states_occur_in_an_export_and_none_is_open_for_ever(shop: Shop) -> None:
    now = shop.config.ends
    assert set(state_at(shop.orders, now)) == set(STATES)
    late = state_at(shop.orders, now + pd.Timedelta(days=60))
    assert set(late) == {SUCCESS, CLOSED}
    assert 0.10 < (late == CLOSED).mean() < 0.25


def test_about_half_of_the_buyers_buy_once(shop: Shop) -> None:
    times = successes(shop)["customer_id"].value_counts()
    assert 0.40 < (times == 1).mean() < 0.60
    assert times.max() > 20


def test_spending_has_a_heavy_tail(shop: Shop) -> None:
    spent = successes(shop).groupby("customer_id")["amount_cents"].sum().sort_values()
    top_fifth = spent.tail(len(spent) // 5).sum() / spent.sum()
    assert 0.5 < top_fifth < 0.8
    assert spent.mean() > 1.3 * spent.median()


def test_peaks(shop: Shop) -> None:
    days = shop.orders["created_at"].dt.normalize().value_counts()
    for year in (2019, 2020, 2021):
        assert days[days.index.year == year].idxmax() == pd.Timestamp(year, 11, 11)
    june = days[days.index.to_period("M") == pd.Period("2019-06")]
    assert days[pd.Timestamp("2019-05-01")] > 3 * june.median()


def test_people_sleep_at_night(shop: Shop) -> None:
    by_hour = shop.orders["created_at"].dt.hour.value_counts()
    assert by_hour[[20, 21, 22]].min() > 5 * by_hour[[2, 3, 4]].max()
    weekday = shop.orders["created_at"].dt.day_of_week.value_counts()
    assert weekday.min() > 0.7 * weekday.max()


def test_conversations(shop: Shop) -> None:
    people = shop.messages[shop.messages["sender"] != "bot"]
    opening = people.groupby("chat_id")["sender"].first()
    assert (opening == "buyer").all()
    assert shop.messages.groupby("chat_id")["sent_at"].is_monotonic_increasing.all()
    started = shop.chats.set_index("chat_id")["started_at"]
    asked = people.groupby("chat_id")["sent_at"].min()
    assert (asked == started.loc[asked.index]).all()
    unanswered = people.groupby("chat_id")["sender"].last() == "buyer"
    night = started.dt.hour.lt(8) | started.dt.hour.ge(23)
    assert 0.03 < unanswered[~night].mean() < 0.10
    assert 0.35 < unanswered[night].mean() < 0.65
    ordered = shop.chats["intent_id"].notna()
    assert ordered.any() and not ordered.all()
    assert not shop.chats["account"].isin(shop.customers["account"]).all()


def test_too_many_agents_are_refused() -> None:
    with pytest.raises(ValueError, match="agents"):
        simulate(ShopConfig(customers=50, agents=99))
