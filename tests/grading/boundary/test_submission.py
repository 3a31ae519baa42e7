"""Reading a handed-in notebook: whatever it holds, it gives plain cells or one clear sentence."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.boundary import submission
from grading.boundary.submission import LearnerCell, Submission, read_submission

NAME, FILE = "97_small.ipynb", "统计表.xlsx"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=25,
)
KEYS = ["cells", "cell_type", "source", "metadata", "id", "nbgrader", "grade_id", "worksheets"]
NOTEBOOKISH = st.recursive(
    JSON, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner)
)


def code(source: Any, grade_id: Any = "double", **more: Any) -> dict[str, Any]:
    tagged = {"nbgrader": {"grade_id": grade_id, "solution": True, "schema_version": 3}}
    return {"cell_type": "code", "id": "c1", "metadata": tagged, "source": source} | more


def notebook(*cells: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def read(folder: Path, content: Any) -> Submission:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / NAME).write_bytes(data)
    return read_submission(folder, NAME, [FILE])


def check_plain(found: Submission) -> None:
    """What may leave the door: strings of capped length that can be written as UTF-8."""
    assert bool(found.problem) <= (found.cells == [])
    for cell in found.cells:
        assert cell.kind in {"code", "markdown"}
        assert len(cell.source) <= submission.MAX_SOURCE
        assert all(isinstance(text, str) for text in (cell.source, cell.cell_id, cell.grade_id))
        cell.source.encode()
    "".join([found.problem, *found.repairs]).encode()


def test_a_usual_notebook_gives_its_cells(tmp_path: Path) -> None:
    text = {"cell_type": "markdown", "metadata": {}, "source": ["# 一\n", "二"]}
    found = read(tmp_path, notebook(code("x = 1"), text))
    assert found.cells == [
        LearnerCell("code", "x = 1", "c1", "double"),
        LearnerCell("markdown", "# 一\n二"),
    ]
    assert (found.problem, found.repairs, found.files) == ("", [], {})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_windows_encodings_and_line_ends_do_not_matter(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    text = json.dumps(notebook(code("名 = '老客户'\n数 = 1")), ensure_ascii=False, indent=1)
    found = read(tmp_path, text.replace("\n", newline).encode(encoding))
    assert [cell.source for cell in found.cells] == ["名 = '老客户'\n数 = 1"]
    assert found.problem == ""


def test_format_3_is_read(tmp_path: Path) -> None:
    old = {"cell_type": "code", "input": ["a = 1\n", "b"], "language": "python", "outputs": []}
    found = read(tmp_path, {"worksheets": [{"cells": [old]}], "nbformat": 3, "nbformat_minor": 0})
    assert found.cells == [LearnerCell("code", "a = 1\nb")]


@pytest.mark.parametrize("version", ["four", None, -1, 99, [], {"a": 1}])
def test_nonsense_in_version_and_schema_costs_nothing(tmp_path: Path, version: Any) -> None:
    cell = code("x = 1")
    cell["metadata"]["nbgrader"]["schema_version"] = version
    book = notebook(cell) | {"nbformat": version, "nbformat_minor": version, "metadata": version}
    assert read(tmp_path, book).cells == [LearnerCell("code", "x = 1", "c1", "double")]


@pytest.mark.parametrize("strange", [None, 7, [], {}, ["a", 1], True, {"grade_id": "x"}])
def test_wrong_types_in_a_cell_leave_its_neighbours(tmp_path: Path, strange: Any) -> None:
    cells = [
        strange,
        code(strange),
        code("x", strange),
        code("x", id=strange),
        code("x", metadata=strange),
        code("x", metadata={"nbgrader": strange}),
        code("x", cell_type=strange),
    ]
    found = read(tmp_path, notebook(*cells, code("good = 1")))
    check_plain(found)
    assert found.cells[-1] == LearnerCell("code", "good = 1", "c1", "double")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"PK\x03\x04" + bytes(100),
        b'{"cells": 3}',
        b'{"worksheets": [3]}',
        b'{"worksheets": []}',
        b'{"cells": [' * 200_000,
        b'{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"a": ' + b"9" * 10_000 + b', "cells": []}',
    ],
    ids=lambda content: repr(content[:25]),
)
def test_what_is_no_notebook_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    assert "已损坏" in found.problem
    assert found.cells == []
    assert found.raw == content


def test_nothing_handed_in_is_said_so(tmp_path: Path) -> None:
    assert "没有找到笔记" in read_submission(tmp_path / "absent", NAME, [FILE]).problem


def test_lone_surrogates_do_not_come_through(tmp_path: Path) -> None:
    found = read(tmp_path, notebook(code("x = '\ud800'"), code("y", "\udfff", id="\ud800")))
    check_plain(found)
    assert found.cells[0].source == "x = '?'"


def test_too_many_and_too_long_cells_are_cut_and_told(tmp_path: Path) -> None:
    many = [code("x")] * (submission.MAX_CELLS + 5)
    found = read(tmp_path, notebook(code("y" * (submission.MAX_SOURCE + 1)), *many))
    assert len(found.cells) == submission.MAX_CELLS
    assert len(found.cells[0].source) == submission.MAX_SOURCE
    assert len(found.repairs) == 2


def test_a_notebook_that_would_be_read_for_minutes_is_not_read_whole(tmp_path: Path) -> None:
    """Every cell is parsed, outside the sandbox: an answer at the end counts all the same."""
    long = code("y" * (submission.MAX_SOURCE - 1))
    found = read(tmp_path, notebook(*[long] * 50, code("x = 1")))
    assert sum(len(cell.source) for cell in found.cells) <= submission.MAX_TEXT
    assert found.cells[-1].source == "x = 1"
    assert found.repairs == ["有 40 个单元格的格式不对或者太长，跳过了。"]


@pytest.mark.parametrize("name", [NAME, FILE])
def test_links_are_refused(tmp_path: Path, name: str) -> None:
    secret = tmp_path / "gradebook.db"
    secret.write_bytes(json.dumps(notebook(code("secret"))).encode())
    folder = tmp_path / "in"
    folder.mkdir()
    read(folder, notebook(code("x")))
    (folder / name).unlink(missing_ok=True)
    (folder / name).symlink_to(secret)
    found = read_submission(folder, NAME, [FILE])
    assert any("链接" in text for text in [found.problem, *found.repairs])
    assert found.files == {}
    assert all(cell.source != "secret" for cell in found.cells)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("make", ["mkfifo", "mkdir"])
@pytest.mark.parametrize("name", [NAME, FILE])
def test_pipes_and_folders_are_refused_without_waiting(
    tmp_path: Path, make: str, name: str
) -> None:
    if name == FILE:
        read(tmp_path, notebook(code("x")))
    getattr(os, make)(tmp_path / name)
    found = read_submission(tmp_path, NAME, [FILE])
    assert any(name in text and "没有读取" in text for text in [found.problem, *found.repairs])
    assert found.files == {}
    assert (found.problem == "") == (name == FILE)


def test_only_listed_files_within_the_cap_come_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submission, "MAX_FILE", 100)
    (tmp_path / FILE).write_bytes(b"x" * 100)
    (tmp_path / "other.xlsx").write_bytes(b"y")
    assert read(tmp_path, notebook()).files == {FILE: b"x" * 100}
    (tmp_path / FILE).write_bytes(b"x" * 101)
    found = read(tmp_path, notebook())
    assert found.files == {}
    assert "超过" in found.repairs[0]


def test_a_huge_notebook_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / NAME).open("wb") as file:
        file.truncate(submission.MAX_NOTEBOOK + 1)  # sparse: takes no room on the disk
    found = read_submission(tmp_path, NAME, [])
    assert "超过 30 MB" in found.problem
    assert found.raw == b""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(content=JSON | NOTEBOOKISH | st.lists(NOTEBOOKISH).map(lambda cells: {"cells": cells}))
def test_no_json_raises(tmp_path: Path, content: Any) -> None:
    check_plain(read(tmp_path, content))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200), start=st.sampled_from([b"", b"{", b"\xef\xbb\xbf{"]))
def test_no_bytes_raise(tmp_path: Path, start: bytes, content: bytes) -> None:
    check_plain(read(tmp_path, start + content))
