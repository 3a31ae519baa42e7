"""``check`` and ``hint``: what stands in a lesson's check cells."""

from __future__ import annotations

from collections import Counter
from typing import Any

from helpers.checking.attempt import binds, calls_reference, is_attempt, parse
from helpers.checking.calls import Outcome
from helpers.checking.explain import explain
from helpers.checking.verdict import Verdict
from helpers.errors import WorkbookError
from helpers.exercises import messages
from helpers.exercises.catalog import exercise
from helpers.exercises.judge import fixed_cases, judge
from helpers.exercises.model import Exercise
from helpers.lab.card import card_html
from helpers.lab.collector import outcomes, question
from helpers.lab.workbook import workbook_outcome

SECONDS = 8.0  # for one call; an endless loop is stopped
_hints_seen: Counter[str] = Counter()


def check(name: str) -> Verdict:
    """Check the exercise called ``name`` against this notebook's variables.

    The result is shown as a card; its ``repr`` is the score.
    """
    _show_verdicts_as_cards()
    asked = exercise(name)
    return _verdict(asked, _namespace(), _cells())


def hint(name: str) -> None:
    """Show the next hint of an exercise; each call shows one more."""
    asked = exercise(name)
    _hints_seen[name] = min(_hints_seen[name] + 1, len(asked.hints))
    for number, text in enumerate(asked.hints[: _hints_seen[name]], 1):
        print(f"提示 {number}/{len(asked.hints)}：{text}")


def _verdict(asked: Exercise, namespace: dict[str, Any], cells: list[str]) -> Verdict:
    cases = fixed_cases(asked.name)
    source = _last_source(asked, cells)
    if source is not None:
        if not is_attempt(source, asked.stub):
            return messages.not_attempted(asked)
        if calls_reference(source, cells):
            return messages.refused(asked)
    if asked.kind == "workbook":
        found = workbook_outcome(asked.answer)
        if found is None:
            return messages.not_attempted(asked, f"还没有找到文件“{asked.answer}”。")
        return judge(cases, {cases.cases[0].name: found})
    if asked.answer not in namespace:
        return _undefined(asked, cells)
    calls = {case.name: case.args for case in cases.cases}
    return judge(cases, outcomes(question(asked.answer, asked.kind, calls, SECONDS), namespace))


def _undefined(asked: Exercise, cells: list[str]) -> Verdict:
    """The name is not there: never run, or the cell stops with a syntax error."""
    for source in reversed(cells):
        if parse(source) is None and asked.answer in source:
            return messages.broken(asked, _syntax_error(source))
    return messages.not_attempted(
        asked, f"还没有找到 {asked.answer}：答案单元格还没有运行过，或者名字被改动了。"
    )


def _syntax_error(source: str) -> str:
    try:
        compile(source, "<cell>", "exec")
    except SyntaxError as error:
        return explain(type(error).__name__, error.msg, error.text or "", error.lineno)
    return "这个单元格的写法 Python 读不懂。"


def _last_source(asked: Exercise, cells: list[str]) -> str | None:
    """The cell that bound the answer last; None for a workbook made by hand or outside a notebook."""
    if asked.kind == "workbook":
        return None
    return next((s for s in reversed(cells) if binds(s, asked.answer)), None)


def _shell() -> Any:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise WorkbookError("check 要在 Jupyter 笔记里运行：请打开本课的笔记再试。")
    return shell


def _namespace() -> dict[str, Any]:
    namespace: dict[str, Any] = _shell().user_ns
    return namespace


def _cells() -> list[str]:
    """The source of every cell run so far, in order."""
    return [str(source) for source in _namespace().get("In", [])]


def _show_verdicts_as_cards() -> None:
    formatter = _shell().display_formatter.formatters["text/html"]
    formatter.for_type(Verdict, card_html)


__all__ = ["Outcome", "check", "hint"]
