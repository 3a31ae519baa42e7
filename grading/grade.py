"""Grade a class: judge every submission in parallel, and write each into the gradebook in turn."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from nbgrader.api import MissingEntry

from grading.bridge.scores import CHECK
from grading.bridge.writing import Writer, open_writer
from grading.course import Course
from grading.execution.sandbox import sandbox_available
from grading.kept import Graded
from grading.pool import Judged, Key, interrupts_held, judge_all
from grading.release import is_current
from grading.runlog import ChangedMark, RunLog
from helpers.errors import WorkbookError
from helpers.exercises.catalog import lesson

Progress = Callable[[int, int, str], None]  # judged, total, what else there is to say


@dataclass(frozen=True, order=True)
class Note:
    """Why the teacher should look at one submission, as a Chinese sentence."""

    lesson: str
    student: str
    text: str


@dataclass
class GradeSummary:
    """What came of grading.

    ``marks``: points and possible points by (lesson, student); written answers count 0 until they
    are marked, and ``unmarked`` is the number of submissions that wait for that. ``unprotected`` is
    the number of those whose marks no sandbox protected. ``notes`` name the submissions that the
    teacher should look at, ``changed`` the marks that are not what they were for the same work
    (those of an earlier run that was cut short included); both in order.
    """

    marks: dict[Key, tuple[float, float]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    unmarked: int = 0
    unprotected: int = 0
    changed: list[ChangedMark] = field(default_factory=list)

    @property
    def attention(self) -> list[str]:
        """The notes as Chinese sentences, each naming the student, sorted."""
        return sorted(f"{note.student}（{note.lesson}）：{note.text}" for note in self.notes)


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
    released as it is now, nothing was handed in, or the course is being graded already.
    """
    keys = _submissions(course, lesson_ids, students)
    works, why = sandbox_available() if sandbox else (True, "")
    if not works:
        raise WorkbookError(why)
    with (
        _alone(course),
        RunLog(course, lesson_ids, len(keys), jobs, sandbox=sandbox) as log,
        open_writer(course) as writer,
    ):
        run = _Run(course, writer, log)
        tell = _Teller(progress, len(keys))
        tell.progress()
        with closing(judge_all(course, keys, jobs, tell, sandbox=sandbox)) as results:
            for judged in results:
                run.write(judged)
    if not students:
        run.summary.notes += _without_notebook(course, lesson_ids)
    return run.summary


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


def _without_notebook(course: Course, lesson_ids: Sequence[str]) -> list[Note]:
    """A note for each folder in which there is nothing to grade: by itself it looks as if it were."""
    notes = []
    for lesson_id in lesson_ids:
        for student, names in course.without_notebook(lesson_id).items():
            there = f"只有“{'”“'.join(names)}”" if names else "没有笔记"
            text = (
                f"没有批改，文件夹里{there}；请把这一课的笔记改名为 {lesson_id}.ipynb，再批改一次。"
            )
            notes.append(Note(lesson_id, student, text))
    return notes


@contextmanager
def _alone(course: Course) -> Iterator[None]:
    """Keep a second grader out of the course, and sweep what one that was killed left half-written."""
    # SQLite's lock works on every system and goes with its process, however that ends
    with closing(sqlite3.connect(course.private / "grading.lock", timeout=0)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise WorkbookError(
                f"课程“{course.root}”正在被另一个 workbook grade 批改，请等它结束再运行。"
            ) from error
        shutil.rmtree(course.drafts, ignore_errors=True)
        yield


class _Teller:
    """Turns what was judged into progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done, self._failed = progress, total, 0, 0

    def __call__(self, judged: Judged) -> None:
        self._done += 1
        self._failed += bool(judged.error)
        self.progress()

    def progress(self) -> None:
        """Say how far it is."""
        if self._progress:
            what = f"没有批改成功 {self._failed} 份" if self._failed else ""
            self._progress(self._done, self._total, what)


class _Run:
    """Writes what was judged, one submission after the other, and keeps account of it."""

    def __init__(self, course: Course, writer: Writer, log: RunLog) -> None:
        self.course, self.writer, self.log = course, writer, log
        self.summary = GradeSummary(changed=list(log.carried))

    def write(self, judged: Judged) -> None:
        """Write one submission; whatever is wrong with it becomes a note."""
        try:
            if judged.error:
                raise WorkbookError(f"没有批改成功：{judged.error}")
            with interrupts_held():
                self._write(judged, judged.result(self.course))
        except MissingEntry:
            self._failed(judged, "成绩册里没有这一课：请再运行一次 workbook release 和这个命令。")
        except WorkbookError as error:
            self._failed(judged, str(error))

    def _failed(self, judged: Judged, why: str) -> None:
        lesson_id, student = judged.key
        self.summary.notes.append(Note(lesson_id, student, why))
        self.log.submission(lesson_id, student, error=why)

    def _write(self, judged: Judged, graded: Graded) -> None:
        lesson_id, student = judged.key
        begun = time.monotonic()
        written = self.writer.write(lesson_id, student, graded)
        seconds = judged.seconds | {"write": time.monotonic() - begun}
        changed = _changed_marks(lesson_id, student, written.changed)
        self.log.submission(
            lesson_id,
            student,
            score=written.score,
            max_score=written.max_score,
            statuses={name: verdict.status for name, verdict in graded.verdicts.items()},
            repairs=graded.repairs,
            problems=graded.problems,
            sandbox=graded.sandbox,
            kept=not judged.seconds,
            seconds={phase: round(value, 4) for phase, value in seconds.items()},
            changed=changed,
        )
        self.summary.notes += [Note(lesson_id, student, text) for text in graded.problems]
        self.summary.marks[judged.key] = (written.score, written.max_score)
        self.summary.unmarked += written.unmarked
        self.summary.unprotected += not graded.sandbox
        self.summary.changed += changed


def _changed_marks(
    lesson_id: str, student: str, changed: dict[str, tuple[float, float]]
) -> list[ChangedMark]:
    titles = {CHECK + one.name: one.title for one in lesson(lesson_id).exercises}
    return [
        ChangedMark(lesson_id, student, titles.get(name, name.removeprefix(CHECK)), old, new)
        for name, (old, new) in changed.items()
        if name.startswith(CHECK)  # a written answer is the teacher's to mark
    ]
