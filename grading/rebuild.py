"""The notebook that is run and marked: the released one with the learner's own cells put in.

Locked cells come from the release whatever the learner did to them. Answers are found by
``grade_id``; the learner's own cells stay where they were, because answers may call them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import nbformat
from nbformat import NotebookNode

from grading.boundary.markup import safe_text
from grading.boundary.submission import LearnerCell, Submission
from helpers.checking.attempt import binds, is_attempt, parse
from helpers.exercises.model import Exercise, Lesson


@dataclass
class Rebuilt:
    """``notebook`` is ready to run; ``attempted`` tells for each exercise whether there is an answer."""

    notebook: NotebookNode
    attempted: dict[str, bool]
    repairs: list[str] = field(default_factory=list)


def rebuild(released: NotebookNode, submission: Submission, lesson: Lesson) -> Rebuilt:
    """Put ``submission``'s answers and own cells into a copy of ``released``."""
    return _Rebuilder(released, submission, lesson).run()


def grade_info(cell: NotebookNode) -> dict[str, Any]:
    """The cell's nbgrader metadata, empty for an ordinary cell."""
    return dict(cell.metadata.get("nbgrader", {}))


def is_answer(cell: NotebookNode) -> bool:
    """Tell whether the learner is to write in this cell."""
    return bool(grade_info(cell).get("solution"))


def is_locked(cell: NotebookNode) -> bool:
    """Tell whether this cell is the release's own, whatever was handed in."""
    info = grade_info(cell)
    return bool(info) and not info.get("solution")


