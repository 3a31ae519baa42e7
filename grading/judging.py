"""From a transcript to verdicts: asks with inputs only, judges outside the sandbox."""

from __future__ import annotations

from functools import cache, lru_cache

from grading.boundary.reply import read_reply
from grading.boundary.workbook import workbook_outcomes
from grading.execution.api import CellRun, Limits, Question
from grading.execution.sandbox import Runner, run_in_sandbox
from helpers.checking.verdict import Verdict
from helpers.exercises import messages
from helpers.exercises.case_set import CaseSet, fixed_cases
from helpers.exercises.catalog import exercise as find_exercise
from helpers.exercises.judge import judge
from helpers.exercises.model import Exercise
from helpers.lab.collector import question

CALL_SECONDS = 8.0  # for one call of a learner's function, as in the notebook


@cache
def case_set(name: str, seed: int) -> CaseSet:
    """The fixed and the random cases of an exercise in a course with this secret seed."""
    return fixed_cases(name).with_random(seed)


@lru_cache(maxsize=64)
def ask(name: str, seed: int) -> Question | None:
    """What the check cell of an exercise asks the sandbox; None for a workbook, which is a file."""
    asked = find_exercise(name)
    if asked.kind == "workbook":
        return None
    calls = {case.name: case.args for case in case_set(name, seed).cases}
    return Question(name, asked.answer, question(asked.answer, asked.kind, calls, CALL_SECONDS))


def judge_run(name: str, seed: int, run: CellRun | None, limits: Limits) -> Verdict:
    """Judge what came back from the check cell of an attempted exercise."""
    cases = case_set(name, seed)
    names = [case.name for case in cases.cases]
    outcomes = read_reply(run.reply if run else None, names, limits.reply_chars)
    if not outcomes:
        return messages.broken(cases.exercise, _why_no_reply(run))
    return judge(cases, outcomes)


def _why_no_reply(run: CellRun | None) -> str:
    if run is None or run.status == "skipped":
        return "整本笔记运行的时间用完了，没有运行到这一题：前面是不是有很慢的单元格？"
    if run.status == "timeout":
        return "运行太久，被停了下来：里面是不是有一个停不下来的循环？"
    if run.status == "died":
        return "运行到这一题时，Python 停止了工作：代码里是不是叫停了程序，或者用光了内存？"
    return "这一题没有得到可以判分的结果。"


def judge_workbook(
    exercise: Exercise, seed: int, data: bytes, limits: Limits, run: Runner = run_in_sandbox
) -> Verdict:
    """Judge the workbook that the learner handed in or whose code wrote it; ``run`` parses it."""
    cases = case_set(exercise.name, seed)
    return judge(cases, workbook_outcomes(data, exercise.sheets, cases.values(), limits, run))
