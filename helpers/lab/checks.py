"""``check`` and ``hint``: what stands in a lesson's check cells."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from helpers.checking.attempt import (
    binds,
    calls_reference,
    is_attempt,
    parse,
    returns_at_top,
    value_without_name,
)
from helpers.checking.calls import Outcome
from helpers.checking.verdict import Verdict
from helpers.errors import WorkbookError
from helpers.exercises import messages
from helpers.exercises.case_set import fixed_cases
from helpers.exercises.catalog import exercise
from helpers.exercises.judge import judge
from helpers.exercises.model import Exercise
from helpers.lab.card import card_html
from helpers.lab.collector import outcomes, question
from helpers.lab.dataset import REPOSITORY
from helpers.lab.history import Run, all_runs, latest_runs
from helpers.lab.workbook import workbook_outcomes

SECONDS = 8.0  # for one call; an endless loop is stopped
_WRITES = re.compile(r"to_excel|\.save\(|ExcelWriter")
_ASKS = re.compile(r"\s*(check|hint)\(")
_hints_seen: Counter[str] = Counter()


def check(name: str) -> Verdict:
    """Check the exercise called ``name`` against this notebook's variables.

    The result is shown as a card; its ``repr`` is the score.
    """
    _show_verdicts_as_cards()
    asked = exercise(name)
    return _verdict(asked, _shell().user_ns)


def hint(name: str) -> None:
    """Show the next hint of an exercise; each call shows one more."""
    asked = exercise(name)
    _hints_seen[name] = min(_hints_seen[name] + 1, len(asked.hints))
    for number, text in enumerate(asked.hints[: _hints_seen[name]], 1):
        print(f"提示 {number}/{len(asked.hints)}：{text}")


def _verdict(asked: Exercise, namespace: dict[str, Any]) -> Verdict:
    if asked.kind == "workbook":
        return _workbook_verdict(asked)
    run = _latest(latest_runs(), asked)
    if loose := _return_without_def(asked, run):
        return messages.broken(asked, loose)
    if given := _without_name(asked, run):
        named = f"要写成 {asked.answer} = {given}。"
        return messages.not_attempted(asked, f"你写了 {given}，可是没有起名：{named}")
    if run is not None:
        if run.failure:
            return messages.broken(asked, run.failure)
        if not is_attempt(run.source, asked.stub):
            return messages.not_attempted(asked)
        if calls_reference(run.source, [one.source for one in all_runs()]):
            return messages.refused(asked)
    renamed = run is None and _latest(all_runs(), asked) is not None
    if asked.answer not in namespace or renamed:
        return messages.not_attempted(asked, _no_name(asked))
    cases = fixed_cases(asked.name)
    calls = {case.name: case.args for case in cases.cases}
    return judge(cases, outcomes(question(asked.answer, asked.kind, calls, SECONDS), namespace))


def _workbook_verdict(asked: Exercise) -> Verdict:
    """The file is the answer, whoever made it; a cell matters only where there is none."""
    cases = fixed_cases(asked.name)
    found = workbook_outcomes(cases)
    if found is not None:
        return judge(cases, found)
    writing = [run for run in latest_runs() if _WRITES.search(run.source)]
    if writing and writing[-1].failure:
        return messages.broken(asked, writing[-1].failure)
    return messages.not_attempted(asked, _no_file(asked))


def _latest(runs: list[Run], asked: Exercise) -> Run | None:
    return next((run for run in reversed(runs) if _is_answer(run.source, asked)), None)


def _return_without_def(asked: Exercise, run: Run | None) -> str:
    """What was said of the last cell, where that is this function's body without its first line."""
    last = _nameless(run)
    if asked.kind != "function" or last is None or not last.failure:
        return ""
    return last.failure if returns_at_top(last.source) else ""


def _without_name(asked: Exercise, run: Run | None) -> str:
    """What the last cell gives without a name, where a named value is asked for."""
    last = _nameless(run)
    if asked.kind not in {"value", "choice"} or last is None or last.failure:
        return ""
    return value_without_name(last.source)


def _nameless(run: Run | None) -> Run | None:
    """The last cell of the learner's own that may be the answer's without giving its name.

    ``run`` is the one that gave it. Of another cell than that (as far as cells are known) nothing can
    be said.
    """
    own = [one for one in all_runs() if not _ASKS.match(one.source)]
    if not own or own[-1] is run or (run is not None and own[-1].cell != ""):
        return None
    return own[-1]


def _is_answer(source: str, asked: Exercise) -> bool:
    """Tell whether a cell is where the learner tried to give the answer, be it with a slip in it."""
    if parse(source) is not None:
        return binds(source, asked.answer)
    begins = (
        rf"^\s*(def\s+{asked.answer}\b|{asked.answer}\s*[=＝]|{asked.answer}\s*\(.*\)\s*[:：]\s*$)"
    )
    return re.search(begins, source, re.M) is not None


def _no_name(asked: Exercise) -> str:
    if asked.kind in {"function", "chart"}:
        named = f"第一行的 def {asked.answer}(…): 写了吗，名字改动过吗？"
        return f"还没有找到 {asked.answer} 这个函数：答案单元格运行过吗？{named}"
    return (
        f"还没有找到 {asked.answer}：答案单元格还没有运行过，名字被改动了，"
        f"或者结果还没有起名（{asked.answer} = …）。"
    )


def _no_file(asked: Exercise) -> str:
    ours = REPOSITORY / "datasets"
    others = sorted(p.name for p in Path.cwd().glob("*.xlsx") if not (ours / p.name).exists())
    seen = f"只有：{'、'.join(others[:5])}" if others else "还没有这样的文件"
    return (
        f"还没有找到文件“{asked.answer}”。它要和这本笔记放在同一个文件夹里，现在文件夹里{seen}。"
        "名字要正好一样：多写了一个 .xlsx，或者存成了 .et、.xls，都认不出来。"
    )


def _shell() -> Any:
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is None:
        raise WorkbookError("check 要在 Jupyter 笔记里运行：请打开本课的笔记再试。")
    return shell


def _show_verdicts_as_cards() -> None:
    formatter = _shell().display_formatter.formatters["text/html"]
    formatter.for_type(Verdict, card_html)


__all__ = ["Outcome", "check", "hint"]
