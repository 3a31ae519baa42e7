"""Our writer leaves behind what nbgrader's Autograde does, and nothing by halves."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from fake_pipeline import grade_submission, hand_in
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from recorded import files, rows

import grading.bridge.writing
from grading.bridge.calls import course_config, run_converter
from grading.bridge.ours import is_ours
from grading.bridge.writing import Written, open_writer
from grading.course import Course
from grading.execution.unprotected import WARNING
from helpers.errors import WorkbookError

BY_FAKE = '\nc.SubmissionExporter.grader = "fake_pipeline.grade_submission"\n'
BY_FAKE += "c.SubmissionExporter.sandbox = False\n"  # it runs no code
LATE = '\nc.AssignLatePenalties.plugin_class = "teachers_own.HalfAPointADay"\n'


def write(course: Course, lesson_id: str, *students: str) -> list[Written]:
    with open_writer(course) as writer:
        return [
            writer.write(lesson_id, one, grade_submission(course, lesson_id, one, sandbox=False))
            for one in students or course.students(lesson_id)
        ]


def autograde(course: Course, lesson_id: str) -> None:
    run_converter(course, Autograde, lesson_id)


def configure(course: Course, text: str) -> None:
    with course.config_file.open("a", encoding="utf-8") as config:
        config.write(text)


def fill(course: Course, lesson_id: str) -> None:
    """A class with everything that nbgrader looks at beside the notebook."""
    timely = hand_in(course, "李明", lesson_id)
    (timely / "timestamp.txt").write_text("2026-03-01 08:00:00.000000 UTC\n")
    late = hand_in(course, "王芳 2", lesson_id, plan="晚交的策略")
    (late / "timestamp.txt").write_text("2026-03-03 08:00:00 UTC")
    (late / "small.csv").write_text("the lesson's own is put in its place")
    (late / "deep" / "er").mkdir(parents=True)
    (late / "deep" / "er" / "统计表.xlsx").write_bytes(b"any bytes")
    (late / "deep" / "other.ipynb").write_text("not copied")
    (late / "another.ipynb").write_text("not in the gradebook")
    (late / "__pycache__").mkdir()
    (late / "__pycache__" / "x.pyc").write_bytes(b"ignored")
    hand_in(course, "坏", lesson_id, "{ not json")
    hand_in(course, "a+b (1)", lesson_id, {"answers": {}, "scores": {}})
    odd = hand_in(course, "没有时间", lesson_id)
    (odd / "timestamp.txt").write_text("yesterday")
    (odd / "link.csv").symlink_to(course.config_file)


def change_after_grading(course: Course, lesson_id: str) -> None:
    """Marks by hand, two resubmissions, one of them with another answer, and a due date."""
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment(lesson_id).duedate = datetime(2026, 3, 1, 9)
        for student in ("李明", "王芳 2"):
            grade = gradebook.find_grade("plan", lesson_id, lesson_id, student)
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 4, 0.5, False
            gradebook.find_comment("plan", lesson_id, lesson_id, student).manual_comment = "具体"
        gradebook.db.commit()
    hand_in(course, "李明", lesson_id, double="def double(x):\n    return x")
    hand_in(course, "王芳 2", lesson_id, plan="又改过的策略")


@pytest.fixture
def two(course: Course, released: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Course, Course]:
    """Two courses with the same class: one for our writer, one for nbgrader."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    fill(course, released)
    other = Course(course.root.with_name("课程 B"))
    shutil.copytree(course.root, other.root, symlinks=True)
    configure(course, LATE)
    configure(other, BY_FAKE + LATE)
    return course, other


@pytest.mark.skipif(os.name == "nt", reason="links are a POSIX matter")
def test_folders_and_gradebook_are_those_of_nbgrader(
    two: tuple[Course, Course], released: str
) -> None:
    ours, nbgraders = two
    write(ours, released)
    autograde(nbgraders, released)
    assert len(rows(ours)["submissions"]) == 5
    assert rows(ours) == rows(nbgraders)
    assert files(ours.autograded) == files(nbgraders.autograded)
    assert "deep/er/统计表.xlsx" in files(ours.autograded / "王芳 2" / released)
    for course in two:
        change_after_grading(course, released)
    write(ours, released)
    autograde(nbgraders, released)
    assert rows(ours)["submissions"][f"王芳 2/{released}"]["penalty"] == 1
    assert rows(ours) == rows(nbgraders)
    assert files(ours.autograded) == files(nbgraders.autograded)
    assert not any(ours.drafts.iterdir())


BEYOND = (
    'c.Autograde.autograde_preprocessors.append("nbgrader.preprocessors.LimitOutput")',
    'c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.ClearOutput"]',
    'c.Autograde.exporter_class = "nbconvert.exporters.NotebookExporter"',
    "c.Autograde.post_convert_hook = print",
    "c.BaseConverter.pre_convert_hook = print",
    "c.NbGraderPreprocessor.enabled = False",
    'c.CourseDirectory.autograded_directory = "elsewhere"',
    'c.FilesWriter.build_directory = "elsewhere"',
)
WITHIN = (
    "c.CourseDirectory.groupshared = True",
    'c.CourseDirectory.db_url = "sqlite:///elsewhere.db"',
    "c.Autograde.permissions = 644",
    "c.SubmissionExporter.sandbox = False",
    'c.AssignLatePenalties.plugin_class = "teachers_own.HalfAPointADay"',
    "c.GenerateFeedback.post_convert_hook = print",
    "c.Exchange.root = 'exchange'",
)


