"""Running beginners' code for real, and saying what Python's complaint means."""

from __future__ import annotations

import json
import linecache
from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome, call
from helpers.checking.compare import Rule, compare
from helpers.checking.explain import explain
from helpers.checking.plain import decode, encode

CELL = "<a learner's cell>"


def trades() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "客户": ["小岚", "小岚", "阿树", "木木"],
            "交易状态": ["交易成功", "交易关闭", "交易成功", "交易成功"],
            "交易金额": [40.0, 12.5, 99.0, 18.0],
        }
    )


def outcome(source: str, **more: Any) -> Outcome:
    """Run a cell with the tables ``trades`` and pandas at hand; what came of it."""
    linecache.cache[CELL] = (len(source), None, source.splitlines(keepends=True), CELL)
    namespace = {"pd": pd, "trades": trades(), **more}
    return call(lambda: exec(compile(source, CELL, "exec"), namespace), {})


def explained(source: str, names: Sequence[str] = (), **more: Any) -> str:
    """The sentence for the exception that a cell really raises."""
    try:
        compile(source, CELL, "exec")
    except SyntaxError as error:
        return explain(type(error).__name__, error.msg, error.text or "", error.lineno, names)
    raised = outcome(source, **more)
    assert raised.kind == "raised", "this code raises nothing"
    return explain(raised.error, raised.message, raised.source, raised.line, names)


def crossed(value: Any) -> Any:
    """A value as the judge sees it: after it went through JSON text."""
    return decode(json.loads(json.dumps(encode(value))))


def told(expected: Any, actual: Any, **rule: Any) -> str:
    """What the comparison of two values says, "" where they count as equal."""
    difference = compare(crossed(expected), crossed(actual), Rule(**rule))
    return difference.text if difference else ""


COLUMNS = ["客户", "交易状态", "交易金额"]


def said(source: str, *words: str, line: int = 1, names: list[str] = COLUMNS) -> str:
    text = explained(source, names)
    assert text.startswith(f"第 {line} 行"), text
    for word in words:
        assert word in text
    return text.split("出错了：", 1)[1]
