"""Finding the lesson's data: beside the notebook first, then in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.errors import WorkbookError
from helpers.exercises.catalog import lessons
from helpers.lab.dataset import REPOSITORY, dataset

FILES = sorted({name for lesson in lessons() for name in lesson.datasets})


@pytest.fixture(autouse=True)
def _beside_the_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_the_data_of_every_lesson_are_found(name: str) -> None:
    assert dataset(name) == REPOSITORY / "datasets" / name
    assert dataset(name).stat().st_size > 0


def test_the_file_beside_the_notebook_goes_first(tmp_path: Path) -> None:
    (tmp_path / FILES[0]).write_text("学生自己的", "utf-8")
    assert dataset(FILES[0]) == tmp_path / FILES[0]


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / FILES[0]).mkdir()
    assert dataset(FILES[0]) == REPOSITORY / "datasets" / FILES[0]


def test_only_the_name_counts(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("a", "utf-8")
    assert dataset("datasets/mine.csv") == tmp_path / "mine.csv"
    with pytest.raises(WorkbookError):
        dataset(f"../{tmp_path.name}/other.csv")


@pytest.mark.parametrize("name", ["没有.csv", "trades_2019_09.csv", ""])
def test_a_missing_file_is_named_in_chinese(name: str) -> None:
    with pytest.raises(WorkbookError, match=rf"找不到数据文件 {name}：.*同一个文件夹"):
        dataset(name)
