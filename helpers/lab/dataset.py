"""Finding the lesson's data, wherever the notebook was opened."""

from __future__ import annotations

from pathlib import Path

from helpers.errors import WorkbookError

REPOSITORY = Path(__file__).resolve().parents[2]


def dataset(name: str) -> Path:
    """Return the path of a data file: beside the notebook, else in the repository's ``datasets/``.

    Raises WorkbookError (in Chinese) where there is none.
    """
    for folder in (Path.cwd(), REPOSITORY / "datasets"):
        path = folder / Path(name).name
        if path.is_file():
            return path
    raise WorkbookError(
        f"找不到数据文件 {name}：它应当和这本笔记放在同一个文件夹里，请从老师发的文件夹重新复制一份。"
    )
