"""The words of a verdict: headline, explanation and counterexample for the learner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.checking.compare import Difference, describe, show
from helpers.checking.explain import explain
from helpers.checking.scalars import MAX_ROWS as SHOWN_DIFFERENCES
from helpers.checking.tables import flat
from helpers.checking.verdict import PartResult, Shown, Status, Verdict
from helpers.exercises.case_set import CaseSet
from helpers.exercises.model import Case, Exercise, Mistake, Part

MAX_ROWS = 8
MADE_ROWS = 5
Failure = tuple[Part, Case, Difference]


def right(
    exercise: Exercise, parts: tuple[PartResult, ...], on_lesson_data: Outcome | None
) -> Verdict:
    """Full marks, and what the answer makes of the lesson's own data."""
    return _verdict(
        exercise,
        exercise.points,
        "right",
        f"全对，得 {exercise.points} 分",
        tables=_made(exercise, on_lesson_data),
        parts=parts,
    )


def _made(exercise: Exercise, outcome: Outcome | None) -> tuple[Shown, ...]:
    if exercise.kind not in {"function", "workbook"} or outcome is None:
        return ()
    what = "文件里的表" if exercise.kind == "workbook" else "用本课的数据，你的函数交回"
    if exercise.sheets and isinstance(outcome.value, dict):
        found = [(t, v) for t, v in outcome.value.items() if isinstance(v, pd.DataFrame)]
        rows = tuple((f"工作表“{title}”", f"{len(table)} 行") for title, table in found)
        return (Shown("文件里有", ("工作表", "行数"), rows),)
    if isinstance(outcome.value, dict):
        values = tuple(map(_result, outcome.value.values()))
        return (Shown(what, tuple(map(show, outcome.value)), (values,)),)
    if isinstance(outcome.value, pd.Series):
        column = _rows(outcome.value.head(MADE_ROWS).to_frame())
        return (Shown(f"{what}一列 {len(outcome.value)} 个值，前几个是", ("结果",), column),)
    if not isinstance(outcome.value, pd.DataFrame):
        return (Shown(what, ("结果",), ((show(outcome.value),),)),)
    table = flat(outcome.value, ())
    caption = f"{what}：{len(table)} 行 {table.shape[1]} 列"
    return (Shown(caption, tuple(table.columns), _rows(table.head(MADE_ROWS))),)


def not_attempted(exercise: Exercise, says: str = "答案单元格里还和发下来的时候一样。") -> Verdict:
    """No marks, no blame."""
    asks = "写在这一题的答案单元格里了吗？写好，运行它，再运行检查。"
    return _verdict(exercise, 0, "not_attempted", "还没有作答", says=says, asks=asks)


def refused(exercise: Exercise) -> Verdict:
    """The answer calls one of our references."""
    return _verdict(
        exercise,
        0,
        "error",
        "这样写不计分",
        says="答案里直接调用了本书自带的参考函数（helpers.analysis 等）。",
        asks="把 import helpers… 那一行去掉，用 pandas 自己写一遍，好吗？",
    )


def broken(exercise: Exercise, says: str, asks: str = "先改好这一处，再检查一次。") -> Verdict:
    """The answer could not be run at all."""
    return _verdict(exercise, 0, "error", "运行出错", says=says, asks=asks)


def wrong(
    exercise: Exercise,
    cases: CaseSet,
    outcomes: Mapping[str, Outcome],
    failures: Sequence[Failure],
    found: Sequence[Mistake],
    score: float,
    parts: tuple[PartResult, ...],
) -> Verdict:
    """Some or no marks: what happened, the next question, and the smallest counterexample."""
    _, case, difference = failures[0]
    outcome = outcomes.get(case.name)
    raised = outcome is not None and outcome.kind in {"raised", "timeout", "missing"}
    status: Status = (
        "partial" if score else "error" if raised else "diagnosed" if found else "wrong"
    )
    names = {"partial": f"部分正确，得 {score:g} / {exercise.points} 分", "error": "运行出错"}
    tables = _counterexample(exercise, cases, case, difference, outcome)
    if found:
        says, asks = _named(found)
    elif raised and outcome is not None:
        says, asks = outcome_text(outcome, _columns(case)), "用下面这张小表试一试，好吗？"
    elif exercise.kind in {"value", "choice"}:
        says, asks = _without_the_answer(exercise, outcome)
    else:
        says, asks = difference.text, "对照下面这个例子，你的做法会在哪一步走偏？"
        if exercise.sheets and case is not cases.cases[0]:
            says = f"{case.title}，再算一遍公式：{says}"
    if not found and not tables and exercise.kind not in {"choice", "value"}:
        asks = "回到题目，一句一句对照：你的做法会在哪一步走偏？"
    return _verdict(
        exercise,
        score,
        status,
        names.get(status, "还不对，再想想"),
        says=says,
        asks=asks,
        diagnoses=tuple(m.name for m in found),
        tables=tables,
        parts=parts,
    )


