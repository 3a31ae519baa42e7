"""The class report: one offline page that says what to teach again first."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from grading.course import Course
from grading.execution.unprotected import STAMP
from grading.export import BY_HAND, COLLECTED, STATE, STUDENT, TOTAL, marks_table
from grading.kept import Graded, kept_results
from helpers.errors import WorkbookError
from helpers.exercises.case_set import fixed_cases
from helpers.exercises.catalog import lesson as find_lesson
from helpers.exercises.model import Exercise, Lesson

BANDS = ((0.9, "90% 以上"), (0.8, "80%–90%"), (0.6, "60%–80%"), (0.0, "60% 以下"))
STATUSES = ("right", "partial", "wrong", "not_attempted")
FIRST = 3  # exercises and mistakes named at the top


@dataclass(frozen=True)
class ExerciseRow:
    """How a class did on one exercise: the number of learners by status, and the share right."""

    title: str
    counts: Mapping[str, int]

    @property
    def attempts(self) -> int:
        """Learners who tried."""
        return sum(self.counts.values()) - self.counts["not_attempted"]

    @property
    def share_right(self) -> float | None:
        """Right among those who tried, 0 to 1; None where nobody did."""
        return self.counts["right"] / self.attempts if self.attempts else None


@dataclass(frozen=True)
class MistakeRow:
    """One named mistake and who made it."""

    exercise: str
    says: str
    asks: str
    learners: tuple[str, ...]


@dataclass(frozen=True)
class LessonReport:
    """Everything that the page says of one lesson. Marks are points; ``full`` the possible ones."""

    title: str
    marks: list[dict[str, str]]
    graded: int
    missing: tuple[str, ...]
    full: float
    mean: float | None
    median: float | None
    bands: list[tuple[str, int]]
    exercises: list[ExerciseRow]
    mistakes: list[MistakeRow]
    attention: list[str]
    repairs: list[str]
    unmarked: tuple[str, ...]
    unprotected: tuple[str, ...]

    @property
    def hardest(self) -> list[ExerciseRow]:
        """The exercises with the lowest share right, hardest first; those that all got right left out."""
        tried = [
            row for row in self.exercises if row.share_right is not None and row.share_right < 1
        ]
        return sorted(tried, key=lambda row: row.share_right or 0)[:FIRST]


def report(course: Course, lesson_ids: Sequence[str], target: Path | None = None) -> Path:
    """Write the report on ``lesson_ids`` as one HTML page and return its path.

    Marks come from nbgrader's gradebook, so marks given by hand and late penalties count; what was
    wrong comes from the kept verdicts. Raises WorkbookError where a lesson was never released or the
    file cannot be written.
    """
    path = target or course.root / "report.html"
    lessons = [lesson_report(course, lesson_id) for lesson_id in lesson_ids]
    loader = PackageLoader("grading", "templates")
    # names of learners are strangers' text
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    page = pages.get_template("report.html.j2")
    text = page.render(
        lessons=lessons,
        stamp=STAMP,
        first=FIRST,
        statuses=STATUSES,
        made=f"{dt.datetime.now():%Y-%m-%d %H:%M}",
    )
    draft = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, "utf-8")
        os.replace(draft, path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise WorkbookError(
            f"报告不能写到“{path}”（{error.strerror}）：请用 --to 换一个位置。"
        ) from error
    return path


def lesson_report(course: Course, lesson_id: str) -> LessonReport:
    """Collect what the page says of one lesson."""
    lesson = find_lesson(lesson_id)
    table = marks_table(course, lesson.id)
    graded = table[table[TOTAL].notna()]
    results = {
        s: r for s, r in kept_results(course, lesson.id).items() if s in set(graded[STUDENT])
    }
    full = float(table["满分"].max()) if len(table) else 0.0
    return LessonReport(
        title=f"第 {int(lesson.number)} 课　{lesson.title}",
        marks=_marks(table),
        graded=len(graded),
        missing=tuple(table.loc[table[TOTAL].isna() & (table[STATE] != COLLECTED), STUDENT]),
        full=full,
        mean=float(graded[TOTAL].mean()) if len(graded) else None,
        median=float(graded[TOTAL].median()) if len(graded) else None,
        bands=_bands(graded[TOTAL], full),
        exercises=[_exercise_row(exercise, results) for exercise in lesson.exercises],
        mistakes=_mistakes(lesson, results),
        attention=_attention(table, results),
        repairs=[f"{s}：{''.join(r.repairs)}" for s, r in results.items() if r.repairs],
        unprotected=tuple(s for s, graded in results.items() if not graded.sandbox),
        unmarked=tuple(graded.loc[graded[BY_HAND] == "是", STUDENT]),
    )


def _marks(table: pd.DataFrame) -> list[dict[str, str]]:
    ordered = table.sort_values(TOTAL, ascending=False, na_position="last")
    return [
        {str(column): _shown(value) for column, value in row.items()}
        for row in ordered.drop(columns=["课次"]).to_dict("records")
    ]


def _shown(value: object) -> str:
    if value is None or value != value:  # nan
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _bands(totals: pd.Series, full: float) -> list[tuple[str, int]]:
    """Learners in each band of the possible points, highest first."""
    left, counted = totals / full if full else totals, []
    for least, name in BANDS:
        here = left >= least
        counted.append((name, int(here.sum())))
        left = left[~here]
    return counted


def _exercise_row(exercise: Exercise, results: Mapping[str, Graded]) -> ExerciseRow:
    counts = Counter(dict.fromkeys(STATUSES, 0))
    for graded in results.values():
        status = (
            graded.verdicts[exercise.name].status if exercise.name in graded.verdicts else "wrong"
        )
        counts[status if status in STATUSES else "wrong"] += 1
    return ExerciseRow(exercise.title, counts)


def _mistakes(lesson: Lesson, results: Mapping[str, Graded]) -> list[MistakeRow]:
    """Each named mistake with those who made it, most made first."""
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    for learner, graded in results.items():
        for verdict in graded.verdicts.values():
            for name in verdict.diagnoses:
                made[verdict.exercise, name].append(learner)
    rows = []
    for exercise in lesson.exercises:
        for mistake in fixed_cases(exercise.name).mistakes:
            learners = made.get((exercise.name, mistake.name))
            if learners:
                rows.append(MistakeRow(exercise.title, mistake.says, mistake.asks, tuple(learners)))
    return sorted(rows, key=lambda row: -len(row.learners))


def _attention(table: pd.DataFrame, results: Mapping[str, Graded]) -> list[str]:
    waiting = table.loc[table[STATE] == COLLECTED, STUDENT]
    lines = [f"{student}：已经交了，还没有批改。" for student in waiting]
    return lines + [f"{s}：{text}" for s, graded in results.items() for text in graded.problems]
