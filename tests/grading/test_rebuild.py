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
from small_lesson import (
    COUNTED,
    EXERCISES,
    LESSON,
    RIGHT,
    STUB,
    TEXT_STUB,
    answered,
    as_bytes,
    find,
    grade_id_of,
    place,
    released,
)

from grading.boundary.submission import Submission, _parse
from grading.rebuild import Rebuilt, rebuild
from grading.release import released_notebook
from helpers.exercises import catalog
from helpers.exercises.model import Lesson

NAMES = [exercise.name for exercise in EXERCISES]
ADD_UP, AVERAGE, PICKED, BOOK = NAMES
PLAN = "boundary_plan"
AVERAGED = 'def average(table):\n    return table["金额"].mean()'


def submitted(notebook: NotebookNode) -> Submission:
    """``notebook`` after its way through the door, without the disk."""
    found = Submission()
    _parse(as_bytes(notebook), found)
    assert found.problem == ""
    return found


def hand_in(
    notebook: NotebookNode, original: NotebookNode | None = None, lesson: Lesson = LESSON
) -> Rebuilt:
    rebuilt = rebuild(original or released(), submitted(notebook), lesson)
    ids = [cell.id for cell in rebuilt.notebook.cells]
    assert len(ids) == len(set(ids))
    return rebuilt


def source(rebuilt: Rebuilt, grade_id: str) -> str:
    return str(find(rebuilt.notebook, grade_id).source)


def locked(notebook: NotebookNode) -> list[Any]:
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("locked")]


def attempted(rebuilt: Rebuilt) -> list[str]:
    return [name for name, yes in rebuilt.attempted.items() if yes]


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


# --- answers that were split, copied, lost or moved ------------------------------------------------


def insert_after(notebook: NotebookNode, grade_id: str, *cells: NotebookNode) -> NotebookNode:
    at = place(notebook, grade_id) + 1
    notebook.cells[at:at] = cells
    return notebook


def again(notebook: NotebookNode, grade_id: str, text: str) -> NotebookNode:
    """Another cell with the answer's metadata, as JupyterLab's copy and split make it."""
    return copy.deepcopy(find(notebook, grade_id)) | {"id": f"n{len(text)}", "source": text}


def test_a_split_answer_is_put_together() -> None:
    head, tail = 'def add_up(table):\n    money = table["金额"]', "    return money.sum()"
    notebook = answered(add_up=head)
    rebuilt = hand_in(insert_after(notebook, ADD_UP, again(notebook, ADD_UP, tail)))
    assert source(rebuilt, ADD_UP).replace("\n\n", "\n") == f"{head}\n{tail}"
    assert "2 份" in rebuilt.repairs[0]
    assert "金额合计" in rebuilt.repairs[0]


def test_a_helper_split_off_runs_before_the_answer() -> None:
    notebook = answered(add_up="import math")
    rebuilt = hand_in(insert_after(notebook, ADD_UP, again(notebook, ADD_UP, RIGHT)))
    assert source(rebuilt, ADD_UP) == f"import math\n\n{RIGHT}"


def test_of_copies_the_untouched_and_the_broken_ones_are_left_out() -> None:
    notebook = answered()
    broken = again(notebook, ADD_UP, "def add_up(table:")
    copies = insert_after(notebook, ADD_UP, again(notebook, ADD_UP, RIGHT), broken)
    assert source(hand_in(copies), ADD_UP) == RIGHT


def test_several_written_copies_run_in_order() -> None:
    notebook = answered(add_up=COUNTED)
    rebuilt = hand_in(insert_after(notebook, ADD_UP, again(notebook, ADD_UP, RIGHT)))
    assert source(rebuilt, ADD_UP) == f"{COUNTED}\n\n{RIGHT}"


@pytest.mark.parametrize(
    "halves", [(STUB, STUB), ("def add_up(table):", "    ...\n    return ...")]
)
def test_an_untouched_answer_copied_or_split_is_no_attempt(halves: tuple[str, str]) -> None:
    notebook = answered(add_up=halves[0])
    rebuilt = hand_in(insert_after(notebook, ADD_UP, again(notebook, ADD_UP, halves[1])))
    assert attempted(rebuilt) == []
    assert source(rebuilt, ADD_UP) == STUB
    assert rebuilt.repairs == []


