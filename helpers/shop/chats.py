"""Conversations before and after a purchase, message by message."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.shop.calendar import times_of_day
from helpers.shop.config import ShopConfig
from helpers.shop.names import account_names

_NICKS = ("小栗", "小杏", "小榛", "小松", "小桃", "小枣", "小葵", "小莓")
_BUSY = (20, 21, 22)  # hours in which replies take longer


def make_agents(config: ShopConfig, rng: np.random.Generator) -> pd.DataFrame:
    """Columns agent_id, nick, slowness (waiting time against the shop's).

    Raises:
        ValueError: more agents than there are nicknames for.
    """
    if config.agents > len(_NICKS):
        raise ValueError(f"nicknames for at most {len(_NICKS)} agents, not {config.agents}")
    return pd.DataFrame(
        {
            "agent_id": np.arange(1, config.agents + 1),
            "nick": _NICKS[: config.agents],
            "slowness": np.round(rng.lognormal(0, 0.35, config.agents), 3),
        }
    )


def make_chats(
    config: ShopConfig,
    rng: np.random.Generator,
    intents: pd.DataFrame,
    customers: pd.DataFrame,
    reserved: frozenset[str],
) -> pd.DataFrame:
    """One row per conversation, by time: chat_id, account, agent_id, started_at, intent_id.

    ``intent_id`` is blank where no purchase came of it; half of those are visitors who never buy
    (their accounts are not in ``customers``), half customers with a question about something else.
    """
    accounts = customers.set_index("customer_id")["account"]
    leads = intents[rng.random(len(intents)) < config.chat_share]
    before = rng.exponential(900, len(leads)) + 120
    before += np.where(rng.random(len(leads)) < 0.12, 86400, 0)  # some sleep on it
    buying = pd.DataFrame(
        {
            "account": accounts.loc[leads["customer_id"]].to_numpy(),
            "started_at": leads["at"].to_numpy() - np.round(before).astype("timedelta64[s]"),
            "intent_id": leads["intent_id"].astype("Int64"),
        }
    )
    too_early = buying["started_at"] < config.opens
    buying["started_at"] = buying["started_at"].mask(too_early, config.opens)
    idle = intents.sample(int(len(intents) * config.idle_chats_per_order), random_state=rng)
    days = idle["at"].dt.normalize().to_numpy("datetime64[s]")
    taken = reserved | set(accounts)
    visitors = account_names(rng, len(idle) // 3, taken)
    names = np.where(
        rng.random(len(idle)) < 0.5,
        rng.choice(visitors, len(idle)),
        accounts.loc[idle["customer_id"]].to_numpy(),
    )
    other = pd.DataFrame({"account": names, "started_at": days + times_of_day(rng, len(idle))})
    other["intent_id"] = pd.array([None] * len(other), dtype="Int64")
    chats = pd.concat([buying, other], ignore_index=True)
    chats = chats.sort_values(["started_at", "account"], ignore_index=True)
    chats.insert(0, "chat_id", np.arange(1, len(chats) + 1))
    return chats.assign(agent_id=rng.integers(1, config.agents + 1, len(chats)))


def make_messages(
    rng: np.random.Generator, chats: pd.DataFrame, agents: pd.DataFrame
) -> pd.DataFrame:
    """Columns chat_id, sent_at, sender (buyer, agent or bot), by conversation and time.

    A buyer may write several times before the reply. Only the last question of a conversation can
    stay unanswered; at night it often does. A bot may greet one second after the first question.
    """
    rounds = _rounds(rng, chats, agents)
    start, wait = rounds["start"].to_numpy(), rounds["wait"].to_numpy()
    shown = np.where(np.isnan(wait), 300.0, wait)
    more = np.repeat(np.arange(len(rounds)), rng.choice(3, len(rounds), p=[0.65, 0.25, 0.1]))
    later = np.floor(rng.random(len(more)) * 0.8 * shown[more])
    greeted = (rounds["first"] & (rng.random(len(rounds)) < 0.5)).to_numpy()
    chat = rounds["chat"].to_numpy()
    parts = [
        _part(chat, start, "buyer"),
        _part(chat[more], start[more] + later, "buyer"),
        _part(chat[greeted], start[greeted] + 1, "bot"),
        _part(chat[~np.isnan(wait)], (start + wait)[~np.isnan(wait)], "agent"),
    ]
    messages = pd.concat(parts, ignore_index=True)
    opened = chats["started_at"].to_numpy("datetime64[s]")[messages["chat"]]
    messages["sent_at"] = opened + messages["offset"].to_numpy().astype("timedelta64[s]")
    messages["chat_id"] = chats["chat_id"].to_numpy()[messages["chat"]]
    messages = messages.sort_values(["chat", "offset"], kind="stable", ignore_index=True)
    return messages[["chat_id", "sent_at", "sender"]]


def _part(
    chat: npt.NDArray[np.int64], offset: npt.NDArray[np.float64], sender: str
) -> pd.DataFrame:
    return pd.DataFrame({"chat": chat, "offset": offset, "sender": sender})


def _rounds(rng: np.random.Generator, chats: pd.DataFrame, agents: pd.DataFrame) -> pd.DataFrame:
    """One row per round: chat (row number), start (seconds from the opening), wait, first."""
    many = 1 + rng.poisson(1.4, len(chats))
    chat = np.repeat(np.arange(len(chats)), many)
    last = np.cumsum(many) - 1
    first = np.r_[0, last[:-1] + 1]
    hour = chats["started_at"].dt.hour.to_numpy()[chat]
    night = (hour < 8) | (hour >= 23)
    slowness = agents.set_index("agent_id")["slowness"].loc[chats["agent_id"]].to_numpy()[chat]
    wait = rng.lognormal(3.3, 0.9, len(chat)) * slowness * np.where(np.isin(hour, _BUSY), 1.7, 1.0)
    wait = np.where(night, rng.lognormal(6.3, 1.0, len(chat)), wait)
    wait = np.round(wait) + 2
    took = wait + np.round(rng.exponential(50, len(chat))) + 5
    before = np.cumsum(took) - took
    start = before - before[first][chat]
    silent = rng.random(len(chats)) < np.where(night[last], 0.5, 0.06)
    wait[last[silent]] = np.nan
    is_first = np.zeros(len(chat), dtype=bool)
    is_first[first] = True
    return pd.DataFrame({"chat": chat, "start": start, "wait": wait, "first": is_first})
