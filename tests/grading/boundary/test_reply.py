"""Replies of the sandbox: hostile ones give no outcome, real ones give what was sent."""

from __future__ import annotations

import copy
import json
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.boundary.reply import read_reply
from helpers.checking.calls import Outcome, call
from helpers.checking.chart import Chart
from helpers.checking.compare import compare, describe
from helpers.checking.plain import Other

CAP = 5_000_000
TABLE = pd.DataFrame(
    {"客户": ["甲", "乙", None], "金额": [1.5, 2.0, float("nan")], "次数": [1, 2, 3]}
)
VALUES: dict[str, Any] = {
    "none": None,
    "number": 3,
    "real": 0.1 + 0.2,
    "infinite": float("inf"),
    "text": "老客户😀",
    "blank": ...,
    "date": pd.Timestamp("2019-09-30 12:00:01"),
    "span": pd.Timedelta("2 days"),
    "list": [1, "二", None],
    "tuple": (1, 2),
    "set": {1, 2},
    "dict": {"甲": 1, 2: [3]},
    "table": TABLE,
    "grouped": TABLE.groupby(["客户", "次数"])[["金额"]].sum(),
    "pivot": TABLE.pivot_table(index="客户", values=["金额", "次数"], aggfunc=["sum", "count"]),
    "series": TABLE.set_index("客户")["金额"],
    "dates": pd.DataFrame({"日": pd.date_range("2019-09-01", periods=2)}),
    "empty": pd.DataFrame(),
    "chart": Chart("bar", ("甲",), (1.0,), "标题", "客户", "金额（元）", True),
    "other": object(),
}
PLAIN = (type(None), bool, int, float, str, type(...), pd.Timestamp, pd.Timedelta, Other, Chart)


def outcome(value: Any) -> Outcome:
    return call(lambda: value, {})


def reply(outcomes: dict[str, Outcome]) -> str:
    return json.dumps({name: one.to_plain() for name, one in outcomes.items()})


REAL = {name: outcome(value).to_plain() for name, value in VALUES.items()}
REAL["raised"] = call(lambda: 1 / 0, {}).to_plain()
REAL["missing"] = Outcome("missing").to_plain()
REAL["timeout"] = Outcome("timeout", printed="很多").to_plain()
REAL["changed"] = Outcome("returned", 1, changed={"trades": TABLE}).to_plain()


def is_plain(value: Any) -> bool:
    if isinstance(value, (list, tuple, set)):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(is_plain(k) and is_plain(v) for k, v in value.items())
    if isinstance(value, pd.DataFrame):
        return all(is_plain(v) for v in value.to_numpy(object).ravel()) and is_plain(
            [*value.columns, *value.index]
        )
    if isinstance(value, pd.Series):
        return is_plain(value.tolist()) and is_plain(value.index.tolist())
    return isinstance(value, PLAIN)


def check(found: dict[str, Outcome], asked: list[str]) -> None:
    assert set(found) <= set(asked)
    for one in found.values():
        assert one.kind in {"returned", "raised", "timeout", "missing"}
        assert is_plain(one.value)
        assert is_plain(dict(one.changed))
        assert one.line is None or isinstance(one.line, int)
        texts = [one.printed, one.error, one.message, one.source, *one.changed]
        assert all(isinstance(text, str) and len(text) <= 1000 for text in texts)
        json.dumps([texts, describe(one.value)], ensure_ascii=False).encode()


@pytest.mark.parametrize("name", VALUES)
def test_real_values_come_through(name: str) -> None:
    sent = outcome(VALUES[name])
    found = read_reply(reply({name: sent}), [name], CAP)
    check(found, [name])
    assert type(found[name].value) is type(sent.value)
    if not isinstance(sent.value, Other):  # equals nothing, by design
        assert repr(found[name].value) == repr(sent.value)
        assert compare(sent.value, found[name].value) is None


def test_only_what_was_asked_is_taken() -> None:
    found = read_reply(json.dumps(REAL), ["number", "absent"], CAP)
    assert list(found) == ["number"]


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "{",
        "[]",
        "null",
        "NaN",
        '"number"',
        '{"number": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"number": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
        '{"number": ' + "9" * 5_000 + "}",
    ],
    ids=lambda text: repr(text)[:20],
)
def test_malformed_replies_hold_nothing(text: str | None) -> None:
    assert read_reply(text, ["number"], CAP) == {}


def test_a_reply_over_the_cap_holds_nothing() -> None:
    text = json.dumps(REAL)
    assert read_reply(text, ["number"], len(text)) != {}
    assert read_reply(text, ["number"], len(text) - 1) == {}


def test_one_bad_outcome_leaves_the_others() -> None:
    bad = REAL | {"text": REAL["text"] | {"value": {"$": "pickle", "v": "gASV"}}}
    assert list(read_reply(json.dumps(bad), ["text", "number"], CAP)) == ["number"]


def with_value(value: Any) -> str:
    return json.dumps({"x": REAL["number"] | {"value": value}})


