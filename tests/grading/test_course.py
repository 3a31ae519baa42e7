"""Course folders: made once, kept as they are, private where it matters."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from grading.bridge.calls import course_config
from grading.course import Course
from helpers.errors import WorkbookError


def test_creating_twice_keeps_seed_and_the_teachers_settings(tmp_path: Path) -> None:
    course = Course.create(tmp_path / "课程")
    seed = course.seed
    course.config_file.write_text(course.config_file.read_text() + "\nc.Extra.x = 1\n")
    again = Course.create(tmp_path / "课程")
    assert again == course
    assert again.seed == seed
    assert course_config(again).Extra.x == 1


def test_two_courses_have_different_seeds(tmp_path: Path) -> None:
    assert Course.create(tmp_path / "a").seed != Course.create(tmp_path / "b").seed


def test_a_fixed_seed_is_kept(tmp_path: Path) -> None:
    assert Course.create(tmp_path / "a", seed=7).seed == 7
    assert Course.open(tmp_path / "a").seed == 7


@pytest.mark.skipif(os.name == "nt", reason="file modes are a POSIX matter")
def test_seed_is_readable_by_its_owner_only(course: Course) -> None:
    assert stat.S_IMODE(course.seed_file.stat().st_mode) == 0o600


def test_a_folder_without_a_course_is_refused_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="还不是课程文件夹"):
        Course.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("")
    with pytest.raises(WorkbookError, match="不能在"):
        Course.create(tmp_path / "x")


def test_a_deleted_configuration_comes_back(course: Course) -> None:
    course.config_file.unlink()
    Course.open(course.root)
    assert course_config(course).CourseDirectory.root == str(course.root)


def test_configuration_holds_when_the_folder_is_moved(course: Course, tmp_path: Path) -> None:
    moved = Course(course.root.rename(tmp_path / "搬走"))
    assert course_config(moved).CourseDirectory.root == str(moved.root)


def test_a_mistake_in_the_configuration_is_explained(course: Course) -> None:
    course.config_file.write_text("c = get_config(\n")
    with pytest.raises(WorkbookError, match=r"课程配置.*SyntaxError"):
        course_config(course)


def test_students_are_those_who_handed_in_the_lesson(course: Course) -> None:
    for student, lesson in (("李明", "03_x"), ("王芳", "02_y"), ("安娜", "03_x")):
        folder = course.submission(student, lesson)
        folder.mkdir(parents=True)
        (folder / f"{lesson}.ipynb").write_text("")
    assert course.students("03_x") == sorted(["李明", "安娜"])
