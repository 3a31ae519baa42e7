"""The form of an exercise: data plus one function (see CONTRIBUTING, "a new exercise")."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule
from helpers.checking.worksheets import Worksheet

Kind = Literal["function", "value", "table", "choice", "workbook", "chart"]
Answer = Callable[..., Any]


@dataclass(frozen=True)
class Case:
    """One set of inputs, by parameter name. ``name`` is unique within the exercise."""

    name: str
    title: str
    args: Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """A share of the marks, earned when all its cases are right.

    ``cases`` names them. ``view`` says what of an outcome counts: the returned "value", the "texts" of a
    chart (title, axes and unit), the "order" of its marks, or that the inputs were left "unchanged" on
    the way to a right value. Random cases belong to every part with ``random`` set. Of an outcome
    with named entries (the sheets of a workbook) only those in ``entries`` count, if any are given.
    """

    title: str
    points: int
    cases: tuple[str, ...]
    view: Literal["value", "texts", "order", "unchanged"] = "value"
    random: bool = False
    entries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistake:
    """A wrong solution written as code, with what it says to the learner.

    ``says`` is one sentence on what happened, ``asks`` one that asks the next question. ``answer``
    is the wrong solution; ``recognises(expected, actual)``, where given, tells on one case whether
    an outcome is this mistake, for mistakes that have no single value (a wrong column name).
    """

    name: str
    says: str
    asks: str
    answer: Answer
    recognises: Callable[[Outcome, Outcome], bool] | None = None


@dataclass(frozen=True)
class Exercise:
    """One graded question.

    ``reference`` and each mistake's and style's function take a case's arguments. ``cases`` builds
    the fixed cases, the lesson's own data first; ``random`` builds the arguments of a random case.
    ``styles`` are right answers in other styles than the reference's. ``stub`` is the source that
    the learner finds in the answer cell. A workbook of several worksheets says in ``sheets`` what is
    looked at; its functions then return what ``helpers.checking.worksheets`` describes.
    """

    name: str
    title: str
    kind: Kind
    answer: str
    asks: str
    stub: str
    reference: Answer
    cases: Callable[[], Sequence[Case]]
    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...] = ()
    styles: tuple[Answer, ...] = ()
    hints: tuple[str, ...] = ()
    rule: Rule = field(default_factory=Rule)
    random: Callable[[np.random.Generator], Mapping[str, Any]] | None = None
    sheets: tuple[Worksheet, ...] = ()

    @property
    def points(self) -> int:
        """The sum of the parts' points."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric: what is looked for, and its points."""

    title: str
    points: int
    looks_for: str


@dataclass(frozen=True)
class Written:
    """A written answer, marked by the teacher with a rubric."""

    name: str
    title: str
    rubric: tuple[Criterion, ...]

    @property
    def points(self) -> int:
        """The sum of the criteria's points."""
        return sum(criterion.points for criterion in self.rubric)


@dataclass(frozen=True)
class Lesson:
    """One lesson = one nbgrader assignment. ``files`` are the file names that learners may hand in."""

    id: str
    title: str
    datasets: tuple[str, ...]
    exercises: tuple[Exercise, ...]
    written: tuple[Written, ...] = ()
    files: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The two digits that the lesson's id begins with."""
        return self.id.split("_", 1)[0]