def column(dtype: str, values: list[Any]) -> dict[str, Any]:
    return {"dtype": dtype, "values": values}


def table(*columns: Any, rows: Any = 1, index: Any = None, labels: Any = None) -> dict[str, Any]:
    return {
        "$": "table",
        "rows": rows,
        "columns": labels or [str(n) for n in range(len(columns))],
        "names": [None],
        "index": index,
        "data": list(columns),
    }


@pytest.mark.parametrize(
    "value",
    [
        10**400,
        -(10**30),
        [10**30],
        {"$": "list", "v": [10**400]},
        {"$": "list", "v": {"a": 1}},
        {"$": ["list"], "v": []},
        {"$": "set", "v": [{"$": "list", "v": []}]},
        {"$": "dict", "v": [[{"$": "list", "v": []}, 1]]},
        {"$": "dict", "v": 5},
        {"$": "time", "v": "not a day"},
        {"$": "time", "v": "9999999-01-01"},
        {"$": "time", "v": "2019-09-01T00:00:00 Mars/Base"},
        {"$": "span", "v": 10**30},
        {"$": "float", "v": "abc"},
        {"$": "chart"},
        {"$": "chart", **Chart("bar", (), (), "", "", "", True).to_dict(), "values": [1]},
        {"$": "other", "type": 5},
        table(column("int64", ["x"])),
        table(column("int64", [10**30])),
        table(column("datetime64[ns]", ["x"])),
        table(column("datetime64[ns]", [{"$": "time", "v": "2500-01-01"}])),
        table(column("category", ["x"])),
        table(column("float64", [{"$": "table"}])),
        table(column("object", [1, 2]), rows=1),
        table(rows=10**12),
        table(rows=-1),
        table(rows="5"),
        table(column("object", [1]), labels=[{"$": "list", "v": []}]),
        table(column("object", [1]), labels=["a", "b"]),
        table(column("object", [1]), index={"names": [], "levels": []}),
        table(column("object", [1]), index={"names": [None], "levels": [column("object", [])]}),
        table(
            column("object", [1]),
            index={
                "names": [{"$": "list", "v": []}] * 2,
                "levels": [column("object", [1])] * 2,
            },
        ),
        table(
            column("object", [1]),
            index={"names": [None] * 2, "levels": [column("object", [{"$": "list", "v": []}])] * 2},
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_nearly_right_values_do_not_raise(value: Any) -> None:
    check(read_reply(with_value(value), ["x"], CAP), ["x"])


@pytest.mark.parametrize("where", ["value", "printed", "error", "message", "source"])
def test_lone_surrogates_can_be_stored_afterwards(where: str) -> None:
    text = json.dumps({"x": REAL["text"] | {where: "好\ud800😀"}})
    found = read_reply(text, ["x"], CAP)
    check(found, ["x"])
    assert getattr(found["x"], where) == "好?😀"


def test_numbers_beyond_64_bits_do_not_come_through() -> None:
    """A float cannot hold them: comparing would raise in the judge."""
    for value in (10**400, 2**63, {"$": "list", "v": [-(2**64)]}):
        assert read_reply(with_value(value), ["x"], CAP) == {}
    assert read_reply(with_value(2**63 - 1), ["x"], CAP)["x"].value == 2**63 - 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["$", "v", "kind", "value"]), inner)
    ),
    max_leaves=12,
)
TAGS = ["list", "tuple", "set", "dict", "series", "table", "time", "span", "float", "chart"]
ODD = JSON | st.sampled_from(
    [*({"$": tag} for tag in TAGS), *({"$": tag, "v": [[1, 2]]} for tag in TAGS), 10**30, "NaT"]
    + [one["value"] for one in REAL.values()]
)


@given(JSON | st.dictionaries(st.just("x"), JSON))
def test_no_json_raises(data: Any) -> None:
    check(read_reply(json.dumps(data), ["x"], CAP), ["x"])


def paths(data: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every place inside ``data``."""
    keys = list(data) if isinstance(data, dict) else range(len(data)) if _list(data) else []
    return [here, *(path for key in keys for path in paths(data[key], (*here, key)))]


def _list(data: Any) -> bool:
    return isinstance(data, list)


@settings(max_examples=400)
@given(st.data())
def test_mutated_real_replies_never_raise(data: st.DataObject) -> None:
    """One or two places of a real outcome are replaced, removed or repeated."""
    mutant = {"x": copy.deepcopy(REAL[data.draw(st.sampled_from(sorted(REAL)))])}
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(paths(mutant)[1:] or [("x",)]))
        holder: Any = mutant
        for key in path[:-1]:
            holder = holder[key]
        how = data.draw(st.sampled_from(["replace", "remove", "repeat"]))
        if how == "replace":
            holder[path[-1]] = copy.deepcopy(data.draw(ODD))
        elif how == "remove" and len(path) > 1:
            del holder[path[-1]]
        elif _list(holder):
            holder.append(copy.deepcopy(holder[path[-1]]))
    found = read_reply(json.dumps(mutant), ["x"], CAP)
    check(found, ["x"])
