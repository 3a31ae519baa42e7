"""Intake of zips: as hurried teachers make them, as Chinese Windows names them, and hostile ones."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from taking import LESSON, NOON, put, taken, timestamp

import grading.boundary.archive as archive
from grading.course import Course
from grading.intake import collect
from helpers.errors import WorkbookError


@pytest.fixture(autouse=True)
def small_lesson(write_lesson: Callable[..., str]) -> None:
    """Every test here collects the small lesson."""


def add(zipped: zipfile.ZipFile, name: str, text: str = "笔记", moment: tuple = NOON) -> None:
    zipped.writestr(zipfile.ZipInfo(name, moment), text)


def test_a_zip_works_like_a_folder(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "作业.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        add(zipped, f"作业/20190101李明/{LESSON}.ipynb")
        add(zipped, "作业/20190101李明/统计表.xlsx", "表")
        add(zipped, "__MACOSX/作业/20190101李明/._97_small.ipynb", "垃圾")
        add(zipped, "作业\\王芳.ipynb", moment=(1980, 0, 0, 0, 0, 0))
    report = collect(course, LESSON, path)
    assert report.accepted == ["20190101李明", "王芳"]
    assert report.problems == report.ignored == []
    assert taken(course, "20190101李明", "统计表.xlsx") == "表"
    assert timestamp(course, "20190101李明") == datetime(*NOON).astimezone(UTC)


@pytest.mark.parametrize("name", ["李明", "誠信", "朶琝", "陳淑娟"])  # 誠, 朶, 琝 end in 0x5C
def test_names_in_a_zip_made_by_chinese_windows(course: Course, tmp_path: Path, name: str) -> None:
    path = tmp_path / "作业.zip"
    raw = f"高一班/{name}.ipynb".encode("gbk")
    with zipfile.ZipFile(path, "w") as zipped:
        add(zipped, "x" * len(raw))
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert collect(course, LESSON, path).accepted == [name]


def test_a_hostile_zip_writes_nothing_outside_and_the_rest_is_taken(
    course: Course, tmp_path: Path
) -> None:
    path = tmp_path / "作业.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name in ("../甲.ipynb", "a/../../乙.ipynb", "/tmp/丙.ipynb", "C:\\丁.ipynb"):
            add(zipped, name)
        link = zipfile.ZipInfo("戊.ipynb", NOON)
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        zipped.writestr(link, "/etc/passwd")
        add(zipped, "王芳.ipynb")
        bomb = zipfile.ZipInfo("己.ipynb", NOON)
        bomb.compress_type = zipfile.ZIP_DEFLATED
        zipped.writestr(bomb, b"\0" * 20_000_000)
    outside = set(tmp_path.iterdir())
    report = collect(course, LESSON, path)
    assert report.accepted == ["王芳"]
    assert len(report.problems) == 6
    assert set(tmp_path.iterdir()) == outside


def test_a_member_that_lies_about_its_size_is_not_read_beyond_the_cap(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", 1000)
    path = tmp_path / "作业.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        add(zipped, "李明.ipynb", "x" * 5000)
        add(zipped, "王芳.ipynb", "ok")
    data = path.read_bytes().replace(struct.pack("<II", 5000, 5000), struct.pack("<II", 5000, 10))
    path.write_bytes(data)
    assert collect(course, LESSON, path).accepted == ["王芳"]


def test_a_damaged_member_is_named(course: Course, tmp_path: Path) -> None:
    path = tmp_path / "作业.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        add(zipped, "李明.ipynb", "damaged-content")
        add(zipped, "王芳.ipynb")
    path.write_bytes(path.read_bytes().replace(b"damaged-content", b"DAMAGED-content"))
    report = collect(course, LESSON, path)
    assert report.accepted == ["王芳"]
    assert "已损坏" in report.problems[0]


def test_too_much_is_refused_as_a_whole(
    course: Course, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 2)
    path = tmp_path / "作业.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for student in "甲乙丙":
            add(zipped, f"{student}.ipynb")
            put(inbox, f"{student}.ipynb")
    for source in (path, inbox):
        with pytest.raises(WorkbookError, match="太多或太大"):
            collect(course, LESSON, source)
    assert list(course.submitted.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"Rar!\x1a\x07", b"PK\x03\x04 broken"])
def test_what_is_no_zip_is_explained(course: Course, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "作业.zip"
    path.write_bytes(content)
    with pytest.raises(WorkbookError, match="不是能打开的 zip"):
        collect(course, LESSON, path)
