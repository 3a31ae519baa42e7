"""Where no sandbox works, nothing of a learner's runs and nobody gets a mark, whoever presses the button."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grading.bridge.calls import course_config, venv_on_path
from grading.course import Course
from grading.release import REPOSITORY, release
from tests.grading.hostile.clumsy_files import CLUMSY
from tests.grading.hostile.support import FIRST, hand_in

pytestmark = pytest.mark.slow

TWO = [attack for attack in CLUMSY if attack.name in {"bom", "split-answer"}]
ONLY_PYTHON = str(Path(sys.executable).parent)  # nbgrader and alembic are here, bubblewrap is not
COMMANDS = {
    "workbook grade": ["-m", "grading.cli", "grade", FIRST.id, "--course", "."],
    "nbgrader autograde": ["-m", "nbgrader", "autograde", FIRST.id],
}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory, empty_gradebook: Path) -> Course:
    course = Course.create(tmp_path_factory.mktemp("no-sandbox") / "course", seed=3)
    shutil.copy(empty_gradebook, course.gradebook)
    release(course, [FIRST.id])
    for attack in TWO:
        hand_in(course, attack, {})
    return course


@pytest.fixture
def course(tmp_path: Path, handed_in: Course) -> Course:
    return Course(shutil.copytree(handed_in.root, tmp_path / "course"))


def nobody_has_a_mark(course: Course) -> bool:
    with venv_on_path(), Gradebook(course.db_url) as book:
        grades = [g for one in book.notebook_submissions(FIRST.id, FIRST.id) for g in one.grades]
    kept = [*course.autograded.glob(f"*/{FIRST.id}/*"), *course.private.glob("judged/*/*")]
    return not kept and all(grade.auto_score is None for grade in grades)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_refuses_and_says_how_to_get_a_sandbox(command: str, course: Course) -> None:
    done = subprocess.run(
        [sys.executable, *COMMANDS[command]],
        cwd=course.root,
        env={**os.environ, "PATH": ONLY_PYTHON, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "bubblewrap" in done.stdout + done.stderr and "WSL2" in done.stdout + done.stderr
    assert nobody_has_a_mark(course)


def test_formgraders_button_refuses_too(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", ONLY_PYTHON)
    monkeypatch.chdir(course.root)
    answered = NbGraderAPI(config=course_config(course)).autograde(FIRST.id, TWO[0].student)
    assert not answered["success"]
    assert "bubblewrap" in answered["log"] + str(answered["error"])
    assert nobody_has_a_mark(course)