@pytest.mark.parametrize("line", (*BEYOND, *WITHIN))
def test_what_a_course_sets_beyond_ours_is_noticed(course: Course, line: str) -> None:
    assert is_ours(course_config(course))
    configure(course, f"\n{line}\n")
    assert is_ours(course_config(course)) == (line in WITHIN)


def test_what_a_course_sets_beyond_ours_is_left_to_nbgrader(
    course: Course, released: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    hand_in(course, "李明", released)
    [ours] = write(course, released)
    configure(course, BY_FAKE + 'c.Autograde.post_convert_hook = "teachers_own.stamp"\n')
    configure(course, "c.SubmissionExporter.sandbox = True\n")  # how it was judged counts
    assert write(course, released) == [ours]
    assert WARNING in course.log_file.read_text("utf-8")
    assert (course.root / "stamp.txt").read_text() == f"李明 {released}"


@pytest.mark.skipif(os.name == "nt", reason="permissions are a POSIX matter")
def test_files_of_a_shared_course_are_those_of_nbgrader(
    two: tuple[Course, Course], released: str
) -> None:
    for course in two:
        configure(course, "\nc.CourseDirectory.groupshared = True\n")
        course.autograded.mkdir()
        course.autograded.chmod(
            0o2775
        )  # what nbgrader does to it, but after the first learner only
    write(two[0], released)
    autograde(two[1], released)
    assert files(two[0].autograded) == files(two[1].autograded)
    [folder] = {path.stat().st_mode for path in two[0].autograded.glob(f"*/{released}")}
    assert folder & 0o2770 == 0o2770


def test_work_that_is_marked_otherwise_is_told(course: Course, released: str) -> None:
    usual = {"answers": {"double": "x"}, "scores": {"check_double": 3, "check_twice": 1}}
    for scores, changed in [
        ({"check_double": 3, "check_twice": 1}, {}),
        ({"check_double": 4, "check_twice": 1}, {"check_double": (3, 4)}),
        ({"check_double": 4, "check_twice": 1}, {}),
        ({"check_double": 0, "check_twice": 2}, {"check_double": (4, 0), "check_twice": (1, 2)}),
    ]:
        hand_in(course, "李明", released, usual | {"scores": scores})
        [written] = write(course, released)
        assert written.changed == changed
    # the fake pipeline takes the answers for the work
    hand_in(course, "李明", released, {"answers": {"double": "y"}, "scores": {"check_double": 2}})
    assert write(course, released)[0].changed == {}


def test_an_error_in_the_middle_leaves_everything_as_it_was(
    course: Course, released: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "李明", released)
    write(course, released)
    before = rows(course), files(course.autograded), files(course.private / "answers")
    hand_in(course, "李明", released, plan="改过的")
    graded = grade_submission(course, released, "李明")
    graded.scores.pop("check_twice")
    with open_writer(course) as writer, pytest.raises(KeyError):
        writer.write(released, "李明", graded)
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    configure(course, '\nc.AssignLatePenalties.plugin_class = "teachers_own.Broken"\n')
    (course.submission("李明", released) / "timestamp.txt").write_text("2027-01-01 00:00:00 UTC")
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_assignment(released).duedate = datetime(2026, 1, 1)
        gradebook.db.commit()
    with pytest.raises(ZeroDivisionError):
        write(course, released)
    assert (rows(course), files(course.autograded), files(course.private / "answers")) == before
    assert not any(course.drafts.iterdir())


def test_a_locked_gradebook_is_waited_for(
    course: Course, released: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(course, "李明", released)
    monkeypatch.setattr(grading.bridge.writing, "TRIES", 1)
    with open_writer(course) as writer:
        graded = grade_submission(course, released, "李明")
        with closing(sqlite3.connect(course.gradebook)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(WorkbookError, match="被别的程序占用"):
                writer.write(released, "李明", graded)
        assert not (course.autograded / "李明").exists()
        assert writer.write(released, "李明", graded).score == 3.5


def test_no_lock_is_held_between_two_submissions(course: Course, released: str) -> None:
    hand_in(course, "李明", released)
    with open_writer(course) as writer:
        writer.write(released, "李明", grade_submission(course, released, "李明"))
        with closing(sqlite3.connect(course.gradebook, timeout=0)) as other:
            other.execute("BEGIN EXCLUSIVE")


def test_the_gradebook_is_where_the_course_says(
    course: Course, released: str, write_lesson: Callable[..., str], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.db"
    shutil.move(course.gradebook, elsewhere)
    configure(course, f'\nc.CourseDirectory.db_url = "sqlite:///{elsewhere.as_posix()}"\n')
    hand_in(course, "李明", released)
    write(course, released)
    assert not course.gradebook.exists()
    with Gradebook(f"sqlite:///{elsewhere}") as gradebook:
        assert gradebook.find_submission_notebook(released, released, "李明").score == 3.5
