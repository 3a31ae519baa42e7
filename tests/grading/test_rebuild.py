"""The rebuilt notebook: the release's locked cells, the learner's answers, in the release's order."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell
from rebuilding import (
    ADD_UP,
    AVERAGED,
    NAMES,
    PICKED,
    PLAN,
    attempted,
    hand_in,
    locked,
    source,
    submitted,
)
from small_lesson import (
    COUNTED,
    LESSON,
    RIGHT,
    STUB,
    TEXT_STUB,
    answered,
    find,
    grade_id_of,
    place,
    released,
)

from grading.rebuild import Rebuilt, rebuild
from grading.release import released_notebook
from helpers.exercises import catalog
from helpers.exercises.model import Lesson

# --- nothing done, everything done ---------------------------------------------------------------


def test_the_released_notebook_comes_back_and_nothing_is_attempted() -> None:
    rebuilt = hand_in(released())
    assert rebuilt.notebook == released()
    assert (attempted(rebuilt), rebuilt.repairs) == ([], [])


@pytest.mark.parametrize("lesson", catalog.lessons(), ids=lambda lesson: lesson.id)
def test_so_does_every_lesson(lesson: Lesson) -> None:
    original = released_notebook(lesson.id)
    for cell in original.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    rebuilt = hand_in(original, original, lesson)
    assert rebuilt.notebook == original
    assert (attempted(rebuilt), rebuilt.repairs) == ([], [])


def test_answers_are_put_in_and_outputs_left_out() -> None:
    notebook = answered(add_up=RIGHT, picked='picked = "B"', plan="给老客户发券。")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="得 100 分")]
            cell.execution_count = 9
    rebuilt = hand_in(notebook)
    assert attempted(rebuilt) == [ADD_UP, PICKED]
    assert source(rebuilt, ADD_UP) == RIGHT
    assert source(rebuilt, PLAN) == "给老客户发券。"
    assert all(c.outputs == [] for c in rebuilt.notebook.cells if c.cell_type == "code")


@pytest.mark.parametrize(
    "text",
    [
        STUB + "# 我还没想好",
        STUB.replace("table", "t"),
        STUB.replace("...  # 在这里写你的代码", "...\n\n"),
        "",
        "# 以后再做",
    ],
)
def test_a_comment_or_a_new_name_is_no_attempt(text: str) -> None:
    assert ADD_UP not in attempted(hand_in(answered(add_up=text)))


# --- locked cells --------------------------------------------------------------------------------


def _edit(notebook: NotebookNode) -> None:
    for cell in locked(notebook):
        cell.source = "print(100)"


def _delete(notebook: NotebookNode) -> None:
    notebook.cells = [c for c in notebook.cells if not c.metadata.get("nbgrader", {}).get("locked")]


def _reverse(notebook: NotebookNode) -> None:
    notebook.cells.reverse()


def _tag(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution", "remove-cell"]
        cell.metadata["editable"] = True


def _unlock(notebook: NotebookNode) -> None:
    for cell in locked(notebook):
        cell.metadata["nbgrader"] |= {"locked": False, "solution": True, "points": 1000}
        cell.source = "100"


def _retype(notebook: NotebookNode) -> None:
    for cell in locked(notebook):
        cell.cell_type = "raw"


def _copy(notebook: NotebookNode) -> None:
    notebook.cells += [c | {"id": f"copy-{i}"} for i, c in enumerate(locked(notebook))]


@pytest.mark.parametrize("change", [_edit, _delete, _reverse, _tag, _unlock, _retype, _copy])
def test_locked_cells_come_from_the_release(change: Any) -> None:
    notebook = answered(add_up=RIGHT)
    change(notebook)
    rebuilt = hand_in(notebook)
    assert locked(rebuilt.notebook) == locked(released())
    assert source(rebuilt, ADD_UP) == RIGHT
    assert attempted(rebuilt) == [ADD_UP]
    tags = [c.metadata.get("tags") for c in rebuilt.notebook.cells if "tags" in c.metadata]
    assert tags == [["示例"]]
    order = [grade_id_of(c) for c in rebuilt.notebook.cells if grade_id_of(c)]
    assert order == [grade_id_of(c) for c in released().cells if grade_id_of(c)]


def test_points_and_notebook_metadata_come_from_the_release() -> None:
    notebook = answered(add_up=RIGHT)
    notebook.metadata = {"kernelspec": {"name": "evil"}, "widgets": {}}
    find(notebook, ADD_UP).metadata["nbgrader"]["points"] = 1000
    rebuilt = hand_in(notebook).notebook
    assert rebuilt.metadata == released().metadata
    assert find(rebuilt, ADD_UP).metadata == find(released(), ADD_UP).metadata


# --- the learner's own cells -----------------------------------------------------------------------


def test_own_cells_stay_in_place_and_lose_everything_but_their_text() -> None:
    notebook = answered(add_up="def add_up(table):\n    return my_sum(table)")
    helper = new_code_cell("def my_sum(t):\n    return sum(t['金额'])", metadata={"tags": ["x"]})
    note = new_markdown_cell("我的笔记", attachments={"a.png": {"image/png": "AAAA"}})
    notebook.cells.insert(place(notebook, ADD_UP), helper)
    notebook.cells.insert(0, note)
    cells = hand_in(notebook).notebook.cells
    assert cells[0].source == "我的笔记"
    assert "attachments" not in cells[0]
    where = [c.source for c in cells].index(helper.source)
    assert grade_id_of(cells[where + 1]) == ADD_UP
    assert cells[where].metadata == {}
    assert len(cells) == len(released().cells) + 2


def test_ordinary_cells_are_as_the_learner_left_them() -> None:
    notebook = released()
    notebook.cells[0].source = "# 小课 <script>alert(1)</script>"
    notebook.cells[2].source = "example = 3"
    notebook.cells = [c for c in notebook.cells if not c.id.startswith("ask-boundary-average")]
    cells = {c.id: c for c in hand_in(notebook).notebook.cells}
    assert cells["example"].source == "example = 3"
    assert "<script" not in cells["title"].source
    assert "ask-boundary-average" not in cells


def test_raw_cells_become_harmless_text() -> None:
    notebook = released()
    notebook.cells.append(new_raw_cell("<script>alert(1)</script>"))
    last = hand_in(notebook).notebook.cells[-1]
    assert last.cell_type == "markdown"
    assert "<script" not in last.source


# --- properties ------------------------------------------------------------------------------------

ANSWERS = [RIGHT, COUNTED, STUB, AVERAGED, TEXT_STUB, "", "picked = 'B'"]
ODD = ["x = 1", "def add_up(table:", "    return 1", "<b>粗</b>", "!![x](y)", "&#106;", "%time"]
SOURCES = st.sampled_from([*ANSWERS, *ODD])
IDS = st.sampled_from([*(c.id for c in released().cells), "", "own-3", "problem"])
GRADE_IDS = st.sampled_from([*map(grade_id_of, released().cells), "", "unknown"])


@st.composite
def cells(draw: st.DrawFn) -> dict[str, Any]:
    """One cell, perhaps one that pretends to be a released one."""
    return {
        "cell_type": draw(st.sampled_from(["code", "markdown", "raw"])),
        "id": draw(IDS),
        "source": draw(SOURCES),
        "metadata": {"nbgrader": {"grade_id": draw(GRADE_IDS), "solution": draw(st.booleans())}},
    }


@st.composite
def notebooks(draw: st.DrawFn) -> NotebookNode:
    """The released notebook with cells changed, dropped, copied, moved and added."""
    notebook = released()
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(notebook.cells)))
        how = draw(st.sampled_from(["add", "drop", "change", "copy", "move"]))
        if how == "add" or not notebook.cells[at : at + 1]:
            notebook.cells.insert(at, nbformat.from_dict(draw(cells())))
        elif how == "drop":
            del notebook.cells[at]
        elif how == "change":
            notebook.cells[at].source = draw(SOURCES)
        else:
            cell = notebook.cells[at] if how == "copy" else notebook.cells.pop(at)
            notebook.cells.insert(draw(st.integers(0, len(notebook.cells))), copy.deepcopy(cell))
    return notebook


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(notebooks())
def test_whatever_is_handed_in(notebook: NotebookNode) -> None:
    rebuilt = hand_in(notebook)
    nbformat.validate(rebuilt.notebook)
    original = released()
    assert locked(rebuilt.notebook) == locked(original)
    tagged = [c for c in rebuilt.notebook.cells if grade_id_of(c)]
    for mine, ours in zip(tagged, [c for c in original.cells if grade_id_of(c)], strict=True):
        assert (mine.id, mine.cell_type, mine.metadata) == (ours.id, ours.cell_type, ours.metadata)
    assert set(rebuilt.attempted) == set(NAMES)


def brief(rebuilt: Rebuilt) -> list[tuple[str, str]]:
    return [(cell.id, cell.source) for cell in rebuilt.notebook.cells]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(notebooks())
@example(answered(add_up=RIGHT, plan="<b>!![x](javascript:1) &#106;"))
def test_rebuilding_again_changes_nothing(notebook: NotebookNode) -> None:
    once = hand_in(notebook)
    twice = hand_in(once.notebook)
    assert brief(twice) == brief(once)
    assert twice.notebook == once.notebook
    assert twice.attempted == once.attempted
    assert twice.repairs == []


def test_the_released_notebook_is_not_changed(tmp_path: Path) -> None:
    original = released()
    rebuild(original, submitted(answered(add_up=RIGHT)), LESSON)
    assert original == released()
