"""Answers that were split, copied, lost or moved, and written ones, in the rebuilt notebook."""

from __future__ import annotations

import copy

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell
from rebuilding import ADD_UP, AVERAGE, AVERAGED, BOOK, PICKED, PLAN, attempted, hand_in, source
from small_lesson import (
    COUNTED,
    RIGHT,
    STUB,
    TEXT_STUB,
    answered,
    find,
    grade_id_of,
    place,
)

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
