"""A class of attackers and a few honest learners: everybody gets the marks that the answers deserve."""

from __future__ import annotations

import multiprocessing
import shutil
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import psutil
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateFeedback

from grading.bridge.calls import course_config, run_converter, venv_on_path
from grading.course import Course
from grading.grade import grade
from grading.pipeline import Graded
from grading.release import REPOSITORY, release
from tests.grading.hostile.code_attacks import CHEATS
from tests.grading.hostile.file_attacks import FILES, HONEST, LINKS
from tests.grading.hostile.machine_attacks import DEATHS, OUTBREAKS
from tests.grading.hostile.support import (
    FILE,
    FULL,
    LESSON,
    Attack,
    grade_quickly,
    hand_in,
    printed,
    workbook,
)

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.slow]

CLASS = [*DEATHS, *OUTBREAKS, *CHEATS, *FILES, *LINKS, *HONEST]  # those that take longest first
each_attack = pytest.mark.parametrize("attack", CLASS, ids=lambda attack: attack.name)
# A few are graded again, each in one of the three ways: all of them come through the same pipeline.
BY_US = ("corrupt", "links-to-a-classmate", "by-hand", "prints-a-score")
BY_COMMAND = ("always-equal", "exits-in-its-cell", "tags-cells", "other-files", "nested")
BY_COMMAND += ("markup", "links-a-workbook")
BY_BUTTON = ("patches-comparisons", "deletes-checks", "not-json", "classmate")
GRADER = "tests.grading.hostile.support.grade_quickly"


@dataclass
class Results:
    """The course after grading, and what must have stayed as it was."""

    course: Course
    results: dict[str, Graded]
    listener: socket.socket


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.txt"
    secret.write_text("TEACHERS_SECRET")
    course = Course.create(folder / "course", seed=3)
    release(course, [LESSON.id])
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listener:
        patch.setenv("TEACHERS_SECRET", "TEACHERS_SECRET")
        places = {
            "@COURSE": str(course.root),
            "@REPOSITORY": str(REPOSITORY),
            "@SECRET": str(secret),
            "@HOME": str(Path.home()),
            "@PORT": str(listener.getsockname()[1]),
        }
        for attack in CLASS:
            hand_in(course, attack, places)
        _put_links(course, folder)
        yield Results(course, _grade(course), listener)


def _put_links(course: Course, folder: Path) -> None:
    notebook = course.submission("links-to-a-classmate", LESSON.id) / f"{LESSON.id}.ipynb"
    notebook.unlink()
    notebook.symlink_to(course.submission("classmate", LESSON.id) / notebook.name)
    (folder / FILE).write_bytes(workbook())
    (course.submission("links-a-workbook", LESSON.id) / FILE).symlink_to(folder / FILE)


def _grade(course: Course) -> dict[str, Graded]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        found = {a.name: pool.submit(grade_quickly, course, LESSON.id, a.name) for a in CLASS}
        return {name: future.result() for name, future in found.items()}


@each_attack
def test_marks_are_those_the_answers_deserve(attack: Attack, graded: Results) -> None:
    scores = graded.results[attack.name].scores
    assert scores == {f"check_{name}": mark for name, mark in attack.expected.items()}


@each_attack
def test_the_teacher_reads_what_needs_an_eye_and_nothing_else(
    attack: Attack, graded: Results
) -> None:
    result = graded.results[attack.name]
    assert attack.says in "".join(result.problems + result.repairs)
    assert bool(result.problems) <= bool(attack.says)


@pytest.mark.parametrize("attack", [a for a in CLASS if a.shown], ids=lambda attack: attack.name)
def test_what_was_tried_failed(attack: Attack, graded: Results) -> None:
    assert printed(graded.results[attack.name].notebook).strip() == attack.shown


def test_nobody_came_through_and_nothing_is_left(graded: Results) -> None:
    graded.listener.settimeout(0)
    with pytest.raises(BlockingIOError):
        graded.listener.accept()
    assert not [
        p.pid for p in psutil.process_iter(["cmdline"]) if "47120" in (p.info["cmdline"] or [])
    ]
    for folder in (graded.course.root, REPOSITORY, REPOSITORY / "helpers", Path("/"), Path("/etc")):
        assert not (folder / "hacked-by-a-test.txt").exists()
    assert sorted(graded.course.students(LESSON.id)) == sorted(a.name for a in CLASS)


