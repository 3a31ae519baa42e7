"""Bring the gradebook's cells in line with a corrected lesson although submissions exist.

nbgrader refuses to add or remove cells once somebody has handed in. A corrected exercise must not
cost a class its marks, so added cells get empty grades and comments for every submission, and
removed ones go with theirs, before nbgrader's own release saves the rest.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    Notebook,
    SolutionCell,
    SourceCell,
)

from grading.bridge.calls import venv_on_path
from grading.course import Course


def align_gradebook(course: Course, lesson_id: str, released: NotebookNode) -> None:
    """Add and remove cells of ``lesson_id`` so that they are those of ``released``.

    Does nothing when the lesson is new or nobody has handed it in: nbgrader manages that itself.
    """
    if not course.gradebook.exists():
        return
    with venv_on_path(), Gradebook(course.db_url) as gradebook:
        try:
            notebook = gradebook.find_notebook(lesson_id, lesson_id)
        except MissingEntry:
            return
        if not notebook.submissions:
            return
        wanted = _tagged_cells(released)
        _align_sources(gradebook, notebook, wanted)
        graded = {name: cell for name, cell in wanted.items() if utils.is_grade(cell)}
        _align(gradebook, notebook, GradeCell, Grade, notebook.grade_cells, graded)
        solved = {name: cell for name, cell in wanted.items() if utils.is_solution(cell)}
        _align(gradebook, notebook, SolutionCell, Comment, notebook.solution_cells, solved)
        gradebook.db.commit()


def _tagged_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell)
    }


def _align_sources(
    gradebook: Gradebook, notebook: Notebook, wanted: dict[str, NotebookNode]
) -> None:
    present = {cell.name: cell for cell in notebook.source_cells}
    for name in present.keys() - wanted.keys():
        gradebook.db.delete(present[name])
    for name in wanted.keys() - present.keys():
        kind = wanted[name].cell_type
        gradebook.db.add(SourceCell(name=name, cell_type=kind, notebook=notebook))


def _align(
    gradebook: Gradebook,
    notebook: Notebook,
    cell_class: type[Any],
    entry_class: type[Any],
    existing: list[Any],
    wanted: dict[str, NotebookNode],
) -> None:
    """``entry_class`` is what each submission holds for a cell: its Grade or its Comment."""
    present = {cell.name: cell for cell in existing}
    for name in present.keys() - wanted.keys():
        gradebook.db.query(entry_class).filter(entry_class.cell_id == present[name].id).delete()
        gradebook.db.delete(present[name])
    for name in wanted.keys() - present.keys():
        cell = cell_class(name=name, notebook=notebook)
        if cell_class is GradeCell:
            cell.max_score = float(wanted[name].metadata.nbgrader.points)
            cell.cell_type = wanted[name].cell_type
        gradebook.db.add(cell)
        gradebook.db.flush()
        for submission in notebook.submissions:
            gradebook.db.add(entry_class(cell_id=cell.id, notebook=submission))