def _named(found: Sequence[Mistake]) -> tuple[str, str]:
    if len(found) == 1:
        return found[0].says, found[0].asks
    either = "；也可能是：".join(m.says.rstrip("。") for m in found[:3])
    return f"有几种可能：{either}。", found[0].asks


def _without_the_answer(exercise: Exercise, outcome: Outcome | None) -> tuple[str, str]:
    """What can be said of a wrong value or choice without giving the right one away."""
    given = describe(outcome.value) if outcome is not None else "没有值"
    if outcome is not None and outcome.kind == "returned" and outcome.value is None:
        what = "一个选项的字母" if exercise.kind == "choice" else "答案"
        asks = f"这里只写{what}。写了 hint(…) 或 print(…) 吗？它们要写在别的格子里。"
        return "你的答案是空的（None）。", asks
    if exercise.kind == "choice":
        return f"你写的是 {given}，不是其中一个选项。", "只写一个选项的字母，两边加引号，好吗？"
    return f"你的结果是{given}，和应有的不一样。", (
        "要是照着图或表抄了数，抄对了吗？题目里的每个条件都用上了吗？"
    )


def _columns(case: Case) -> list[str]:
    tables = [v for v in case.args.values() if isinstance(v, pd.DataFrame)]
    return [str(c) for table in tables for c in table.columns]


def outcome_text(outcome: Outcome, names: Sequence[str] = ()) -> str:
    """Say in Chinese what a call came to."""
    if outcome.kind == "raised":
        return explain(outcome.error, outcome.message, outcome.source, outcome.line, names)
    if outcome.kind == "timeout":
        return "运行太久，被停了下来：里面是不是有一个停不下来的循环？"
    if outcome.kind == "missing":
        return "找不到要检查的名字：答案单元格运行过吗？名字改动过吗？"
    return f"你的结果是{describe(outcome.value)}。"


def _counterexample(
    exercise: Exercise, cases: CaseSet, case: Case, difference: Difference, outcome: Outcome | None
) -> tuple[Shown, ...]:
    tables: list[Shown] = []
    on_lesson_data = case is cases.cases[0]
    if exercise.kind in {"function", "chart"} and not on_lesson_data:
        tables += [_input(case.title, name, value) for name, value in case.args.items()]
    if exercise.kind in {"value", "choice"}:
        return ()  # there the right answer would be given away
    if difference.rows:
        columns = tuple(dict.fromkeys(k for row in difference.rows for k in row))
        rows = tuple(tuple(row.get(c, "") for c in columns) for row in difference.rows)
        few = f"（先看 {len(rows)} 处）" if len(rows) == SHOWN_DIFFERENCES else ""
        tables.append(Shown(f"不同的地方{few}", columns, rows))
    elif (
        outcome is not None
        and outcome.kind == "returned"
        and not on_lesson_data
        and exercise.kind != "chart"
        and not exercise.sheets
    ):
        mine, wanted = outcome.value, cases.expected(case).value
        if isinstance(mine, dict) and isinstance(wanted, dict):
            return (*tables, Shown("结果", ("哪一项", "你的", "应为"), _entries(mine, wanted)))
        if isinstance(mine, pd.DataFrame) and isinstance(wanted, pd.DataFrame):
            pair = (_columns_of(mine), _columns_of(wanted))
        else:
            pair = (_result(mine), _result(wanted))
        tables.append(Shown("结果", ("你的", "应为"), (pair,)))
    return tuple(tables)


def _entries(mine: dict[Any, Any], wanted: dict[Any, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (show(name), _result(mine[name]) if name in mine else "没有", _result(value))
        for name, value in wanted.items()
    )


def _columns_of(table: pd.DataFrame) -> str:
    """A table in a few words, for two that differ in their columns or in how many rows they have."""
    names = "、".join(f"“{name}”" for name in flat(table, ()).columns)
    return f"{len(table)} 行，列是 {names}"


def _result(value: Any) -> str:
    scalar = value is None or isinstance(value, (bool, int, float, str, pd.Timestamp))
    return show(value) if scalar and value is not None else describe(value)


def _rows(table: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(show(v) for v in row) for row in table.itertuples(index=False, name=None))


def _input(title: str, name: str, value: Any) -> Shown:
    if isinstance(value, (pd.DataFrame, pd.Series)):
        table = flat(value if isinstance(value, pd.DataFrame) else value.to_frame(), ())
        rows = _rows(table.head(MAX_ROWS))
        more = f"，只显示前 {MAX_ROWS} 行，共 {len(table)} 行" if len(table) > MAX_ROWS else ""
        return Shown(f"例子：{title}（传入 {name}{more}）", tuple(table.columns), rows)
    return Shown(f"例子：{title}", (name,), ((show(value),),))


def _verdict(
    exercise: Exercise, score: float, status: Status, headline: str, **words: Any
) -> Verdict:
    return Verdict(
        exercise=exercise.name,
        title=exercise.title,
        score=score,
        points=exercise.points,
        status=status,
        headline=headline,
        **words,
    )
