"""The pieces of lesson 01, the quickest to grade: for attacks to which any lesson is the same."""

from __future__ import annotations

from functools import partial

from tests.grading.hostile.support import FIRST, FULL, Attack, solutions

attack = partial(Attack, lesson=FIRST.id)
ALL = solutions(FIRST.id)
NOTHING = dict.fromkeys(FULL[FIRST.id], 0)
WRITTEN = FIRST.written[0].name
COUNT = "count_buyers"  # the answer that is spoilt
LOST = {COUNT: 0}
WRONG = {COUNT: f"def {COUNT}(orders):\n    return -1"}
RIGHT = ALL[COUNT]
# More than half of the notebook's cells come after it, six questions among them.
DIED = "超时或中断"


def in_count(*lines: str, before: str = "") -> dict[str, str]:
    """The spoilt answer with these lines as its body."""
    return {COUNT: f"{before}\ndef {COUNT}(orders):\n" + "\n".join(f"    {x}" for x in lines)}


def wrong_in(*names: str, body: str) -> dict[str, str]:
    """Functions of these names with the same body."""
    return {name: f"def {name}(orders, *rest):\n    {body}" for name in names}
