"""CI, pre-commit and the rules for files, each tried where it can be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.setup.support import ROOT

INSTALL = "bubblewrap chromium libreoffice-calc-nogui"


def test_ci_ends_with_the_command_for_everybody() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert script.rstrip().splitlines()[-1] == "python3 start.py test"
    assert subprocess.run(["bash", "-n", str(ROOT / ".ci" / "run")]).returncode == 0


def test_ci_installs_what_contributors_are_told_to_install() -> None:
    assert INSTALL in (ROOT / ".ci" / "run").read_text("utf-8")
    assert INSTALL in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_scripts_keep_unix_line_ends_everywhere() -> None:
    names = ["start.py", ".ci/run", "binder/postBuild", "notebooks/x.ipynb", "requirements.lock"]
    asked = ["git", "check-attr", "eol", *names]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git clone")
    assert done.stdout.count("eol: lf") == len(names)


def test_what_a_person_makes_here_is_ignored() -> None:
    names = [".venv/x", ".venv.lock", "work/x", "grading/course/x", "grading/demo-course/x"]
    done = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 128:
        pytest.skip("not a git clone")
    assert done.stdout.split() == names


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A git repository with our hooks, a Python where they expect it, and one staged notebook."""
    (tmp_path / ".pre-commit-config.yaml").write_bytes(
        (ROOT / ".pre-commit-config.yaml").read_bytes()
    )
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    cell = new_code_cell(
        "print( 1 )", outputs=[new_output("stream", text="1\n")], execution_count=1
    )
    nbformat.write(new_notebook(cells=[cell]), tmp_path / "lesson.ipynb")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "lesson.ipynb"], cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.slow
def test_hooks_strip_and_format_a_notebook_and_then_pass(clone: Path) -> None:
    before = nbformat.read(clone / "lesson.ipynb", as_version=4)
    command = [sys.executable, "-m", "pre_commit", "run"]
    first = subprocess.run(command, cwd=clone, capture_output=True, text=True)
    assert first.returncode == 1, first.stdout  # it mended something, so the commit stops
    after = nbformat.read(clone / "lesson.ipynb", as_version=4)
    assert after.cells[0].outputs == []
    assert after.cells[0].source == "print(1)"
    assert after.cells[0].id == before.cells[0].id
    subprocess.run(["git", "add", "lesson.ipynb"], cwd=clone, check=True)
    second = subprocess.run(command, cwd=clone, capture_output=True, text=True)
    assert second.returncode == 0, second.stdout


@pytest.mark.parametrize(
    "path", sorted((ROOT / "notebooks").rglob("*.ipynb")), ids=lambda p: p.stem
)
def test_notebooks_are_kept_clean(path: Path) -> None:
    command = [sys.executable, "-m", "nbstripout", "--keep-id", "--verify", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
