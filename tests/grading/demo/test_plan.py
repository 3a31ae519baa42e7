"""The demo class, in this process: its answers compile, and mistakes are what they say."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from grading.demo.books import workbook_file
from grading.demo.plan import NAMES, class_work
from grading.demo.sources import answer_source
from helpers.checking.attempt import calls_reference, parse
from helpers.checking.verdict import Verdict
from helpers.exercises import catalog
from helpers.exercises.case_set import CaseSet, fixed_cases
from helpers.exercises.judge import judge
from helpers.lab.workbook import workbook_outcomes
from tests.books import BOOK, LESSON
from tests.lessons.support import LESSON_IDS, empty_folder, verdict_of

GOLDEN = Path(__file__).parent / "marks.csv"
EXERCISES = [(lesson, e) for lesson in catalog.lessons() for e in lesson.exercises]


def planned_marks() -> list[tuple[str, str, str, str]]:
    return [
        (lesson_id, work.learner, exercise, f"{mark:g}")
        for lesson_id in LESSON_IDS
        for work in class_work(catalog.lesson(lesson_id))
        for exercise, mark in work.marks.items()
    ]


def verdict_of_file(exercise: catalog.Exercise, data: bytes) -> Verdict:
    """Judge a workbook that was handed in as a file, as the notebook does."""
    with empty_folder() as folder:
        (folder / exercise.answer).write_bytes(data)
        found = workbook_outcomes(fixed_cases(exercise.name))
    assert found is not None
    return judge(fixed_cases(exercise.name), found)


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=lambda x: getattr(x, "name", ""))
def test_sources_do_what_the_functions_do(
    lesson: catalog.Lesson, exercise: catalog.Exercise
) -> None:
    """Written out as text, every style is right and every mistake is still that mistake."""
    answers = [(style, None) for style in exercise.styles]
    answers += [(mistake.answer, mistake.name) for mistake in fixed_cases(exercise.name).mistakes]
    for answer, name in answers:
        source = "" if exercise.sheets else answer_source(exercise, answer)
        assert parse(source) is not None and not calls_reference(source), source
        if exercise.sheets:
            verdict = verdict_of_file(exercise, workbook_file(exercise, answer))
        else:
            verdict = verdict_of(lesson, exercise.name, source, seed=None)
        wanted = ("right", ()) if name is None else (verdict.status, (name,))
        assert (verdict.status, verdict.diagnoses) == wanted, source


def test_a_workbook_by_hand_follows_as_its_function_does() -> None:
    """Formulas where the answer changes with the inputs, numbers where it does not."""
    reference = BOOK.reference
    answers = {"right": reference, "typed": lambda visits: reference(LESSON)}
    scores = {}
    for name, answer in answers.items():
        with empty_folder() as folder:
            (folder / BOOK.answer).write_bytes(workbook_file(BOOK, answer))
            found = workbook_outcomes(CaseSet(BOOK))
        assert found is not None
        scores[name] = judge(CaseSet(BOOK), found).score
    assert scores == {"right": 5, "typed": 3}


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
