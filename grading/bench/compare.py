"""Whether two ways of grading came to the same marks and the same outputs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbformat import NotebookNode

from grading.bridge.marks import Marks, class_marks
from grading.rebuild import grade_info

# addresses in memory, and where a file lies in a traceback
_OF_THE_MACHINE = re.compile(r'\b0x[0-9a-f]{6,}\b|(?<=File ")[^"]*')
# what learners see of an output; the rest is for other front ends
_PLAIN = ("text/plain", "image/png", "image/jpeg")


def different_marks(
    ours: str, theirs: str, lesson_id: str, students: Iterable[str]
) -> tuple[int, Counter[str]]:
    """Compare two gradebooks (database urls) mark by mark; a mark that only one has differs.

    Returns how many marks were compared and, by grade_id, how many students' differ.
    """
    one, other = (class_marks(url, lesson_id, lesson_id) for url in (ours, theirs))
    return _differences((_scores(one.get(name)), _scores(other.get(name))) for name in students)


def different_outputs(
    ours: Path, theirs: Path, lesson_id: str, students: Iterable[str], *, answers: bool
) -> tuple[int, Counter[str]]:
    """Compare two folders of autograded notebooks cell by cell; a cell that only one has differs.

    With ``answers`` the code cells that learners answer in, else all others but the checks, whose
    cards may be worded in another way. What a learner does not see or a machine brings along does
    not count: numbers of execution, pieces in which text arrived, how HTML is styled, addresses and
    paths. Returns how many cells were compared and, by id, how many students' differ.
    """
    paths = [Path(name, lesson_id, f"{lesson_id}.ipynb") for name in students]
    return _differences(
        (_outputs(ours / path, answers), _outputs(theirs / path, answers)) for path in paths
    )


def _differences(
    pairs: Iterable[tuple[dict[str, Any], dict[str, Any]]],
) -> tuple[int, Counter[str]]:
    compared, different = 0, Counter[str]()
    for one, other in pairs:
        names = one.keys() | other.keys()
        compared += len(names)
        different.update(name for name in names if one.get(name) != other.get(name))
    return compared, different


def _scores(marks: Marks | None) -> dict[str, float]:
    return {} if marks is None else {name: mark.score for name, mark in marks.cells.items()}


def _outputs(path: Path, answers: bool) -> dict[str, list[Any]]:
    if not path.exists():
        return {}
    notebook = nbformat.read(path, as_version=4)
    return {
        cell.id: _seen(cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
        and not _is_check(cell)
        and bool(grade_info(cell).get("solution")) == answers
    }


def _is_check(cell: NotebookNode) -> bool:
    info = grade_info(cell)
    return bool(info.get("grade")) and not info.get("solution")


def _seen(outputs: list[NotebookNode]) -> list[tuple[str, Any]]:
    seen: list[tuple[str, Any]] = []
    for output in outputs:
        if output.output_type == "stream":
            before = seen.pop()[1] if seen and seen[-1][0] == output.name else ""
            seen.append((output.name, before + _plain(output.text)))
        elif output.output_type != "error":
            seen.append(("data", _data(output.data)))
        elif not any(f"{output.ename}:" in str(shown) for _, shown in seen):
            # nbgrader adds the error also where the lesson has shown it as a card
            seen.append((output.ename, _plain(output.evalue)))
    return seen


def _data(data: NotebookNode) -> dict[str, str]:
    found = {kind: _plain(data[kind]) for kind in _PLAIN if kind in data}
    if "text/html" in data:
        soup = BeautifulSoup(data["text/html"], "html.parser")
        for style in soup("style"):
            style.decompose()
        found["text/html"] = _plain(soup.get_text(" ", strip=True))
    return found


def _plain(text: str) -> str:
    return _OF_THE_MACHINE.sub("", text)
