"""``workbook test`` in small projects of its own: each part's failure shows in the exit status."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = pytest.mark.slow
GOOD_TEST = '"""Tests."""\n\n\ndef test_one() -> None:\n    assert 1 + 1 == 2\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which everything is right."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.mypy]\nfiles = ["tests"]\n[tool.pytest.ini_options]\ntestpaths = ["tests"]\n'
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text(GOOD_TEST)
    write_notebook(tmp_path, "1 + 1")
    return tmp_path


def write_notebook(project: Path, source: str) -> None:
    (project / "notebooks").mkdir(exist_ok=True)
    nbformat.write(
        new_notebook(cells=[new_code_cell(source, id="one")]), project / "notebooks" / "a.ipynb"
    )


def run(project: Path, *arguments: str) -> tuple[int, str]:
    code = (
        "import sys; from pathlib import Path; from grading.cli.suite import run_suite;"
        "sys.exit(run_suite(Path(sys.argv[1]), sys.argv[2:]))"
    )
    command = [sys.executable, "-c", code, str(project), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    return done.returncode, done.stdout


def test_all_is_well_and_pytest_has_the_last_word(project: Path) -> None:
    status, printed = run(project)
    assert status == 0, printed
    assert "2 passed" in printed.strip().splitlines()[-1]  # a test and a cell of the notebook


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tests/test_two.py", "def test_two() -> None:\n    assert 1 + 1 == 3\n"),
        ("tests/unused.py", "import os\n"),
        ("tests/format.py", "X = {  'a':1 }\n"),
        ("tests/typed.py", "X: int = 'one'\n"),
    ],
)
def test_one_fault_anywhere_fails_the_whole(project: Path, name: str, content: str) -> None:
    (project / name).write_text(content)
    status, printed = run(project)
    assert status != 0
    assert "passed" in printed.strip().splitlines()[-1], "the parts after the fault still run"


def test_a_lesson_that_raises_fails_the_whole(project: Path) -> None:
    write_notebook(project, "1 / 0")
    assert run(project)[0] != 0


def test_arguments_go_to_pytest_alone(project: Path) -> None:
    (project / "tests" / "unused.py").write_text("import os\n")
    status, printed = run(project, "tests", "-k", "one")
    assert status == 0
    assert "1 passed" in printed
    assert "ruff" not in printed
