"""Notebooks as learners hand them in: answers put into the released one, sometimes clumsily."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import nbformat
from nbformat import NotebookNode

from grading.rebuild import grade_info
from grading.release import released_notebook

Variation = Callable[[NotebookNode], None]


def notebook_bytes(
    lesson_id: str, answers: Mapping[str, str], variation: Variation | None = None
) -> bytes:
    """The released notebook with ``answers`` (by grade_id) filled in, as the bytes of a file."""
    notebook = released_notebook(lesson_id)
    for cell in notebook.cells:
        name = str(grade_info(cell).get("grade_id"))
        if name in answers:
            cell.source = answers[name]
    if variation is not None:
        variation(notebook)
    text: str = nbformat.writes(notebook)
    return text.encode()


def helper_cell(notebook: NotebookNode) -> None:
    """A cell of the learner's own at the top, as when trying things out."""
    own = nbformat.v4.new_code_cell("# 我先试一试\nmy_number = 1 + 1\nmy_number")
    notebook.cells.insert(3, own)


def split_answers(notebook: NotebookNode) -> None:
    """The first answer of several lines split in two: JupyterLab gives both parts one grade_id."""
    for place, cell in enumerate(notebook.cells):
        lines = cell.source.splitlines()
        if cell.cell_type == "code" and grade_info(cell).get("solution") and len(lines) > 2:
            second = nbformat.from_dict({**cell, "id": f"{cell.id}-2"})
            cell.source, second.source = "\n".join(lines[:1]), "\n".join(lines[1:])
            notebook.cells.insert(place + 1, second)
            return


def copied_answers(notebook: NotebookNode) -> None:
    """Each code answer twice, the older copy a first try that was given up."""
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "code" and grade_info(cell).get("solution"):
            first_try = nbformat.from_dict({**cell, "id": f"{cell.id}-old"})
            first_try.source = "first_try = None"
            cells.append(first_try)
        cells.append(cell)
    notebook.cells = cells


def deleted_checks(notebook: NotebookNode) -> None:
    """All check cells gone, and the points in the answers' metadata raised."""
    kept = [
        c
        for c in notebook.cells
        if not (grade_info(c).get("grade") and grade_info(c).get("locked"))
    ]
    for cell in kept:
        if grade_info(cell):
            cell.metadata.nbgrader["points"] = 100
    notebook.cells = kept


def moved_answer(notebook: NotebookNode) -> None:
    """The first code answer in a new cell at the end, its own cell deleted."""
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and grade_info(cell).get("solution"):
            del notebook.cells[place]
            notebook.cells.append(nbformat.v4.new_code_cell(cell.source))
            return
