"""Calling a learner's function: whatever it does, an outcome comes of it."""

from __future__ import annotations

import json
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.checking import plain
from helpers.checking.calls import MAX_PRINTED, Outcome, call, call_plain
from helpers.checking.plain import Other, PlainError
from tests.checking.support import outcome, trades


def test_arguments_go_in_by_their_order_and_the_value_comes_back() -> None:
    found = call(lambda a, b: a - b, {"trades": 5, "least": 3})
    assert found == Outcome("returned", 2)


def test_printing_is_caught(capfd: pytest.CaptureFixture[str]) -> None:
    found = call(lambda: print("一共 3 位"), {})
    assert (found.kind, found.value, found.printed) == ("returned", None, "一共 3 位\n")
    assert capfd.readouterr() == ("", "")


def test_long_printing_is_cut() -> None:
    assert call(lambda: print("长" * 9_000), {}).printed == "长" * MAX_PRINTED


def test_printing_before_an_exception_is_kept() -> None:
    found = outcome("print('到这里')\n1 / 0")
    assert (found.kind, found.printed) == ("raised", "到这里\n")


def test_warnings_and_stderr_reach_nobody(capfd: pytest.CaptureFixture[str]) -> None:
    def loud() -> int:
        warnings.warn("小心", stacklevel=1)
        print("小心", file=sys.stderr)
        return 1

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert call(loud, {}) == Outcome("returned", 1)
    assert capfd.readouterr() == ("", "")


def test_an_exception_comes_with_the_learners_line() -> None:
    found = outcome("def f(t):\n    n = 1\n    return t['电话']\n\nf(trades)")
    assert (found.kind, found.error, found.message) == ("raised", "KeyError", "'电话'")
    assert (found.line, found.source) == (3, "return t['电话']")


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.strptime('x', '%Y')",
        "import json\njson.loads('{')",
        "x = 1\nexit()",
        "x = 1\npd.read_csv('没有.csv')",
        "x = 1\ntrades.groupby('电话').sum()",
    ],
)
def test_the_line_is_never_one_of_a_library(source: str) -> None:
    found = outcome(source)
    assert (found.line, found.source) == (2, source.splitlines()[1])


def test_an_exception_of_a_builtin_has_the_calling_line() -> None:
    assert outcome("n = 1\nint('四十')").line == 2


@pytest.mark.parametrize("source", ["raise SystemExit(3)", "import sys\nsys.exit()", "exit()"])
def test_leaving_the_program_is_an_outcome(source: str) -> None:
    found = outcome(source)
    assert (found.kind, found.error) == ("raised", "SystemExit")


def test_a_broken_exception_of_the_learners_own() -> None:
    source = "class E(Exception):\n    def __str__(self): return 1 / 0\nraise E"
    found = outcome(source)
    assert (found.error, found.message, found.line) == ("E", "", 3)


def test_long_words_are_cut() -> None:
    found = outcome(f"raise ValueError('长' * 9_000)  # {'长' * 900}")
    assert len(found.message) == 1000 and len(found.source) == 300


def test_interrupting_by_hand_interrupts() -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call(interrupted, {})


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "while True:\n    try:\n        n = 1\n    except Exception: pass",
        "print('开始')\nimport time\ntime.sleep(99)",
    ],
)
def test_an_endless_loop_is_stopped(source: str) -> None:
    code = compile(source, "<cell>", "exec")
    found = call(lambda: exec(code, {}), {}, seconds=0.05)
    assert (found.kind, found.value, found.error) == ("timeout", None, "")
    assert found.printed in ("", "开始\n")


def test_reading_out_a_slow_value_is_within_the_limit() -> None:
    class Slow(list[int]):
        def __iter__(self) -> Iterator[int]:
            while True:
                yield from ()

    assert call(Slow, {}, seconds=0.05).kind == "timeout"


def test_the_clock_is_given_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    call(lambda: 1, {}, seconds=60)
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
    assert signal.getsignal(signal.SIGALRM) is before


def test_without_a_clock_a_call_still_works() -> None:
    found: list[Outcome] = []
    thread = threading.Thread(target=lambda: found.append(call(lambda: 1, {})))
    thread.start()
    thread.join()
    assert found == [Outcome("returned", 1)]


def _adds(t: pd.DataFrame) -> None:
    t["新"] = 1


