"""nbgrader's Autograde with our classes: its converter, its command, formgrader's API."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from fake_pipeline import ANSWERS, hand_in
from nbgrader.api import Grade, Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde

from grading.bridge.calls import course_config, run_converter
from grading.course import Course
from grading.release import REPOSITORY
from helpers.errors import WorkbookError

HERE = Path(__file__).parents[1]  # where the fake pipeline lies


def autograde(course: Course, lesson_id: str, student: str = "*") -> None:
    run_converter(course, Autograde, lesson_id, student)


def grades(course: Course, lesson_id: str, student: str) -> dict[str, tuple[float | None, bool]]:
    with Gradebook(course.db_url) as gradebook:
        notebook = gradebook.find_submission_notebook(lesson_id, lesson_id, student)
        return {g.name: (g.score, g.needs_manual_grade) for g in notebook.grades}


def mark_by_hand(course: Course, lesson_id: str, grade_id: str, **marks: float) -> None:
    with Gradebook(course.db_url) as gradebook:
        grade: Grade = gradebook.find_grade(grade_id, lesson_id, lesson_id, "李明")
        for name, value in marks.items():
            setattr(grade, name, value)
        grade.needs_manual_grade = False
        gradebook.db.commit()


def comment(course: Course, lesson_id: str, name: str) -> str | None:
    with Gradebook(course.db_url) as gradebook:
        text: str | None = gradebook.find_comment(name, lesson_id, lesson_id, "李明").comment
        return text


EXPECTED = {"check_double": (3.5, False), "check_twice": (0, False), "plan": (0, True)}


def test_marks_come_from_the_verdicts_not_from_outputs(course: Course, lesson_id: str) -> None:
    hand_in(course, "李明", lesson_id)
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明") == EXPECTED
    path = course.autograded / "李明" / lesson_id / f"{lesson_id}.ipynb"
    assert ANSWERS["double"] in [c.source for c in nbformat.read(path, 4).cells]


def test_the_nbgrader_command_gives_the_same_marks(course: Course, lesson_id: str) -> None:
    hand_in(course, "李明", lesson_id)
    hand_in(course, "坏", lesson_id, "{ not json")
    environment = os.environ | {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(HERE), str(REPOSITORY)]),
    }
    command = [sys.executable, "-m", "nbgrader", "autograde", lesson_id]
    subprocess.run(command, cwd=course.root, env=environment, check=True, capture_output=True)
    assert grades(course, lesson_id, "李明") == EXPECTED
    assert grades(course, lesson_id, "坏")["check_double"] == (0, False)


def test_formgraders_button_gives_the_same_marks_every_time(
    course: Course, lesson_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    hand_in(course, "李明", lesson_id)
    api = NbGraderAPI(config=course_config(course))
    for _ in range(2):
        assert api.autograde(lesson_id, "李明", force=True)["success"]
        assert grades(course, lesson_id, "李明") == EXPECTED


def test_one_bad_submission_does_not_stop_the_class(course: Course, lesson_id: str) -> None:
    hand_in(course, "一", lesson_id)
    hand_in(course, "崩溃", lesson_id)
    hand_in(course, "坏", lesson_id, "\x00")
    hand_in(course, "李明", lesson_id)
    with pytest.raises(WorkbookError, match=r"nbgrader\.log"):
        autograde(course, lesson_id)
    assert "崩溃" in course.log_file.read_text("utf-8")
    assert not (course.autograded / "崩溃" / lesson_id).exists()
    for student in ("一", "李明"):
        assert grades(course, lesson_id, student) == EXPECTED
    broken = nbformat.read(course.autograded / "坏" / lesson_id / f"{lesson_id}.ipynb", 4)
    assert "文件已损坏" in broken.cells[0].source


def test_an_untouched_written_answer_gets_zero_and_says_so(course: Course, lesson_id: str) -> None:
    hand_in(course, "李明", lesson_id, {"answers": {}, "scores": {}})
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明")["plan"] == (0, False)
    assert comment(course, lesson_id, "plan") == "未作答。"
    hand_in(course, "李明", lesson_id)
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明")["plan"] == (0, True)
    assert comment(course, lesson_id, "plan") is None


def test_a_hand_given_mark_stays_while_the_answer_is_the_same(
    course: Course, lesson_id: str
) -> None:
    hand_in(course, "李明", lesson_id)
    autograde(course, lesson_id)
    mark_by_hand(course, lesson_id, "plan", manual_score=4)
    mark_by_hand(course, lesson_id, "check_double", manual_score=1)
    hand_in(course, "李明", lesson_id, twice="def twice(x):\n    return x * 2")
    autograde(course, lesson_id)
    found = grades(course, lesson_id, "李明")
    assert (found["plan"], found["check_double"]) == ((4, False), (1, False))


def test_a_hand_given_mark_goes_with_the_answer_and_is_kept_in_a_comment(
    course: Course, lesson_id: str
) -> None:
    hand_in(course, "李明", lesson_id)
    autograde(course, lesson_id)
    mark_by_hand(course, lesson_id, "plan", manual_score=4, extra_credit=0.5)
    mark_by_hand(course, lesson_id, "check_double", manual_score=1)
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_comment("plan", lesson_id, lesson_id, "李明").manual_comment = "很具体"
        gradebook.db.commit()
    hand_in(course, "李明", lesson_id, plan="改过的策略", double="def double(x):\n    return 0")
    for _ in range(2):
        autograde(course, lesson_id)
        assert grades(course, lesson_id, "李明") == EXPECTED
        text = comment(course, lesson_id, "plan")
        assert text is not None
        assert text.count("4 分") == text.count("加分 0.5 分") == text.count("很具体") == 1
        assert "1 分" in str(comment(course, lesson_id, "double"))


def test_a_mark_from_before_our_time_stays_for_the_teacher_to_look_at(
    course: Course, lesson_id: str
) -> None:
    hand_in(course, "李明", lesson_id)
    autograde(course, lesson_id)
    mark_by_hand(course, lesson_id, "plan", manual_score=4)
    (course.private / "answers" / lesson_id / "李明.json").unlink()
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明")["plan"] == (4, True)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are a POSIX matter")
def test_links_and_pipes_beside_a_notebook_are_not_followed(
    course: Course, lesson_id: str, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    folder = hand_in(course, "李明", lesson_id)
    (folder / "data.csv").symlink_to(secret)
    (folder / "deep").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明") == EXPECTED
    out = course.autograded / "李明" / lesson_id
    assert sorted(p.name for p in out.iterdir()) == [f"{lesson_id}.ipynb", "small.csv"]
    assert secret.read_text() == "secret"


@pytest.mark.parametrize("content", [b"\xff yesterday", b"yesterday", b"9" * 5_000, None])
def test_a_timestamp_that_is_none_does_not_keep_its_owner_from_being_graded(
    course: Course, lesson_id: str, content: bytes | None
) -> None:
    hand_in(course, "李明", lesson_id)
    path = course.submission("李明", lesson_id) / "timestamp.txt"
    path.unlink(missing_ok=True)
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    autograde(course, lesson_id)
    assert grades(course, lesson_id, "李明") == EXPECTED
    assert not path.exists()
