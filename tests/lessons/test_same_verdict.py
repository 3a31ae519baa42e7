"""Law 6: the notebook's check and the grader give the same kind of verdict for the same answer."""

from __future__ import annotations

import pytest

from helpers.exercises import catalog
from tests.lessons.support import LESSON_IDS, verdict_of
from tests.lessons.test_blind import blind_answers


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_notebook_and_grader_agree_on_blind_answers(lesson_id: str) -> None:
    lesson = catalog.lesson(lesson_id)
    for path, name, source in blind_answers(lesson_id):
        notebook = verdict_of(lesson, name, source, seed=None)
        grader = verdict_of(lesson, name, source, seed=5)
        assert (notebook.status, notebook.diagnoses, notebook.score) == (
            grader.status,
            grader.diagnoses,
            grader.score,
        ), path
