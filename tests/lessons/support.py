"""Running answers of a lesson: in this process for many, in a real kernel once a lesson."""

from __future__ import annotations

import contextlib
import functools
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
from nbclient import NotebookClient
from nbformat import NotebookNode

from grading.judging import CALL_SECONDS, case_set
from grading.release import NOTEBOOKS, released_notebook
from helpers.checking.attempt import is_attempt
from helpers.checking.calls import Outcome
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog, messages
from helpers.exercises.case_set import fixed_cases
from helpers.exercises.judge import judge
from helpers.exercises.model import Exercise, Lesson
from helpers.lab.collector import outcomes, question
from helpers.lab.workbook import workbook_outcomes

matplotlib.use("Agg")
LESSON_IDS = [lesson.id for lesson in catalog.lessons()]


def teachers_notebook(lesson_id: str) -> NotebookNode:
    return nbformat.read(NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb", as_version=4)


def grade_id(cell: NotebookNode) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def with_answers(notebook: NotebookNode, answers: dict[str, str]) -> NotebookNode:
    """A copy with the answer cells of the named exercises replaced."""
    copy = deepcopy(notebook)
    for cell in copy.cells:
        if grade_id(cell) in answers:
            cell.source = answers[grade_id(cell)]
    return copy


@contextlib.contextmanager
def empty_folder() -> Iterator[Path]:
    """Work in an empty folder: workbooks written there must not meet those of another answer."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield Path(folder)
        finally:
            os.chdir(before)


@functools.cache
def _set_up(lesson_id: str) -> dict[str, Any]:
    """What the locked cells that are not checks define: what every answer may rely on."""
    cells = [c for c in released_notebook(lesson_id).cells if c.cell_type == "code" and grade_id(c)]
    info = [(c, c.metadata.nbgrader) for c in cells]
    source = "\n".join(c.source for c, i in info if not i.solution and not i.grade)
    namespace: dict[str, Any] = {}
    with empty_folder(), contextlib.redirect_stdout(io.StringIO()):
        exec(source, namespace)
    plt.close("all")  # as a notebook does at the end of a cell: nobody draws on an old picture
    return namespace


def _fresh(lesson_id: str) -> dict[str, Any]:
    """The same with tables of its own: an answer may change them."""
    return {
        name: value.copy() if isinstance(value, (pd.DataFrame, pd.Series)) else value
        for name, value in _set_up(lesson_id).items()
    }


def verdict_of(lesson: Lesson, name: str, source: str, seed: int | None = 1) -> Verdict:
    """Judge one answer in this process on the grader's cases (the notebook's own with ``seed=None``)."""
    return verdicts_of(lesson, name, source, [seed])[0]


def verdicts_of(
    lesson: Lesson, name: str, source: str, seeds: Sequence[int | None]
) -> list[Verdict]:
    """The same under several seeds; the answer's cell is run once."""
    exercise = catalog.exercise(name)
    if not is_attempt(source, exercise.stub):
        return [messages.not_attempted(exercise)] * len(seeds)
    namespace = _fresh(lesson.id)
    with empty_folder(), contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(compile(source, "<answer>", "exec"), namespace)
        except Exception:
            if exercise.kind != "workbook" and exercise.answer not in namespace:
                return [messages.broken(exercise, "答案运行不了。")] * len(seeds)
        finally:
            plt.close("all")
        return _judged(exercise, namespace, seeds)


def _judged(
    exercise: Exercise, namespace: dict[str, Any], seeds: Sequence[int | None]
) -> list[Verdict]:
    fixed = fixed_cases(exercise.name)
    if exercise.kind == "workbook":
        found = workbook_outcomes(fixed) or {fixed.cases[0].name: Outcome("missing")}
        return [judge(fixed, found)] * len(seeds)
    common = outcomes(_question(exercise.name, None), namespace)  # the same under every seed
    verdicts = []
    for seed in seeds:
        cases = fixed if seed is None else case_set(exercise.name, seed)
        drawn = outcomes(_question(exercise.name, seed), namespace) if cases.random else {}
        verdicts.append(judge(cases, {**common, **drawn}))
    return verdicts


@functools.cache
def _question(name: str, seed: int | None) -> str:
    """What is asked on an exercise's fixed cases, or on those that are drawn from ``seed``."""
    exercise = catalog.exercise(name)
    cases = fixed_cases(name) if seed is None else case_set(name, seed)
    calls = {c.name: c.args for c in cases.cases if seed is None or c.name in cases.random}
    return question(exercise.answer, exercise.kind, calls, CALL_SECONDS)


def run_in_kernel(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run every cell in a real kernel with the full package, as a learner would."""
    copy = deepcopy(notebook)
    client = NotebookClient(
        copy, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}},
        allow_errors=True,
    )  # fmt: skip
    client.execute()
    return copy


def shown_scores(notebook: NotebookNode) -> dict[str, float]:
    """The score that each check cell's last expression showed."""
    scores = {}
    for cell in notebook.cells:
        if grade_id(cell).startswith("check_"):
            results = [o for o in cell.outputs if o.output_type == "execute_result"]
            scores[grade_id(cell).removeprefix("check_")] = float(results[-1].data["text/plain"])
    return scores


def errors(notebook: NotebookNode) -> list[str]:
    """What went wrong in any cell: exceptions, stderr, and our own error cards."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error" or output.get("name") == "stderr":
                found.append(f"{cell.id}: {output.get('evalue') or output.get('text')}")
            if "⚠ 运行出错" in str(output.get("data", {}).get("text/html", "")):
                found.append(f"{cell.id}: {output.data['text/html'][:300]}")
    return found
