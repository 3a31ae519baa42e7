"""What an exercise needs was seen before it: each method, function and option of its solution."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from nbformat import NotebookNode

from helpers.exercises import catalog
from tests.lessons.support import LESSON_IDS, grade_id, teachers_notebook

SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", re.S)


def needed(source: str) -> set[str]:
    """The methods, functions and keyword options that a cell uses and does not define itself."""
    tree = ast.parse(source)
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            # an option in Chinese is the name of a new column, which the question gives
            names |= {option.arg for option in node.keywords if option.arg and option.arg.isascii()}
            if isinstance(node.func, ast.Name):
                names.add(node.func.id)
    return names - own


def without_solution(cell: NotebookNode) -> str:
    return SOLUTION.sub("", str(cell.source))


def seen_before(lesson_id: str) -> Iterator[tuple[str, NotebookNode, str]]:
    """Each answer cell of the lesson, with all that learners read before it, earlier lessons included."""
    seen = ""
    for other in LESSON_IDS[: LESSON_IDS.index(lesson_id)]:
        seen += "\n".join(map(without_solution, teachers_notebook(other).cells))
    names = {exercise.name for exercise in catalog.lesson(lesson_id).exercises}
    for cell in teachers_notebook(lesson_id).cells:
        if grade_id(cell) in names:
            yield grade_id(cell), cell, seen + without_solution(cell)
        seen += "\n" + without_solution(cell)


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_what_a_solution_needs_was_seen_before(lesson_id: str) -> None:
    untaught = {
        name: missing
        for name, cell, seen in seen_before(lesson_id)
        if (missing := {n for n in needed(cell.source) if not re.search(rf"\b{n}\b", seen)})
    }
    assert untaught == {}
