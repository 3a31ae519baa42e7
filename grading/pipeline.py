"""One submission from the learner's file to marks: read, rebuild, run, judge, keep.

Every way of grading comes through ``grade_submission``; results are kept in the course folder under
a key of everything they depend on (``grading.kept``).
"""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import asdict
from functools import cache

import nbformat
from nbformat import NotebookNode

from grading import judging
from grading.boundary.markup import OutputCleaner
from grading.boundary.submission import Submission, read_submission
from grading.course import Course
from grading.execution.api import CodeCell, Executor, Limits, Stage, Transcript
from grading.execution.choice import executor as fastest_executor
from grading.execution.edition import edition_hash
from grading.execution.repeatable import is_repeatable
from grading.execution.sandbox import Runner, run_in_sandbox
from grading.execution.unprotected import run_unprotected, unprotected_executor
from grading.kept import Graded, Kept
from grading.rebuild import Rebuilt, grade_info, is_locked, rebuild
from grading.release import DATASETS, REPOSITORY, released_notebook
from helpers.checking.attempt import calls_reference
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog, messages
from helpers.exercises.model import Exercise, Lesson
from helpers.lab.card import card_html

LIMITS = Limits()


def grade_submission(
    course: Course,
    lesson_id: str,
    student_id: str,
    executor: Executor | None = None,
    *,
    sandbox: bool = True,
) -> Graded:
    """Grade one submission, or take the kept result if nothing it depends on has changed.

    Without ``sandbox`` the learner's code runs unprotected, and the marks say so. Raises
    WorkbookError for an unknown lesson or where no sandbox works, never for what a learner did.
    """
    lesson = catalog.lesson(lesson_id)
    released = released_notebook(lesson.id)
    submission = read_submission(
        course.submission(student_id, lesson.id), f"{lesson.id}.ipynb", lesson.files
    )
    key = _key(course, lesson, released, submission, sandbox)
    kept = Kept(course, lesson.id, student_id)
    found = kept.load(key)
    if found is None:
        executor = executor or (fastest_executor() if sandbox else unprotected_executor())
        run = run_in_sandbox if sandbox else run_unprotected
        found = _grade(course.seed, lesson, released, submission, executor, run)
        found.key, found.work = key, _work(submission)
        _stamp(found, sandbox)
        kept.store(found)
    return found


def _grade(
    seed: int,
    lesson: Lesson,
    released: NotebookNode,
    submission: Submission,
    executor: Executor,
    run: Runner,
) -> Graded:
    rebuilt = rebuild(released, submission, lesson)
    if submission.problem:
        return _unreadable(rebuilt, lesson, submission)
    transcript = executor.run(
        _code_cells(rebuilt.notebook, seed), _stage(lesson, submission), LIMITS
    )
    begun = time.monotonic()
    verdicts = _judge(seed, lesson, rebuilt, transcript, run)
    _write_outputs(rebuilt.notebook, transcript, verdicts)
    return Graded(
        rebuilt.notebook,
        _scores(verdicts),
        verdicts,
        rebuilt.repairs,
        _problems(transcript),
        seconds=transcript.seconds | {"judge": time.monotonic() - begun},
    )


def _stamp(graded: Graded, sandbox: bool) -> None:
    """Write into the notebook, for whoever opens it later, whether a sandbox protected its marks."""
    graded.sandbox = sandbox
    graded.notebook.metadata["workbook"] = {"sandbox": sandbox}


def _scores(verdicts: dict[str, Verdict]) -> dict[str, float]:
    return {f"check_{name}": verdict.score for name, verdict in verdicts.items()}


def _unreadable(rebuilt: Rebuilt, lesson: Lesson, submission: Submission) -> Graded:
    verdicts = {e.name: messages.not_attempted(e) for e in lesson.exercises}
    note = nbformat.v4.new_markdown_cell(f"**{submission.problem}**", id="problem")
    rebuilt.notebook.cells.insert(0, note)
    _write_outputs(rebuilt.notebook, Transcript({}), verdicts)
    problems = [submission.problem]
    return Graded(rebuilt.notebook, _scores(verdicts), verdicts, rebuilt.repairs, problems)


def _exercise_of(cell: NotebookNode) -> str | None:
    """The exercise that a check cell checks; None for any other cell."""
    info = grade_info(cell)
    name = str(info.get("grade_id", ""))
    is_check = info.get("grade") and not info.get("solution") and name.startswith("check_")
    return name.removeprefix("check_") if is_check else None


