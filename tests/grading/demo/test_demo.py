"""The whole demo through the real commands: every mark as planned, both ways of grading."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grading.course import Course
from grading.demo import collected, demo, works_of
from grading.demo.plan import NAMES, Work
from grading.kept import kept_results
from tests.grading.recorded import files
from tests.lessons.support import LESSON_IDS

WHOLE = ["02_terminology", "03_old_customers"]
OTHERS = [lesson_id for lesson_id in LESSON_IDS if lesson_id not in WHOLE]
# a workbook by hand, another style, and two with two mistakes each
FOUR = [NAMES[1], NAMES[3], NAMES[6], NAMES[7]]

pytestmark = [pytest.mark.slow, pytest.mark.needs_bwrap]


def marks_in_gradebook(course: Course, lesson_id: str) -> dict[str, dict[str, float]]:
    with Gradebook(course.db_url) as gradebook:
        return {
            submission.student.id: {
                grade.name.removeprefix("check_"): grade.auto_score
                for grade in submission.notebooks[0].grades
                if grade.name.startswith("check_")
            }
            for submission in gradebook.assignment_submissions(lesson_id)
        }


def compare(course: Course, works: list[Work], lesson_id: str) -> None:
    got = marks_in_gradebook(course, lesson_id)
    wrong = {
        w.learner: (w.story, w.marks, got.get(w.learner))
        for w in works
        if got.get(w.learner) != w.marks
    }
    assert wrong == {}


@pytest.fixture(scope="module")
def said() -> list[str]:
    return []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, said: list[str]) -> Course:
    """The whole class on two lessons."""
    return demo(tmp_path_factory.mktemp("demo") / "course", WHOLE, say=said.append).course


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Four learners on every other lesson: the class's time is the suite's."""
    target = tmp_path_factory.mktemp("four") / "course"
    return demo(target, OTHERS, say=lambda text: None, learners=FOUR).course


@pytest.fixture
def course(request: pytest.FixtureRequest, lesson_id: str) -> Course:
    found: Course = request.getfixturevalue("whole" if lesson_id in WHOLE else "four")
    return found


def works(lesson_id: str) -> list[Work]:
    return works_of(lesson_id, NAMES if lesson_id in WHOLE else FOUR)


def test_four_learners_show_the_most() -> None:
    stories = [work.story for work in works(OTHERS[0])]
    assert [story[:3] for story in stories] == ["工作簿", "全对，", "错误 ", "错误 "]


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_every_mark_is_as_planned(course: Course, lesson_id: str) -> None:
    compare(course, works(lesson_id), lesson_id)


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_planted_mistakes_are_named(course: Course, lesson_id: str) -> None:
    kept = kept_results(course, lesson_id)
    page = (course.root / "report.html").read_text("utf-8")
    for work in works(lesson_id):
        for exercise, name in work.mistakes.items():
            assert kept[work.learner].verdicts[exercise].diagnoses == (name,)
            assert work.learner in page


def test_the_teacher_is_told(whole: Course, said: list[str]) -> None:
    text = "\n".join(said)
    for lesson_id in WHOLE:
        corrupt = next(w for w in works(lesson_id) if w.attention)
        assert any(corrupt.learner in line and "损坏" in line for line in said)
        pages = list((whole.feedback / corrupt.learner / lesson_id).glob("*.html"))
        assert len(pages) == 1
    assert "report.html" in text and "feedback" in text and "Formgrader" in text


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_nbgrader_autograde_gives_the_same_marks_and_notebooks(
    tmp_path: Path, course: Course, lesson_id: str
) -> None:
    """A course of its own with nothing kept: nbgrader's own command runs every notebook itself."""
    names = NAMES if lesson_id in WHOLE else FOUR
    nbgraders = collected(tmp_path / "course", [lesson_id], lambda text: None, names)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", lesson_id],
        cwd=nbgraders.root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    compare(nbgraders, works(lesson_id), lesson_id)
    for work in works(lesson_id):
        ours, theirs = (
            files(one.autograded / work.learner / lesson_id) for one in (course, nbgraders)
        )
        for left in (ours, theirs):
            left.pop("timestamp.txt")  # when each course collected it
        assert ours == theirs, work.story
