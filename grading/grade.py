"""Grade a class: judge every submission in parallel, then let nbgrader write the gradebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde

from grading import pipeline
from grading.bridge.calls import run_converter, venv_on_path
from grading.course import Course
from grading.execution.sandbox import sandbox_available
from grading.release import is_current
from helpers.errors import WorkbookError

Key = tuple[str, str]  # lesson, student
Progress = Callable[[int, int, str], None]  # done, total, what is being done


@dataclass
class GradeSummary:
    """What came of grading.

    ``marks``: points and possible points by (lesson, student); written answers count 0 until they
    are marked, and ``unmarked`` is the number of submissions that wait for that. ``attention``:
    Chinese sentences, each naming a student whose work the teacher should look at. ``unprotected``
    is the number of submissions whose marks no sandbox protected.
    """

    marks: dict[Key, tuple[float, float]] = field(default_factory=dict)
    attention: list[str] = field(default_factory=list)
    unmarked: int = 0
    unprotected: int = 0


@dataclass(frozen=True)
class _Judged:
    """What a worker says of one submission; ``error`` is why there are no marks."""

    key: Key
    problems: tuple[str, ...] = ()
    error: str = ""


def grade(
    course: Course,
    lesson_ids: Sequence[str],
    students: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    jobs: int = 2,
    sandbox: bool = True,
) -> GradeSummary:
    """Grade what was handed in for ``lesson_ids``, by everybody or by ``students`` only.

    Kept results are used again, so an interrupted class goes on where it stopped. One bad
    submission never stops the others. Without ``sandbox`` learners' code runs unprotected, and the
    marks say so. Raises WorkbookError when a sandbox is wanted and none works, a lesson is not
    released as it is now, or nothing was handed in.
    """
    keys = _submissions(course, lesson_ids, students)
    works, why = sandbox_available() if sandbox else (True, "")
    if not works:
        raise WorkbookError(why)
    report = progress or (lambda done, total, what: None)
    summary = GradeSummary()
    for done, judged in enumerate(_judge_all(course, keys, jobs, sandbox), start=1):
        report(done, len(keys), judged.key[1])
        _record(course, judged, summary, sandbox)
    summary.attention.sort()
    return summary


def _submissions(course: Course, lesson_ids: Sequence[str], students: Sequence[str]) -> list[Key]:
    for lesson_id in lesson_ids:
        if not is_current(course, lesson_id):
            raise WorkbookError(
                f"课次 {lesson_id} 还没有发布，或发布之后改过，"
                f"请先运行 workbook release {lesson_id}。"
            )
    found = [(one, student) for one in lesson_ids for student in course.students(one)]
    missing = sorted(set(students) - {student for _, student in found})
    if missing:
        raise WorkbookError(
            f"没有收到{'、'.join(missing)}的作业，请检查学生名字，或先运行 workbook collect。"
        )
    if not found:
        raise WorkbookError(
            f"课次{'、'.join(lesson_ids)}还没有收到作业，请先运行 workbook collect 收作业。"
        )
    return [key for key in found if not students or key[1] in students]


def _judge_all(course: Course, keys: Sequence[Key], jobs: int, sandbox: bool) -> Iterator[_Judged]:
    """Judge each submission once, in worker processes; in this one if there is little to do."""
    left = set(keys)
    if jobs > 1 and len(keys) > 1:
        for judged in _judge_in_pool(course, keys, jobs, sandbox):
            left.discard(judged.key)
            yield judged
    # also whatever a broken pool has left over
    for key in keys:
        if key in left:
            yield _judge(course.root, key, sandbox)


def _judge_in_pool(
    course: Course, keys: Iterable[Key], jobs: int, sandbox: bool
) -> Iterator[_Judged]:
    # spawned, because a forked copy of a process with threads may hang
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures = [pool.submit(_judge, course.root, key, sandbox) for key in keys]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(cancel_futures=True)


def _judge(root: Path, key: Key, sandbox: bool) -> _Judged:
    lesson_id, student = key
    try:
        graded = pipeline.grade_submission(Course(root), lesson_id, student, sandbox=sandbox)
    except Exception as error:
        # a fault of ours with one submission must not cost the class its marks
        return _Judged(key, error=str(error) or type(error).__name__)
    return _Judged(key, problems=tuple(graded.problems))


def _record(course: Course, judged: _Judged, summary: GradeSummary, sandbox: bool) -> None:
    """Let nbgrader write one judged submission into the gradebook, and read its marks there."""
    lesson_id, student = judged.key
    try:
        if judged.error:
            raise WorkbookError(f"没有批改成功：{judged.error}")
        run_converter(course, Autograde, lesson_id, student, sandbox=sandbox)
    except WorkbookError as error:
        summary.attention.append(f"{student}（{lesson_id}）：{error}")
        return
    summary.attention += [f"{student}（{lesson_id}）：{text}" for text in judged.problems]
    with venv_on_path(), Gradebook(course.db_url) as gradebook:
        try:
            notebook = gradebook.find_submission_notebook(lesson_id, lesson_id, student)
        except MissingEntry:
            summary.attention.append(
                f"{student}（{lesson_id}）：成绩册里没有这份作业，请再批改一次。"
            )
            return
        penalty = notebook.late_submission_penalty or 0.0
        summary.marks[judged.key] = (notebook.score - penalty, notebook.max_score)
        summary.unprotected += not sandbox
        summary.unmarked += bool(notebook.needs_manual_grade)