def _code_cells(notebook: NotebookNode, seed: int) -> list[CodeCell]:
    cells = []
    shared = True  # until something that a learner may have written comes
    for index, cell in enumerate(notebook.cells):
        name = _exercise_of(cell)
        if name is not None:
            question = judging.ask(name, seed)
            if question is not None:
                cells.append(CodeCell(index, "", question))
            shared = False
        elif cell.cell_type == "code":
            shared = shared and is_locked(cell) and is_repeatable(cell.source)
            cells.append(CodeCell(index, cell.source, shared=shared))
    return cells


def _stage(lesson: Lesson, submission: Submission) -> Stage:
    data = {name: (DATASETS / name).read_bytes() for name in lesson.datasets}
    return Stage({**submission.files, **data}, lesson.files)


def _judge(
    seed: int, lesson: Lesson, rebuilt: Rebuilt, transcript: Transcript, runner: Runner
) -> dict[str, Verdict]:
    cells = {_exercise_of(c): i for i, c in enumerate(rebuilt.notebook.cells)}
    sources = {grade_info(c).get("grade_id"): c.source for c in rebuilt.notebook.cells}
    learners = [
        c.source for c in rebuilt.notebook.cells if c.cell_type == "code" and not is_locked(c)
    ]
    verdicts = {}
    for exercise in lesson.exercises:
        if exercise.kind == "workbook":
            verdicts[exercise.name] = _judge_workbook(seed, exercise, transcript, rebuilt, runner)
        elif not rebuilt.attempted[exercise.name]:
            verdicts[exercise.name] = messages.not_attempted(exercise)
        elif calls_reference(sources.get(exercise.name, ""), learners):
            verdicts[exercise.name] = messages.refused(exercise)
        else:
            run = transcript.cells.get(cells.get(exercise.name, -1))
            verdicts[exercise.name] = judging.judge_run(exercise.name, seed, run, LIMITS)
    return verdicts


def _judge_workbook(
    seed: int, exercise: Exercise, transcript: Transcript, rebuilt: Rebuilt, runner: Runner
) -> Verdict:
    data = transcript.files.get(exercise.answer)
    if data is not None:
        return judging.judge_workbook(exercise, seed, data, LIMITS, runner)
    if rebuilt.attempted[exercise.name]:
        says = f"代码运行之后，没有得到文件“{exercise.answer}”。"
        return messages.broken(exercise, says, "文件名和题目要求的一字不差吗？")
    return messages.not_attempted(exercise, f"没有交来文件“{exercise.answer}”。")


def _write_outputs(
    notebook: NotebookNode, transcript: Transcript, verdicts: dict[str, Verdict]
) -> None:
    cleaner = OutputCleaner()
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        name = _exercise_of(cell)
        run = transcript.cells.get(index)
        cell.execution_count = index + 1
        if name in verdicts:
            cell.outputs = [_card(verdicts[name], index + 1)]
        elif run is not None:
            cell.outputs = cleaner.clean(run.outputs, LIMITS.output_chars)


def _card(verdict: Verdict, count: int) -> NotebookNode:
    data = {"text/plain": repr(verdict), "text/html": card_html(verdict)}
    return nbformat.v4.new_output("execute_result", data=data, execution_count=count)


def _problems(transcript: Transcript) -> list[str]:
    died = sum(run.status in {"died", "timeout"} for run in transcript.cells.values())
    skipped = sum(run.status == "skipped" for run in transcript.cells.values())
    problems = []
    if died:
        problems.append(f"有 {died} 个单元格运行超时或中断，只影响它们自己那几题。")
    if skipped:
        problems.append(f"整本笔记超时，最后 {skipped} 个单元格没有运行。")
    return problems


def _key(
    course: Course, lesson: Lesson, released: NotebookNode, submission: Submission, sandbox: bool
) -> str:
    """Everything that marks depend on: submission, release, exercises and judge, seed, limits, sandbox."""
    return _digest(
        _work(submission).encode(),
        json.dumps(released, sort_keys=True).encode(),
        *((DATASETS / name).read_bytes() for name in lesson.datasets),
        _code_version().encode(),
        edition_hash().encode(),
        f"{course.seed:x} {asdict(LIMITS)} {sandbox}".encode(),
    )


def _work(submission: Submission) -> str:
    """What was handed in, whatever it is graded by."""
    files = (name.encode() + data for name, data in sorted(submission.files.items()))
    return _digest(submission.raw, submission.problem.encode(), *files)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


@cache
def _code_version() -> str:
    """A hash of the code that judges: exercises, checking, analysis, and the grader itself."""
    digest = hashlib.sha256()
    for folder in ("helpers", "grading"):
        for path in sorted((REPOSITORY / folder).rglob("*.py")):
            digest.update(path.relative_to(REPOSITORY).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