class _Rebuilder:
    def __init__(self, released: NotebookNode, submission: Submission, lesson: Lesson) -> None:
        self.released = released
        self.lesson = lesson
        self.repairs = list(submission.repairs)
        self.exercises = {e.name: e for e in lesson.exercises}
        self.by_grade_id = {
            grade_info(c).get("grade_id", ""): i for i, c in enumerate(released.cells)
        }
        self.by_cell_id = {c.get("id", ""): i for i, c in enumerate(released.cells)}
        self.pieces: dict[int, list[LearnerCell]] = defaultdict(list)
        self.own: dict[int, list[LearnerCell]] = defaultdict(list)
        self._sort(submission.cells)

    def _sort(self, cells: Sequence[LearnerCell]) -> None:
        """Tell released cells from the learner's own, which hang on the released cell before them."""
        anchor = -1
        for cell in cells:
            place = self._place(cell)
            if place is None:
                self.own[anchor].append(cell)
            else:
                anchor = place
                if not is_locked(self.released.cells[place]):
                    self.pieces[place].append(cell)

    def _place(self, cell: LearnerCell) -> int | None:
        if cell.grade_id and cell.grade_id in self.by_grade_id:
            return self.by_grade_id[cell.grade_id]  # whatever kind a slip of a key made of it
        place = self.by_cell_id.get(cell.cell_id) if cell.cell_id else None
        if place is None or self.released.cells[place].cell_type != cell.kind:
            return None
        # a second copy of an ordinary cell is the learner's own
        copied = place in self.pieces and not is_answer(self.released.cells[place])
        return None if copied else place

    def run(self) -> Rebuilt:
        sources = {i: self._source(i, c) for i, c in enumerate(self.released.cells) if is_answer(c)}
        attempted = {name: self._attempted(name, sources) for name in self.exercises}
        notebook = deepcopy(self.released)
        notebook.cells = [*self._own(-1)]
        for place, cell in enumerate(self.released.cells):
            notebook.cells += self._cell(place, deepcopy(cell), sources)
            notebook.cells += self._own(place)
        for number, cell in enumerate(notebook.cells):
            cell["id"] = cell.get("id") or f"own-{number}"
        return Rebuilt(notebook, attempted, self.repairs)

    def _cell(self, place: int, cell: NotebookNode, sources: dict[int, str]) -> list[NotebookNode]:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        if is_locked(cell):
            return [cell]
        if place in sources:
            cell.source = sources[place]
            return [cell]
        # an ordinary cell of the lesson: as the learner left it, gone if the learner deleted it
        cells = []
        for piece in self.pieces.get(place, []):
            if cell.cell_type == "code":
                cell.source = piece.source
            elif piece.source != cell.source:
                cell.source = safe_text(piece.source)
            cells.append(cell)
        return cells

    def _own(self, anchor: int) -> list[NotebookNode]:
        return [_own_cell(cell) for cell in self.own.get(anchor, [])]

    def _source(self, place: int, cell: NotebookNode) -> str:
        """The text of one answer cell: the pieces joined, or what stands in for them."""
        name = grade_info(cell)["grade_id"]
        pieces = self._sources(place)
        if cell.cell_type != "code":
            written = [p for p in pieces if p.strip() != cell.source.strip()]
            return safe_text("\n\n".join(written)) if written else str(cell.source)
        changed = any(_is_written(piece, cell.source) for piece in pieces)
        if changed and _is_written("\n".join(pieces), cell.source):
            return self._best(pieces, cell.source, name)
        moved = self._moved(name)
        return moved if moved is not None else str(cell.source)

    def _best(self, pieces: list[str], stub: str, name: str) -> str:
        """Copied and split cells as one; copies that do not parse are left out where others do."""
        if len(pieces) == 1:
            return pieces[0]
        self.repairs.append(
            f"“{self._title(name)}”的答案单元格有 {len(pieces)} 份，按先后合成了一份。"
        )
        written = [p for p in pieces if _is_written(p, stub)]
        joined = "\n\n".join(written)
        if parse(joined) is not None:
            return joined
        if parse("\n".join(pieces)) is not None:
            return "\n".join(pieces)
        return "\n\n".join([p for p in written if parse(p) is not None] or written)

    def _moved(self, name: str) -> str | None:
        """An answer that stands in a cell of the learner's own because the answer cell was lost or empty."""
        exercise = self.exercises.get(name)
        if exercise is None or exercise.kind == "workbook":
            return None
        for cells in self.own.values():
            for cell in reversed(cells):
                if cell.kind == "code" and _answers(cell.source, exercise):
                    cells.remove(cell)
                    self.repairs.append(f"“{exercise.title}”的答案写在别的单元格里，已放回原处。")
                    return cell.source
        return None

    def _title(self, name: str) -> str:
        exercise = self.exercises.get(name)
        return exercise.title if exercise else name

    def _attempted(self, name: str, sources: dict[int, str]) -> bool:
        exercise = self.exercises[name]
        place = self.by_grade_id.get(name)
        if place is None:
            return True
        return _is_written(sources[place], str(self.released.cells[place].source)) or any(
            _answers(source, exercise) for source in self._elsewhere(place, sources)
        )

    def _elsewhere(self, answer: int, sources: dict[int, str]) -> Iterator[str]:
        """What the learner wrote in other code cells than this answer's own."""
        for cells in self.own.values():
            yield from (cell.source for cell in cells if cell.kind == "code")
        for place, released in enumerate(self.released.cells):
            if place != answer and released.cell_type == "code":
                written = [sources[place]] if place in sources else self._sources(place)
                yield from (source for source in written if source != released.source)

    def _sources(self, place: int) -> list[str]:
        return [piece.source for piece in self.pieces.get(place, [])]


def _is_written(source: str, stub: str) -> bool:
    """Tell whether there is an attempt: something else than the stub, and something at all."""
    tree = parse(source)
    return (tree is None or bool(tree.body)) and is_attempt(source, stub)


def _answers(source: str, exercise: Exercise) -> bool:
    return binds(source, exercise.answer) and is_attempt(source, exercise.stub)


def _own_cell(cell: LearnerCell) -> NotebookNode:
    if cell.kind == "code":
        own = nbformat.v4.new_code_cell(cell.source)
    else:
        own = nbformat.v4.new_markdown_cell(safe_text(cell.source))
    own["id"] = ""  # numbered when the notebook is complete, so that grading twice gives the same
    return own
