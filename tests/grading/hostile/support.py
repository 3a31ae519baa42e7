"""What an attack is, and how its submission is put together: all other answers are the teacher's."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from unittest.mock import patch

import nbformat
from nbformat import NotebookNode

from grading import judging, pipeline
from grading.course import Course
from grading.execution.api import Executor
from grading.pipeline import Graded
from grading.rebuild import grade_info
from grading.release import NOTEBOOKS, released_notebook
from helpers.exercises import catalog

LESSON = catalog.lesson("03")  # has a workbook and a chart
FIRST = catalog.lesson("01")  # the quickest: for whatever any lesson will do for
FULL = {
    one.id: {exercise.name: exercise.points for exercise in one.exercises}
    for one in (LESSON, FIRST)
}
NOTHING = dict.fromkeys(FULL[LESSON.id], 0)
FILE = LESSON.files[0]
[WORKBOOK] = [exercise.name for exercise in LESSON.exercises if exercise.kind == "workbook"]
WRITTEN = LESSON.written[0].name
_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")
_TOTAL_SECONDS = {"many-slow-cells": 20.0}  # by student, where the whole time is to be used up


@dataclass(frozen=True)
class Attack:
    """One learner's work, hostile or clumsy.

    ``kinds`` are those of ``kinds.KINDS`` that it stands for, ``does`` says what is tried.
    ``answers`` replace right answers by grade_id, ``own`` is a cell of the learner's own below the
    first one, ``edit`` changes the notebook, ``raw`` turns it into the bytes of the file (as JSON if
    it is not given), ``files`` lie beside it. ``workbook`` tells whether the code makes the workbook
    too: looking into one takes as long as all the rest. ``marks`` are those that differ from full
    marks. ``says`` are words that the teacher must read about it: nothing if there are none, whatever
    fits if None (a real kernel is hurt by more than a plain shell). ``shown`` is what the learner's
    own cell must have printed. ``lesson`` is the lesson's id, ``student`` an id other than the name.
    """

    name: str
    kinds: tuple[str, ...]
    does: str
    marks: Mapping[str, float] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    edit: Callable[[NotebookNode], None] | None = None
    raw: Callable[[NotebookNode], bytes] | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    says: str | None = ""
    shown: str = ""
    workbook: bool = False
    lesson: str = LESSON.id
    student_id: str = ""

    @property
    def student(self) -> str:
        """The id under which it is handed in."""
        return self.student_id or self.name

    @property
    def expected(self) -> dict[str, float]:
        """The mark of each exercise."""
        without = {} if self.workbook or self.lesson != LESSON.id else {WORKBOOK: 0}
        return {**FULL[self.lesson], **without, **self.marks}


@cache
def solutions(lesson_id: str = LESSON.id) -> dict[str, str]:
    """The teacher's answers by grade_id."""
    teachers = nbformat.read(NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb", as_version=4)
    return {
        grade_info(cell)["grade_id"]: "\n".join(
            line for line in cell.source.splitlines() if line.strip() not in _MARKERS
        )
        for cell in teachers.cells
        if grade_info(cell).get("solution")
    }


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The cell with this grade_id."""
    return next(c for c in notebook.cells if grade_info(c).get("grade_id") == grade_id)


def checks(notebook: NotebookNode) -> list[NotebookNode]:
    """The cells that check answers."""
    return [c for c in notebook.cells if str(grade_info(c).get("grade_id")).startswith("check_")]


def submission(attack: Attack, places: Mapping[str, str]) -> bytes:
    """The file that is handed in; ``places`` are put in where the attack's code names them."""
    notebook = released_notebook(attack.lesson)
    answers = {**solutions(attack.lesson), **attack.answers}
    if not attack.workbook and WORKBOOK not in attack.answers:
        answers.pop(WORKBOOK, None)
    for name, source in answers.items():
        cell_of(notebook, name).source = _filled(source, places)
    if attack.own:
        own = nbformat.v4.new_code_cell(_filled(attack.own, places), id="own")
        notebook.cells.insert(notebook.cells.index(cell_of(notebook, "set_up")) + 1, own)
    if attack.edit is not None:
        attack.edit(notebook)
    return attack.raw(notebook) if attack.raw else json.dumps(notebook).encode()


@cache
def workbook() -> bytes:
    """The right workbook, as it would be made by hand."""
    data = io.BytesIO()
    exercise = catalog.exercise(WORKBOOK)
    exercise.reference(*exercise.cases()[0].args.values()).to_excel(data, index=False)
    return data.getvalue()


def _filled(source: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        source = source.replace(name, value)
    return source


def hand_in(course: Course, attack: Attack, places: Mapping[str, str]) -> None:
    """Put the work of one attack into the course."""
    folder = course.submission(attack.student, attack.lesson)
    folder.mkdir(parents=True)
    (folder / f"{attack.lesson}.ipynb").write_bytes(submission(attack, places))
    # as intake writes it: what is handed in again must be newer for nbgrader
    files = {"timestamp.txt": b"2026-03-02 12:00:00.000000 UTC\n", **attack.files}
    for name, data in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


_GRADE = pipeline.grade_submission  # itself, also where a test puts ``grade_quickly`` in its place


def grade_quickly(
    course: Course,
    lesson_id: str,
    student: str,
    executor: Executor | None = None,
    *,
    sandbox: bool = True,
) -> Graded:
    """The pipeline with less patience: endless loops cost the same marks, and a third of the time."""
    total = _TOTAL_SECONDS.get(student, pipeline.LIMITS.total_seconds)
    limits = replace(pipeline.LIMITS, cell_seconds=9.0, total_seconds=total)
    with patch.object(pipeline, "LIMITS", limits), patch.object(judging, "CALL_SECONDS", 4.0):
        return _GRADE(course, lesson_id, student, executor, sandbox=sandbox)


def printed(notebook: NotebookNode) -> str:
    """What the learner's own cell printed."""
    return "".join(
        output.get("text", "")
        for cell in notebook.cells
        if cell.get("id", "").startswith("own-") and cell.cell_type == "code"
        for output in cell.outputs
    )
