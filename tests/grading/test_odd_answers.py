"""Answers that are odd without being hostile: they cost nobody a notebook."""

from __future__ import annotations

import pandas as pd
import pytest
from small_lesson import ADD_UP, LESSON, answered, as_bytes, code, released

from grading.boundary.submission import Submission, _parse
from grading.rebuild import Rebuilt, rebuild
from helpers.checking.compare import compare
from helpers.checking.plain import decode, encode

TABLE = pd.DataFrame({"客户": ["甲", "乙"], "次数": [1, 2]})
NUMBERS = pd.DataFrame({"单价": [1.5, 2.5], "次数": [1, 2]})
CHAIN = "".join(f"    elif len(table) == -{n}: return {n}\n" for n in range(1, 400))
DEEP = {
    "sum": "total = " + " + ".join(["1.5"] * 900),
    "conditions": f"def add_up(table):\n    if table is None: return 0\n{CHAIN}    return 1",
    "brackets": "x = " + "(" * 150 + "1" + ")" * 150,
    "too-deep-for-python": "x = " + "-" * 50_000 + "1",
}


def hand_in(own: str = "", **answers: str) -> Rebuilt:
    notebook = answered(**answers)
    notebook.cells.append(code(own, "own"))
    found = Submission()
    _parse(as_bytes(notebook), found)
    return rebuild(released(), found, LESSON)


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP)
def test_code_that_is_nested_deeply_is_an_attempt(source: str) -> None:
    assert hand_in(add_up=source).attempted[ADD_UP.name]
    assert not hand_in(own=source.replace("add_up", "other")).attempted[ADD_UP.name]


@pytest.mark.parametrize("table", [TABLE, NUMBERS], ids=["with a key", "numbers"])
def test_a_column_that_is_there_twice_is_said_so(table: pd.DataFrame) -> None:
    wrong = table.assign(次数=-1)
    for twice in (pd.concat([wrong, table], axis=1), pd.concat([table, wrong[["次数"]]], axis=1)):
        difference = compare(table, decode(encode(twice)))
        assert difference is not None and "不止一次" in difference.text


def test_a_key_that_is_index_and_column_is_right_all_the_same() -> None:
    both = decode(encode(TABLE.set_index("客户", drop=False)))
    assert compare(TABLE, both) is None
    assert list(both.reset_index(drop=True).columns) == ["客户", "次数"]
    assert both.reset_index().shape == (2, 3)  # in pandas' hands it would raise


def test_long_names_of_columns_do_not_fill_the_card() -> None:
    wide = pd.DataFrame({f"{number} {'长' * 1_000}": [1] for number in range(500)})
    difference = compare(TABLE, wide)
    assert difference is not None and len(difference.text) < 1_500
