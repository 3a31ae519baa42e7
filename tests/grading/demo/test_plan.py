"""The demo class, in this process: its answers compile, and mistakes are what they say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grading.demo.plan import NAMES, class_work
from grading.demo.sources import answer_source
from helpers.checking.attempt import calls_reference, parse
from helpers.exercises import catalog
from helpers.exercises.case_set import fixed_cases
from tests.lessons.support import LESSON_IDS, verdict_of

GOLDEN = Path(__file__).parent / "marks.csv"
EXERCISES = [(lesson, e) for lesson in catalog.lessons() for e in lesson.exercises]


def planned_marks() -> list[tuple[str, str, str, str]]:
    return [
        (lesson_id, work.learner, exercise, f"{mark:g}")
        for lesson_id in LESSON_IDS
        for work in class_work(catalog.lesson(lesson_id))
        for exercise, mark in work.marks.items()
    ]


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=lambda x: getattr(x, "name", ""))
def test_sources_do_what_the_functions_do(
    lesson: catalog.Lesson, exercise: catalog.Exercise
) -> None:
    """Written out as text, every style is right and every mistake is still that mistake."""
    answers = [(style, None) for style in exercise.styles]
    answers += [(mistake.answer, mistake.name) for mistake in fixed_cases(exercise.name).mistakes]
    for answer, name in answers:
        source = answer_source(exercise, answer)
        assert parse(source) is not None and not calls_reference(source), source
        verdict = verdict_of(lesson, exercise.name, source, seed=None)
        wanted = ("right", ()) if name is None else (verdict.status, (name,))
        assert (verdict.status, verdict.diagnoses) == wanted, source


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_a_class_of_thirty(lesson_id: str) -> None:
    works = class_work(catalog.lesson(lesson_id))
    assert [work.learner for work in works] == NAMES and len(set(NAMES)) == 30
    assert len({work.story for work in works}) == 30
    full = sum(e.points for e in catalog.lesson(lesson_id).exercises)
    assert sum(sum(work.marks.values()) == full for work in works) >= 10
    assert len({name for work in works for name in work.mistakes.values()}) >= 8


def test_marks_are_those_written_down_before() -> None:
    """A change of any mark is seen here; write the file anew with `python -m tests.grading.demo.test_plan`."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == planned_marks()


if __name__ == "__main__":
    with GOLDEN.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(planned_marks())
