"""Reading what a learner handed in: cells as plain strings, allow-listed files as bytes.

The notebook is read as JSON by hand, not through nbformat: a wrong version, a missing key or a stray
type must cost nobody anything. Only cell kind, source, ids and ``grade_id`` are taken over.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_NOTEBOOK = 30_000_000  # bytes
MAX_FILE = 20_000_000  # bytes
MAX_CELLS = 2_000
MAX_SOURCE = 200_000  # characters of one cell
MAX_TEXT = 2_000_000  # characters of all cells; the longest lesson has 50,000
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")


@dataclass(frozen=True)
class LearnerCell:
    """One cell as handed in. Empty strings where an id is missing."""

    kind: str  # "code" or "markdown"
    source: str
    cell_id: str = ""
    grade_id: str = ""


@dataclass
class Submission:
    """What one learner handed in for one lesson.

    ``problem`` is a Chinese sentence where the notebook could not be read at all; ``cells`` is empty
    then. ``raw`` are the bytes read, for the key under which marks are kept.
    """

    cells: list[LearnerCell] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    repairs: list[str] = field(default_factory=list)
    problem: str = ""
    raw: bytes = b""


def read_submission(folder: Path, notebook: str, allowed: Sequence[str]) -> Submission:
    """Read ``folder/notebook`` and the ``allowed`` files beside it. Never raises for their content."""
    found = Submission()
    for name in allowed:
        data, problem = _read_file(folder / name, MAX_FILE)
        if data is not None:
            found.files[name] = data
        elif problem:
            found.repairs.append(problem)
    data, problem = _read_file(folder / notebook, MAX_NOTEBOOK)
    if data is None:
        found.problem = problem or f"没有找到笔记 {notebook}，请让学生重新提交。"
        return found
    found.raw = data
    _parse(data, found)
    return found


def _read_file(path: Path, cap: int) -> tuple[bytes | None, str]:
    """Read a regular file without following a link; a Chinese sentence where it cannot be taken."""
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_BINARY", 0)
        | getattr(os, "O_NONBLOCK", 0)
    )
    try:
        handle = os.open(path, flags)
    except FileNotFoundError:
        return None, ""
    except OSError:
        return None, f"{path.name} 是链接或打不开，没有读取。"
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return None, f"{path.name} 不是普通文件，没有读取。"
    with os.fdopen(handle, "rb") as file:
        data = file.read(cap + 1)
    if len(data) > cap:
        return (
            None,
            f"{path.name} 超过 {cap // 1_000_000} MB，没有读取；请让学生清除输出后重新提交。",
        )
    return data, ""


def _parse(data: bytes, found: Submission) -> None:
    text = _decode(data)
    try:
        content = json.loads(text) if text is not None else None
    except (ValueError, RecursionError):
        content = None
    cells = _cell_list(content)
    if cells is None:
        found.problem = "笔记文件已损坏，读不出来：请让学生在 JupyterLab 里重新保存后再交一次。"
        return
    _take(cells, found)


def _take(cells: list[Any], found: Submission) -> None:
    odd = cut = 0
    left = MAX_TEXT
    for cell in cells[:MAX_CELLS]:
        taken = _cell(cell)
        if taken is None or len(taken.source) > left:
            odd += 1
            continue
        left -= len(taken.source)
        cut += len(taken.source) >= MAX_SOURCE
        found.cells.append(taken)
    if len(cells) > MAX_CELLS:
        found.repairs.append(f"笔记有 {len(cells)} 个单元格，只读了前 {MAX_CELLS} 个。")
    if odd:
        found.repairs.append(f"有 {odd} 个单元格的格式不对或者太长，跳过了。")
    if cut:
        found.repairs.append(f"有 {cut} 个单元格太长，各只读了前 {MAX_SOURCE} 个字符。")


def _decode(data: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if text.lstrip().startswith("{"):
            return text
    return None


def _cell_list(content: Any) -> list[Any] | None:
    """The cells of a notebook in format 4 (``cells``) or 3 (``worksheets``)."""
    if not isinstance(content, dict):
        return None
    if isinstance(content.get("cells"), list):
        return list(content["cells"])
    sheets = content.get("worksheets")
    if isinstance(sheets, list) and sheets and isinstance(sheets[0], dict):
        cells = sheets[0].get("cells")
        return list(cells) if isinstance(cells, list) else None
    return None


def _cell(cell: Any) -> LearnerCell | None:
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return None
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    kind = "code" if cell.get("cell_type") == "code" else "markdown"
    # lone surrogates cannot be written as UTF-8 later
    source = source.encode("utf-8", "replace").decode("utf-8")
    return LearnerCell(kind, source[:MAX_SOURCE], _text(cell.get("id")), _text(grade_id))


def _text(value: Any) -> str:
    return value[:200] if isinstance(value, str) else ""
