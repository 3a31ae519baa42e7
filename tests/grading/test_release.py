"""Release: what learners get, and what the gradebook knows of it."""

from __future__ import annotations

from collections.abc import Callable

import nbformat
import pytest
from nbgrader import utils
from nbgrader.api import Gradebook

import grading.release
from grading.course import Course
from grading.release import release, released_notebook
from helpers.errors import WorkbookError


def cells_by_id(notebook: nbformat.NotebookNode) -> dict[str, nbformat.NotebookNode]:
    return {c.metadata.nbgrader.grade_id: c for c in notebook.cells if "nbgrader" in c.metadata}


def grade_cells(course: Course, lesson_id: str) -> dict[str, float]:
    with Gradebook(course.db_url) as gradebook:
        notebook = gradebook.find_notebook(lesson_id, lesson_id)
        return {cell.name: cell.max_score for cell in notebook.grade_cells}


def test_solutions_become_a_stub_that_runs(write_lesson: Callable[..., str]) -> None:
    cells = cells_by_id(released_notebook(write_lesson()))
    assert cells["double"].source == "def double(x):\n    ...  # 在这里写你的代码"
    names: dict[str, Callable[[int], object]] = {}
    exec(cells["double"].source, names)
    assert names["double"](1) is None
    assert "参考答案" not in cells["plan"].source


def test_check_cells_are_locked(write_lesson: Callable[..., str]) -> None:
    cell = cells_by_id(released_notebook(write_lesson()))["check_double"]
    assert (cell.metadata.editable, cell.metadata.deletable) == (False, False)
    assert cell.source == 'check("double")'


def test_each_call_gives_a_copy_of_its_own(write_lesson: Callable[..., str]) -> None:
    lesson_id = write_lesson()
    released_notebook(lesson_id).cells.clear()
    assert released_notebook(lesson_id).cells


def test_the_course_gets_the_notebook_in_memory_and_the_data(
    write_lesson: Callable[..., str], course: Course
) -> None:
    lesson_id = write_lesson()
    [folder] = release(course, [lesson_id])
    assert sorted(p.name for p in folder.iterdir()) == [f"{lesson_id}.ipynb", "small.csv"]
    assert nbformat.read(folder / f"{lesson_id}.ipynb", 4) == released_notebook(lesson_id)
    assert grade_cells(course, lesson_id) == {"check_double": 4, "check_twice": 2, "plan": 5}


def test_a_course_without_a_gradebook_gets_one(
    write_lesson: Callable[..., str], course: Course
) -> None:
    course.gradebook.unlink()
    release(course, [write_lesson()])
    assert course.gradebook.exists()


def test_untouched_cells_carry_the_releases_checksum(
    write_lesson: Callable[..., str], course: Course
) -> None:
    cell = cells_by_id(released_notebook(write_lesson()))["plan"]
    assert utils.compute_checksum(cell) == cell.metadata.nbgrader.checksum


def hand_in(course: Course, lesson_id: str) -> None:
    with Gradebook(course.db_url) as gradebook:
        gradebook.update_or_create_student("李明")
        gradebook.update_or_create_submission(lesson_id, "李明")
        gradebook.find_grade("check_double", lesson_id, lesson_id, "李明").manual_score = 3
        gradebook.db.commit()


def test_a_corrected_lesson_is_released_again_although_somebody_handed_in(
    write_lesson: Callable[..., str], course: Course
) -> None:
    lesson_id = write_lesson()
    release(course, [lesson_id])
    hand_in(course, lesson_id)
    release(course, [write_lesson({"double": 6, "thrice": 3})])
    assert grade_cells(course, lesson_id) == {"check_double": 6, "check_thrice": 3, "plan": 5}
    with Gradebook(course.db_url) as gradebook:
        submission = gradebook.find_submission_notebook(lesson_id, lesson_id, "李明")
        assert {grade.name for grade in submission.grades} == {
            "check_double",
            "check_thrice",
            "plan",
        }
        assert {c.name for c in submission.comments} == {"double", "thrice", "plan"}
        assert gradebook.find_grade("check_double", lesson_id, lesson_id, "李明").manual_score == 3
        assert submission.max_score == 14


def test_a_release_that_fails_leaves_everything_as_it_was(
    write_lesson: Callable[..., str], course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson_id = write_lesson()
    [folder] = release(course, [lesson_id])
    hand_in(course, lesson_id)
    before = (folder / f"{lesson_id}.ipynb").read_bytes()
    source = (course.source / lesson_id / f"{lesson_id}.ipynb").read_bytes()

    def fail(*_: object) -> None:
        raise WorkbookError("坏了")

    monkeypatch.setattr(grading.release, "release_assignment", fail)
    with pytest.raises(WorkbookError, match="坏了"):
        release(course, [write_lesson({"thrice": 3})])
    assert (folder / f"{lesson_id}.ipynb").read_bytes() == before
    assert (course.source / lesson_id / f"{lesson_id}.ipynb").read_bytes() == source
    assert grade_cells(course, lesson_id) == {"check_double": 4, "check_twice": 2, "plan": 5}
    assert {p.name for p in course.private.iterdir()} <= {"seed", "nbgrader.log"}


def test_faulty_lessons_stop_before_the_course_is_touched(
    write_lesson: Callable[..., str], course: Course
) -> None:
    lesson_id = write_lesson()
    path = grading.release.NOTEBOOKS / lesson_id / f"{lesson_id}.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("### END SOLUTION", ""), encoding="utf-8"
    )
    grading.release._released.cache_clear()
    with pytest.raises(WorkbookError, match="不能变成学生版"):
        release(course, [lesson_id])
    assert list(course.source.iterdir()) == list(course.release.iterdir()) == []
    with Gradebook(course.db_url) as gradebook:
        assert gradebook.assignments == []


def test_an_unknown_lesson_is_named(write_lesson: Callable[..., str]) -> None:
    with pytest.raises(WorkbookError, match="没有课次 99_none"):
        released_notebook("99_none")


def test_a_missing_dataset_is_named(write_lesson: Callable[..., str], course: Course) -> None:
    (grading.release.DATASETS / "small.csv").unlink()
    with pytest.raises(WorkbookError, match=r"缺少文件“small\.csv”"):
        release(course, [write_lesson()])
