"""The learner's working folder: the newest lesson, never at the cost of the learner's work."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading import lab
from grading.lab import STATE_NAME, WorkFolder
from helpers.exercises.catalog import lessons
from tests.cli.support import workbook

NAME = "03_old_customers/03_old_customers.ipynb"


def put(folder: Path, content: bytes) -> list[str]:
    """Put one version as one run of the command does."""
    work = WorkFolder(folder)
    work.put(NAME, content)
    work.save()
    return work.said


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.suffix == ".ipynb"}


def test_the_first_time_the_file_is_put(tmp_path: Path) -> None:
    assert "已放好" in put(tmp_path, b"one")[0]
    assert (tmp_path / NAME).read_bytes() == b"one"


def test_the_same_version_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / NAME).write_bytes(b"one and my answers")
    assert put(tmp_path, b"one") == []
    assert files(tmp_path) == {"03_old_customers.ipynb": b"one and my answers"}


def test_an_untouched_file_is_renewed(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    assert "已更新" in put(tmp_path, b"two")[0]
    assert files(tmp_path) == {"03_old_customers.ipynb": b"two"}


def notebook(text: str, **more: object) -> bytes:
    cell = {"cell_type": "code", "source": text, "outputs": [], "metadata": {}, **more}
    return json.dumps({"cells": [cell], "metadata": {}}).encode()


def test_a_notebook_that_was_only_opened_is_renewed(tmp_path: Path) -> None:
    put(tmp_path, notebook("1 + 1\n2"))
    opened = json.loads(notebook("1 + 1\n2", source=["1 + 1\n", "2"], execution_count=None))
    opened["metadata"] = {"language_info": {"name": "python"}}
    (tmp_path / NAME).write_text(json.dumps(opened, indent=1))
    assert "已更新" in put(tmp_path, notebook("3"))[0]


@pytest.mark.parametrize(
    "mine", [notebook("1 + 2"), notebook("1 + 1", outputs=[{"text": "2"}]), b"{", b'{"cells": 1}']
)
def test_a_notebook_with_texts_or_outputs_of_the_learner_is_kept(
    tmp_path: Path, mine: bytes
) -> None:
    put(tmp_path, notebook("1 + 1"))
    (tmp_path / NAME).write_bytes(mine)
    put(tmp_path, notebook("3"))
    assert (tmp_path / NAME).read_bytes() == mine


def test_a_new_version_goes_beside_the_learners_work_once(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / NAME).write_bytes(b"mine")
    (said,) = put(tmp_path, b"two")
    assert "03_old_customers（新版）.ipynb" in said
    assert put(tmp_path, b"two") == []
    assert "（新版2）" in put(tmp_path, b"three")[0]
    assert files(tmp_path) == {
        "03_old_customers.ipynb": b"mine",
        "03_old_customers（新版）.ipynb": b"two",
        "03_old_customers（新版2）.ipynb": b"three",
    }


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    put(tmp_path, b"one")
    (tmp_path / NAME).unlink()
    put(tmp_path, b"one")
    assert (tmp_path / NAME).read_bytes() == b"one"


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"placed": 3}', '{"placed": {}}'])
def test_a_broken_state_file_costs_no_work(tmp_path: Path, broken: str) -> None:
    put(tmp_path, b"one")
    (tmp_path / NAME).write_bytes(b"mine")
    (tmp_path / STATE_NAME).write_text(broken)
    put(tmp_path, b"two")
    assert (tmp_path / NAME).read_bytes() == b"mine"


@given(st.lists(st.one_of(st.integers(0, 3), st.text("xy", max_size=2)), max_size=12))
def test_no_work_is_ever_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int | str]
) -> None:
    """Numbers are releases, texts are what the learner writes into the file."""
    folder, written = tmp_path_factory.mktemp("work"), set()
    put(folder, b"release 0")
    for step in steps:
        if isinstance(step, int):
            put(folder, b"release %d" % step)
        else:
            (folder / NAME).write_bytes(b"mine " + step.encode())
            written = {b"mine " + step.encode()}
        assert written <= set(files(folder).values())
        newest = [step for step in steps if isinstance(step, int)]
    if steps and newest and isinstance(steps[-1], int) and not written:
        assert (folder / NAME).read_bytes() == b"release %d" % newest[-1]


def test_every_lesson_comes_released_with_its_data(tmp_path: Path) -> None:
    done = workbook("lab", "--prepare", "--folder", str(tmp_path / "我的 作业"))
    assert done.returncode == 0, done.stderr
    for lesson in lessons():
        folder = tmp_path / "我的 作业" / lesson.id
        notebook = nbformat.read(folder / f"{lesson.id}.ipynb", as_version=4)
        assert notebook.cells
        assert not any("BEGIN SOLUTION" in cell.source for cell in notebook.cells)
        for name in lesson.datasets:
            assert (folder / name).read_bytes() == (lab.ROOT / "datasets" / name).read_bytes()
    again = workbook("lab", "--prepare", "--folder", str(tmp_path / "我的 作业"))
    assert again.stdout == ""


def test_a_folder_that_cannot_be_made_gets_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = workbook("lab", "--prepare", "--folder", str(tmp_path / "file" / "work"))
    assert done.returncode == 1
    assert "--folder" in done.stderr
    assert len(done.stderr.splitlines()) == 1
