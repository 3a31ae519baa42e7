"""Which cells a class may share: those that do the same each time, and no others."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from grading.execution.repeatable import is_repeatable
from grading.rebuild import is_locked
from helpers.exercises import catalog

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


@pytest.mark.parametrize(
    "source",
    [
        "import random\nrandom.random()", "import time", "from datetime import datetime", "import os",
        "import numpy as np\nnp.random.rand(3)", "table.sample(3)", "pd.Timestamp.now()",
        "pd.Timestamp.today()", "input()", "open('x')", "%matplotlib inline", "!ls", "x = [",
        "while True:\n    pass", "table.to_excel('a.xlsx')", "table.to_csv('a.csv')",
        "fig.savefig('a.png')", "().__class__", "check('a')", "get_ipython()", "await f()",
        "from helpers.exercises import catalog", "from . import x", "import pandas.io.sql",
        "exec('1')", "with open('x') as f:\n    pass", "id(x)", "hash('a')",
    ],
)  # fmt: skip
def test_chance_clock_input_and_files_are_not_shared(source: str) -> None:
    assert not is_repeatable(source)


def test_what_lessons_begin_with_is_shared() -> None:
    for lesson in catalog.lessons():
        notebook = nbformat.read(NOTEBOOKS / lesson.id / f"{lesson.id}.ipynb", 4)
        first = next(cell for cell in notebook.cells if cell.cell_type == "code")
        assert is_locked(first) and is_repeatable(first.source), lesson.id