def _renames(t: pd.DataFrame) -> None:
    t.columns = ["甲", "乙", "丙"]


def _renumbers(t: pd.DataFrame) -> None:
    t.index = [4, 5, 6, 7]


def _writes(t: pd.DataFrame) -> None:
    t.loc[0, "客户"] = "木木"


def _sorts(t: pd.DataFrame) -> None:
    t.sort_values("交易金额", inplace=True)


def _grows(t: pd.DataFrame) -> None:
    t["新"] = [["长"] * (plain.MAX_CELLS // 3)] * len(t)


@pytest.mark.parametrize("change", [_adds, _renames, _renumbers, _writes, _sorts, _grows])
def test_a_changed_input_is_noticed_and_the_original_safe(change: Any) -> None:
    given = trades()
    found = call(change, {"trades": given})
    assert found.kind == "returned" and list(found.changed) == ["trades"]
    assert given.equals(trades())


def test_what_the_input_became_is_told() -> None:
    assert "新" in call(_adds, {"trades": trades()}).changed["trades"]


def test_an_input_that_grew_too_large_is_only_named() -> None:
    assert isinstance(call(_grows, {"trades": trades()}).changed["trades"], Other)


def test_other_inputs_are_watched_too() -> None:
    args = {"数": [1, 2], "列": pd.Series([1, 2]), "几": 3}

    def change(numbers: list[int], column: pd.Series, few: int) -> None:
        numbers.append(3)
        column[0] = 9

    assert set(call(change, args).changed) == {"数", "列"}
    assert args["数"] == [1, 2] and args["列"].tolist() == [1, 2]


def test_working_on_a_copy_changes_nothing() -> None:
    found = call(lambda t: t.assign(新=1).sort_values("新"), {"trades": trades()})
    assert found.changed == {} and list(found.value)[-1] == "新"


def test_a_value_that_is_too_large_is_an_outcome() -> None:
    found = call(lambda: [0] * (plain.MAX_CELLS + 1), {})
    assert (found.kind, found.error) == ("raised", "PlainError")


def test_an_outcome_crosses_as_json() -> None:
    for found in (
        outcome("trades['电话']"),
        call(_adds, {"trades": trades()}),
        call(lambda: len, {}),
        Outcome("missing"),
    ):
        data = json.loads(json.dumps(found.to_plain()))
        assert Outcome.from_plain(data).to_plain() == data
        assert Outcome.from_plain(data).kind == found.kind


def test_what_only_crosses_is_what_would_be_built() -> None:
    values = [
        trades(), trades().iloc[:, 0], trades().set_index(trades().columns[0]), np.float64(2), np.bool_(True),
        pd.Timestamp("2019-05-01"), pd.Series(pd.to_datetime(["2019-05-01", None])),
        pd.Series(pd.to_timedelta(["1D", None])), pd.Series([1.5, None, float("inf")]),
        pd.Series(["长" * 30_000, None]), {"a": (1, {2})}, iter([1]), None, ..., [np.int64(3)],
    ]  # fmt: skip
    for value in values:
        crossed = json.loads(json.dumps(call_plain(lambda value=value: value, {}, 5.0)))
        assert crossed == call(lambda value=value: value, {}).to_plain()


def test_a_value_of_another_type_is_described_alike_on_both_sides() -> None:
    found = call(lambda: iter([1]), {})
    assert Outcome.from_plain(found.to_plain()).value == found.value
    assert found.value.type_name == "list_iterator"


GOOD = Outcome("returned", 1).to_plain()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "returned",
        {},
        {**GOOD, "kind": "right"},
        {**GOOD, "kind": ["returned"]},
        {**GOOD, "value": {"$": "pickle"}},
        {**GOOD, "changed": []},
        {k: v for k, v in GOOD.items() if k != "printed"},
    ],
    ids=str,
)
def test_other_data_are_no_outcome(data: Any) -> None:
    with pytest.raises(PlainError):
        Outcome.from_plain(data)


def test_long_words_from_outside_are_cut() -> None:
    data = {**GOOD, "printed": "长" * 9_000, "message": "长" * 9_000, "line": "7"}
    found = Outcome.from_plain(data)
    assert (len(found.printed), len(found.message), found.line) == (MAX_PRINTED, 1000, None)
