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

_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}\b")
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
    cards may be worded in another way. Numbers of execution, addresses in memory and how HTML is
    styled do not count. Returns how many cells were compared and, by id, how many students' differ.
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
        cell.id: [_seen(output) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
        and not _is_check(cell)
        and bool(grade_info(cell).get("solution")) == answers
    }


def _is_check(cell: NotebookNode) -> bool:
    info = grade_info(cell)
    return bool(info.get("grade")) and not info.get("solution")


def _seen(output: NotebookNode) -> Any:
    if output.output_type == "stream":
        return output.name, _ADDRESS.sub("0x", output.text)
    if output.output_type == "error":
        return output.ename, _ADDRESS.sub("0x", output.evalue)
    seen = {kind: _ADDRESS.sub("0x", output.data[kind]) for kind in _PLAIN if kind in output.data}
    if "text/html" in output.data:
        soup = BeautifulSoup(output.data["text/html"], "html.parser")
        for style in soup("style"):
            style.decompose()
        seen["text/html"] = soup.get_text(" ", strip=True)
    return seen
