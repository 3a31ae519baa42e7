"""Marks of a class read at once are those that nbgrader has for each student."""

from __future__ import annotations

import pytest
from fake_pipeline import hand_in
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde

from grading.bridge.calls import run_converter
from grading.bridge.marks import Mark, class_marks
from grading.course import Course

NAMES = ["李明", "王芳"]


def test_they_are_nbgraders_own(course: Course, lesson_id: str) -> None:
    for name in NAMES:
        hand_in(course, name, lesson_id)
    run_converter(course, Autograde, lesson_id)
    with Gradebook(course.db_url) as gradebook:
        plan, double = (
            gradebook.find_grade(cell, lesson_id, lesson_id, "李明")
            for cell in ("plan", "check_double")
        )
        plan.manual_score, plan.extra_credit, plan.needs_manual_grade = 4.5, 0.5, False
        double.manual_score = 1.0
        gradebook.find_comment("plan", lesson_id, lesson_id, "李明").manual_comment = "很具体"
        notebook = gradebook.find_submission_notebook(lesson_id, lesson_id, "李明")
        notebook.late_submission_penalty = 2.0
        gradebook.db.commit()
    marks = class_marks(course.db_url, lesson_id, lesson_id)
    assert sorted(marks) == NAMES
    with Gradebook(course.db_url) as gradebook:
        for name in NAMES:
            one, theirs = (
                marks[name],
                gradebook.find_submission_notebook(lesson_id, lesson_id, name),
            )
            penalty = theirs.late_submission_penalty or 0.0
            assert (one.score, one.penalty) == (theirs.score - penalty, penalty)
            assert one.points == theirs.max_score
            assert one.cells == {
                g.name: Mark(g.score, g.max_score, g.needs_manual_grade) for g in theirs.grades
            }
            assert one.comments == {c.name: c.comment for c in theirs.comments}
    assert marks["李明"].cells["plan"] == Mark(5.0, 5.0, False)
    assert marks["李明"].score == 5.0 + 1.0 + 0.0 - 2.0


def test_a_lesson_that_is_not_there(course: Course) -> None:
    with pytest.raises(MissingEntry):
        class_marks(course.db_url, "nothing", "nothing")
