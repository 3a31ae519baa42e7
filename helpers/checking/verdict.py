"""What a check says: plain data for the card, the gradebook and the class report."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Status = Literal["not_attempted", "error", "wrong", "diagnosed", "partial", "right"]


@dataclass(frozen=True)
class Shown:
    """A small table for a card: a caption, column names and rows of text."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class PartResult:
    """One share of the marks: what it is for, its points, and whether it was earned."""

    title: str
    points: float
    earned: bool


@dataclass(frozen=True, repr=False)
class Verdict:
    """The result of checking one exercise.

    ``score`` lies in [0, ``points``]. ``says`` tells what happened in the learner's own answer,
    ``asks`` puts the next question; ``diagnoses`` are the names of the mistakes that reproduce the
    answer (more than one where they tie). ``tables`` show the counterexample.

    ``repr`` is the score: nbgrader reads the last expression of a check cell as the partial mark.
    """

    exercise: str
    title: str
    score: float
    points: float
    status: Status
    headline: str
    says: str = ""
    asks: str = ""
    diagnoses: tuple[str, ...] = ()
    tables: tuple[Shown, ...] = ()
    parts: tuple[PartResult, ...] = field(default_factory=tuple)

    def __repr__(self) -> str:
        return f"{self.score:g}"

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Verdict:
        """Build a verdict from ``to_dict``'s data (our own stored results, not a learner's)."""
        tables = tuple(
            Shown(t["caption"], tuple(t["columns"]), tuple(tuple(r) for r in t["rows"]))
            for t in data["tables"]
        )
        parts = tuple(PartResult(**p) for p in data["parts"])
        return cls(
            **{**data, "tables": tables, "parts": parts, "diagnoses": tuple(data["diagnoses"])}
        )