def test_references_are_refused_with_a_sentence(graded: Results) -> None:
    verdict = graded.results["imports-the-reference"].verdicts["count_successful"]
    assert "参考函数" in verdict.says


class _Dangers(HTMLParser):
    """What a browser would run or fetch of a learner's making, by a tag's name or attribute."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"iframe", "object", "embed", "form", "svg", "base", "textarea"}:
            self.found.append(tag)
        if tag == "meta" and (dict(attrs).get("http-equiv") or "").lower() == "refresh":
            self.found.append(tag)
        for name, value in attrs:
            address = "".join(str(value).split()).lower()
            if name.startswith("on") or address.startswith(("javascript:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")
            if name in {"src", "srcset", "background"} and "example.org" in address:
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and "alert(" in data:
            self.found.append(data[:80])


def test_nothing_a_browser_would_run_is_left(graded: Results) -> None:
    notebook = graded.results["markup"].notebook
    assert not any("attachments" in cell for cell in notebook.cells)
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert "<" not in cell.source.replace("&lt;", "") or "alert" not in cell.source
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert set(data) <= {"text/plain", "text/html", "image/png", "image/jpeg"}
            assert _Dangers(data.get("text/html", "")).found == []


@dataclass
class Gradebooked:
    """The class graded in all three ways."""

    course: Course
    attention: list[str]


@pytest.fixture(scope="module")
def gradebook(graded: Results) -> Gradebooked:
    """Some are graded by ``workbook grade``, some by nbgrader's command, some by formgrader's button."""
    course = graded.course
    for name in BY_US + BY_COMMAND + BY_BUTTON:
        (course.private / "judged" / LESSON.id / f"{name}.json").unlink()
    with course.config_file.open("a", encoding="utf-8") as config:
        config.write(f'\nc.SubmissionExporter.grader = "{GRADER}"\n')
    with pytest.MonkeyPatch.context() as patch, venv_on_path():
        patch.chdir(course.root)
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        attention = grade(course, [LESSON.id], BY_US).attention
        aside = [a.name for a in CLASS if a.name not in BY_US + BY_COMMAND]
        for name in aside:
            shutil.move(course.submitted / name, course.root / name)
        command = ["nbgrader", "autograde", LESSON.id]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        for name in aside:
            shutil.move(course.root / name, course.submitted / name)
        api = NbGraderAPI(config=course_config(course))
        for name in BY_BUTTON:
            answered = api.autograde(LESSON.id, name)
            assert answered["success"], answered
    return Gradebooked(course, attention)


def test_a_corrupt_one_is_named_to_the_teacher(gradebook: Gradebooked) -> None:
    named = [text.split("（")[0] for text in gradebook.attention]
    assert named == ["corrupt", "links-to-a-classmate"]
    assert "已损坏" in gradebook.attention[0]


@pytest.mark.parametrize(
    "attack",
    [a for a in CLASS if a.name in BY_US + BY_COMMAND + BY_BUTTON],
    ids=lambda attack: attack.name,
)
def test_all_three_ways_give_the_same_marks(attack: Attack, gradebook: Gradebooked) -> None:
    with Gradebook(gradebook.course.db_url) as book:
        notebook = book.find_submission_notebook(LESSON.id, LESSON.id, attack.name)
        scores = {g.name: g.auto_score for g in notebook.grades if g.name.startswith("check_")}
        assert scores == {f"check_{name}": mark for name, mark in attack.expected.items()}
        assert notebook.max_score == sum(FULL.values()) + sum(w.points for w in LESSON.written)


def test_what_was_linked_is_not_copied(gradebook: Gradebooked) -> None:
    folder = gradebook.course.autograded
    graded = (folder / "links-to-a-classmate" / LESSON.id / f"{LESSON.id}.ipynb").read_text("utf-8")
    assert '交易成功\\")).sum()' not in graded and "链接" in graded
    assert not (folder / "links-a-workbook" / LESSON.id / FILE).exists()
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


def test_the_feedback_page_is_clean(gradebook: Gradebooked) -> None:
    run_converter(gradebook.course, GenerateFeedback, LESSON.id, "markup")
    page = gradebook.course.feedback / "markup" / LESSON.id / f"{LESSON.id}.html"
    text = page.read_text("utf-8")
    assert "alert(2)" in text  # it is shown, as text
    assert _Dangers(text).found == []
