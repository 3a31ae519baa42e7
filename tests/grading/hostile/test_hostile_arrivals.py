"""Whatever arrives: what can be taken is taken as it was, everything else is named to the teacher."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grading.course import Course
from grading.intake import collect
from helpers.errors import WorkbookError
from tests.grading.hostile.arrivals import ARRIVALS, LESSON, Arrival


@pytest.fixture(autouse=True)
def small_lesson(write_lesson: Callable[..., str]) -> None:
    """Every test here collects the small lesson."""


@pytest.mark.parametrize("arrival", ARRIVALS, ids=lambda arrival: arrival.name)
def test_what_arrives_is_taken_or_named(
    arrival: Arrival, course: Course, inbox: Path, tmp_path: Path
) -> None:
    source = arrival.put(inbox)
    before = {path for path in tmp_path.rglob("*") if course.root not in path.parents}
    if arrival.refused:
        with pytest.raises(WorkbookError, match=arrival.refused):
            collect(course, LESSON, source)
        return
    report = collect(course, LESSON, source)
    taken = {
        student: (course.submission(student, LESSON) / f"{LESSON}.ipynb").read_text("utf-8")
        for student in course.students(LESSON)
    }
    assert taken == arrival.taken
    assert report.accepted == sorted(arrival.taken)
    told = "\n".join(report.problems)
    assert [words for words in arrival.says if words not in told] == []
    assert bool(told) == bool(arrival.says)
    assert {path for path in tmp_path.rglob("*") if course.root not in path.parents} == before
