"""The class of them all: who is in it, how it is graded, and the three entrances that it goes through."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from unittest.mock import patch

from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from grading import pipeline
from grading.bridge.calls import course_config, venv_on_path
from grading.course import Course
from grading.grade import grade
from grading.pipeline import Graded
from grading.release import REPOSITORY
from tests.grading.hostile.clumsy_files import CLUMSY
from tests.grading.hostile.code_attacks import CHEATS
from tests.grading.hostile.file_attacks import FILES, HONEST, LINKS
from tests.grading.hostile.machine_attacks import DEATHS, OUTBREAKS
from tests.grading.hostile.prison_attacks import PRISON
from tests.grading.hostile.python_attacks import PYTHON
from tests.grading.hostile.running_attacks import RUNNING, WAITS
from tests.grading.hostile.support import (
    FILE,
    FIRST,
    LESSON,
    Attack,
    grade_quickly,
    hand_in,
    workbook,
)

# Those that take longest first.
CLASS = [*WAITS, *DEATHS, *RUNNING, *OUTBREAKS, *CHEATS, *FILES, *LINKS, *HONEST, *PRISON, *PYTHON]
CLASS += CLUMSY
LESSONS = (LESSON.id, FIRST.id)
GRADER = f"{grade_quickly.__module__}.{grade_quickly.__name__}"

Marks = dict[str, dict[str, float]]  # by student, by exercise


def fill(course: Course, folder: Path, places: Mapping[str, str]) -> None:
    """Hand in everything; ``folder`` holds what links in the submissions lead to."""
    for attack in CLASS:
        hand_in(course, attack, places)
    notebook = course.submission("links-to-a-classmate", LESSON.id) / f"{LESSON.id}.ipynb"
    notebook.unlink()
    notebook.symlink_to(course.submission("classmate", LESSON.id) / notebook.name)
    (folder / FILE).write_bytes(workbook())
    (course.submission("links-a-workbook", LESSON.id) / FILE).symlink_to(folder / FILE)


def grade_all(course: Course) -> dict[str, Graded]:
    """Grade everybody, two at a time; results by the attack's name."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found = {a.name: pool.submit(grade_quickly, course, a.lesson, a.student) for a in CLASS}
        return {name: future.result() for name, future in found.items()}


def copied(course: Course, name: str, anew: Sequence[str]) -> Course:
    """A copy of the course in which the results of ``anew`` are not kept: they are run once more."""
    copy = Course(course.root.with_name(name))
    shutil.copytree(course.root, copy.root, symlinks=True)
    if name != "workbook grade":  # which would leave the writing to nbgrader then
        with copy.config_file.open("a", encoding="utf-8") as config:
            config.write(f'\nc.SubmissionExporter.grader = "{GRADER}"\n')
    for attack in CLASS:
        if attack.name in anew:
            (copy.private / "judged" / attack.lesson / f"{attack.student}.json").unlink()
    return copy


def by_us(course: Course, attacks: Sequence[Attack] = ()) -> list[str]:
    """``workbook grade`` for these, or for all; returns what the teacher is told."""
    lessons = sorted({attack.lesson for attack in attacks}) or LESSONS
    students = [attack.student for attack in attacks]
    with patch.object(pipeline, "grade_submission", grade_quickly):
        return grade(course, lessons, students, jobs=1).attention


def by_command(course: Course, attacks: Sequence[Attack] = ()) -> None:
    """``nbgrader autograde`` in the course's folder: a lesson at once, or one of its submissions."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    surroundings = {**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY)}
    single = [[one.lesson, f"--student={one.student}"] for one in attacks]
    for options in single or [[lesson] for lesson in LESSONS]:
        command = [sys.executable, "-m", "nbgrader", "autograde", *options]
        done = subprocess.run(
            command, cwd=course.root, env=surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]


def by_button(course: Course, attacks: Sequence[Attack] = ()) -> None:
    """What formgrader's button calls, for one after the other."""
    with contextlib.chdir(course.root):
        api = NbGraderAPI(config=course_config(course))
        for attack in attacks or CLASS:
            answered = api.autograde(attack.lesson, attack.student)
            assert answered["success"], answered


ENTRANCES: dict[str, Callable[[Course, Sequence[Attack]], object]] = {
    "workbook grade": by_us,
    "nbgrader autograde": by_command,
    "formgrader": by_button,
}
# Who is run again through each entrance: all others' results are taken as they are kept.
ANEW = {
    "workbook grade": ("corrupt", "links-to-a-classmate", "by-hand", "prints-a-score", "no-stdout",
                       "crashes", "bom", "space"),
    "nbgrader autograde": ("always-equal", "exits-in-its-cell", "tags-cells", "other-files", "nested",
                           "markup", "links-a-workbook", "patched-publish", "gbk", "apostrophe"),
    "formgrader": ("patches-comparisons", "deletes-checks", "not-json", "classmate", "lively",
                   "survives-its-death", "no-ids", "minority"),
}  # fmt: skip


def marks_in(course: Course) -> Marks:
    """What the gradebook holds for each submission."""
    found: Marks = {}
    with venv_on_path(), Gradebook(course.db_url) as book:
        for lesson in LESSONS:
            for one in book.notebook_submissions(lesson, lesson):
                scores = {g.name: g.auto_score for g in one.grades if g.name.startswith("check_")}
                found[one.student.id] = {n.removeprefix("check_"): s for n, s in scores.items()}
    return found