def test_a_lost_answer_is_the_stub() -> None:
    notebook = answered(average=AVERAGED)
    notebook.cells.remove(find(notebook, ADD_UP))
    rebuilt = hand_in(notebook)
    assert source(rebuilt, ADD_UP) == STUB
    assert attempted(rebuilt) == [AVERAGE]


@pytest.mark.parametrize("keep_stub", [True, False])
def test_an_answer_in_a_cell_of_ones_own_goes_back(keep_stub: bool) -> None:
    notebook = answered()
    insert_after(notebook, ADD_UP, new_code_cell(RIGHT), new_code_cell("add_up(trades)"))
    if not keep_stub:
        notebook.cells.remove(find(notebook, ADD_UP))
    rebuilt = hand_in(notebook)
    assert source(rebuilt, ADD_UP) == RIGHT
    assert attempted(rebuilt) == [ADD_UP]
    assert "放回原处" in rebuilt.repairs[0]
    assert [c.source for c in rebuilt.notebook.cells].count(RIGHT) == 1


@pytest.mark.parametrize("where", [PICKED, "example"])
def test_an_answer_written_into_another_cell_is_an_attempt(where: str) -> None:
    """The notebook's own check finds it there, so the grader must not call it unanswered."""
    notebook = answered()
    cell = next(c for c in notebook.cells if grade_id_of(c) == where or c.id == where)
    cell.source += f"\n{RIGHT}"
    assert ADD_UP in attempted(hand_in(notebook))


def test_an_answer_by_the_cells_id_alone_is_found() -> None:
    notebook = answered(add_up=RIGHT)
    find(notebook, ADD_UP).metadata = {}
    rebuilt = hand_in(notebook)
    assert source(rebuilt, ADD_UP) == RIGHT
    assert rebuilt.repairs == []


def test_a_file_made_by_code_is_an_attempt_and_by_hand_is_none() -> None:
    assert attempted(hand_in(answered(金额表="pd.DataFrame().to_excel('金额表.xlsx')"))) == [BOOK]


# --- written answers -------------------------------------------------------------------------------


def test_a_written_answer_is_kept_and_made_harmless() -> None:
    text = "1. 发券\n2. 打电话 <img src=x onerror=alert(1)> [x](javascript:alert(1)) a < b"
    kept = source(hand_in(answered(plan=text)), PLAN)
    assert kept.startswith("1. 发券\n2. 打电话 ")
    assert kept.endswith("a < b")
    assert "<img" not in kept
    assert "javascript:" not in kept


def test_a_written_answer_in_several_cells_is_joined_without_the_stub() -> None:
    notebook = answered(plan=TEXT_STUB)
    more = [again(notebook, PLAN, text) for text in ("先发券。", "再打一次电话。")]
    assert (
        source(hand_in(insert_after(notebook, PLAN, *more)), PLAN) == "先发券。\n\n再打一次电话。"
    )


@pytest.mark.parametrize("kind", ["code", "raw"])
def test_a_written_answer_in_a_cell_of_another_kind_is_kept(kind: str) -> None:
    """One key press (Y, R) changes a cell's kind: the teacher must still see the answer."""
    notebook = answered(plan="给老客户发券。")
    find(notebook, PLAN).cell_type = kind
    rebuilt = hand_in(notebook)
    assert source(rebuilt, PLAN) == "给老客户发券。"
    assert find(rebuilt.notebook, PLAN).cell_type == "markdown"


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_code_answer_in_a_cell_of_another_kind_is_kept(kind: str) -> None:
    notebook = answered(add_up=RIGHT)
    find(notebook, ADD_UP).cell_type = kind
    rebuilt = hand_in(notebook)
    assert source(rebuilt, ADD_UP) == RIGHT
    assert attempted(rebuilt) == [ADD_UP]


def test_an_untouched_text_keeps_the_releases_words() -> None:
    assert source(hand_in(answered(plan=f"\n{TEXT_STUB}  ")), PLAN) == TEXT_STUB


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
