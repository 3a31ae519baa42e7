"""Reading the sandbox's replies to checks: typed JSON, made by hostile hands if need be."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from helpers.checking.calls import Outcome

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")


def read_reply(text: str | None, asked: Collection[str], cap: int) -> dict[str, Outcome]:
    """Return the outcomes by case name; only for cases that were ``asked``, and only well-formed ones.

    A reply that is missing, too large or malformed gives no outcomes: its cases count as not reached.
    """
    if text is None or len(text) > cap:
        return {}
    try:
        data = _load(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    outcomes: dict[str, Outcome] = {}
    for name in asked:
        if name in data:
            try:
                outcomes[name] = Outcome.from_plain(data[name])
            except Exception:  # pandas raises many kinds for tables that nobody's code can have
                continue
    return outcomes


def _load(text: str) -> Any:
    """Parse JSON without anything that raises later: NaN, huge numbers, lone surrogates."""
    data = json.loads(text, parse_constant=lambda _name: None, parse_int=_int64)
    if _SURROGATE.search(text):  # half a character cannot be written as UTF-8; a whole one stays
        data = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"))
    return data


def _int64(digits: str) -> int:
    number = int(digits)
    if not -(2**63) <= number < 2**63:  # ``encode`` writes none, and a float could not hold it
        raise ValueError("a number beyond 64 bits")
    return number
