"""Reading the sandbox's replies to checks: typed JSON, made by hostile hands if need be."""

from __future__ import annotations

import json
from collections.abc import Collection

from helpers.checking.calls import Outcome
from helpers.checking.plain import PlainError


def read_reply(text: str | None, asked: Collection[str], cap: int) -> dict[str, Outcome]:
    """Return the outcomes by case name; only for cases that were ``asked``, and only well-formed ones.

    A reply that is missing, too large or malformed gives no outcomes: its cases count as not reached.
    """
    if text is None or len(text) > cap:
        return {}
    try:
        data = json.loads(text, parse_constant=lambda _name: None)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    outcomes: dict[str, Outcome] = {}
    for name in asked:
        if name in data:
            try:
                outcomes[name] = Outcome.from_plain(data[name])
            except (PlainError, RecursionError):
                continue
    return outcomes
