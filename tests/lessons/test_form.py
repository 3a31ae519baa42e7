"""The form of a lesson: short stretches of text, checks close together, a clean notebook file."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import mistune
import nbformat
import pytest
from nbformat import NotebookNode

from grading.release import NOTEBOOKS, released_notebook
from helpers.checking.attempt import is_attempt
from helpers.exercises import catalog
from tests.lessons.support import LESSON_IDS, grade_id, teachers_notebook

pytestmark = pytest.mark.parametrize("lesson_id", LESSON_IDS)


def is_check(cell: NotebookNode) -> bool:
    return grade_id(cell).startswith("check_")


def sentences_in_a_row(markdown: str) -> int:
    """The longest run of sentences without a list, table, heading or quotation between them."""
    longest = 0
    for block in re.split(r"\n\s*(?=[-*|#>\d])|\n\s*\n\s*(?=[-*|#>\d])", markdown):
        if not re.match(r"\s*[-*|#>\d]", block):
            longest = max(longest, len(re.findall(r"[。！？]", block)))
    return longest


def test_notebook_file_is_clean(lesson_id: str) -> None:
    path = NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb"
    raw = json.loads(path.read_text("utf-8"))
    nbformat.validate(raw)
    ids = [cell["id"] for cell in raw["cells"]]
    assert len(ids) == len(set(ids))
    code = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]
    assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    assert set(raw["metadata"]) <= {"kernelspec", "language_info"}


def test_cells_and_exercises_match(lesson_id: str) -> None:
    lesson = catalog.lesson(lesson_id)
    info = {
        grade_id(c): c.metadata.nbgrader for c in teachers_notebook(lesson_id).cells if grade_id(c)
    }
    for exercise in lesson.exercises:
        assert info[exercise.name].solution and not info[exercise.name].grade
        check = info[f"check_{exercise.name}"]
        assert check.grade and check.locked and not check.solution
        assert check.points == exercise.points
    for written in lesson.written:
        assert info[written.name].grade and info[written.name].solution
        assert info[written.name].points == written.points
        assert 3 <= len(written.rubric) <= 5
    graded = {name for name, i in info.items() if i.grade}
    wanted = {f"check_{e.name}" for e in lesson.exercises} | {w.name for w in lesson.written}
    assert graded == wanted


def test_stub_is_what_learners_get(lesson_id: str) -> None:
    cells = {grade_id(c): c for c in released_notebook(lesson_id).cells}
    for exercise in catalog.lesson(lesson_id).exercises:
        assert not is_attempt(cells[exercise.name].source, exercise.stub), exercise.name
        assert "SOLUTION" not in cells[exercise.name].source


def test_rubrics_stand_in_the_lesson(lesson_id: str) -> None:
    text = "\n".join(c.source for c in teachers_notebook(lesson_id).cells)
    for written in catalog.lesson(lesson_id).written:
        for criterion in written.rubric:
            assert criterion.title in text


def test_a_picture_within_the_first_five_cells(lesson_id: str) -> None:
    first = teachers_notebook(lesson_id).cells[:5]
    assert any(
        "plt." in c.source or ".plot" in c.source or "![" in c.source or "<svg" in c.source
        for c in first
    )


def test_a_check_at_least_every_seven_cells(lesson_id: str) -> None:
    cells = teachers_notebook(lesson_id).cells
    places = [i for i, c in enumerate(cells) if is_check(c)]
    gaps = [b - a for a, b in pairwise(places)]
    assert max(gaps) <= 7


def test_no_more_than_five_sentences_in_a_row(lesson_id: str) -> None:
    for cell in teachers_notebook(lesson_id).cells:
        if cell.cell_type == "markdown":
            assert sentences_in_a_row(cell.source) <= 5, cell.source


def test_two_save_points_and_a_plan_for_the_teacher(lesson_id: str) -> None:
    text = "\n".join(c.source for c in teachers_notebook(lesson_id).cells)
    assert text.count("保存点") >= 2
    for heading in ("情境", "先猜后跑", "找错", "写一写", "小结"):
        assert heading in text
    plan = (NOTEBOOKS / lesson_id / "教案.md").read_text("utf-8")
    for heading in ("知识", "能力", "态度", "重点", "难点"):
        assert heading in plan


def test_bold_and_code_marks_are_rendered(lesson_id: str) -> None:
    """A closing mark between full-width punctuation and a character is not one, and stays visible."""
    for cell in teachers_notebook(lesson_id).cells:
        if cell.cell_type == "markdown":
            html = str(mistune.html(cell.source))
            shown = re.sub(r"<(code|pre)>.*?</\1>", "", html, flags=re.S)
            assert "**" not in shown and "`" not in shown, cell.id
