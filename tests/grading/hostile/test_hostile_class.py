"""A class of attackers, clumsy and honest learners: everybody gets the marks that the answers deserve."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import socket
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import psutil
import pytest
from nbgrader.converters import GenerateFeedback

from grading.bridge.calls import run_converter
from grading.course import Course
from grading.intake import collect
from grading.pipeline import Graded
from grading.release import REPOSITORY, release
from tests.grading.hostile import arrivals, kinds
from tests.grading.hostile.clumsy_files import CLUMSY
from tests.grading.hostile.cohort import (
    ANEW,
    CLASS,
    ENTRANCES,
    LESSONS,
    Marks,
    copied,
    fill,
    grade_all,
    marks_in,
)
from tests.grading.hostile.support import FILE, FIRST, LESSON, Attack, printed, submission

pytestmark = [pytest.mark.needs_bwrap, pytest.mark.slow]

each_attack = pytest.mark.parametrize("attack", CLASS, ids=lambda attack: attack.name)
AGAIN = next(attack for attack in CLUMSY if attack.name == "lost-answer")


@dataclass
class Results:
    """The course after grading, and what must have stayed as it was."""

    course: Course
    results: dict[str, Graded]
    listeners: list[socket.socket]
    gradebook: tuple[str, str]  # a digest of its file before and after


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Results]:
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.txt"
    secret.write_text("TEACHERS_SECRET")
    course = Course.create(folder / "course", seed=3)
    release(course, LESSONS)
    door, abstract = folder / "door", f"workbook-test-{os.getpid()}"
    with pytest.MonkeyPatch.context() as patch, socket.create_server(("127.0.0.1", 0)) as listener:
        patch.setenv("TEACHERS_SECRET", "TEACHERS_SECRET")
        places = {
            "@COURSE": str(course.root),
            "@REPOSITORY": str(REPOSITORY),
            "@SECRET": str(secret),
            "@HOME": str(Path.home()),
            "@PORT": str(listener.getsockname()[1]),
            "@SOCKET": str(door),
            "@ABSTRACT": abstract,
        }
        with socket.socket(socket.AF_UNIX) as by_path, socket.socket(socket.AF_UNIX) as by_name:
            by_path.bind(str(door))
            by_name.bind(f"\0{abstract}")
            for one in (by_path, by_name):
                one.listen()
            fill(course, folder, places)
            before = _digest(course.gradebook)
            results = grade_all(course)
            listeners = [listener, by_path, by_name]
            yield Results(course, results, listeners, (before, _digest(course.gradebook)))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_kind_of_hostile_and_clumsy_work_is_there() -> None:
    found = [kind for one in [*CLASS, *arrivals.ARRIVALS] for kind in one.kinds]
    assert set(found) | kinds.WITH_TESTS_OF_THEIR_OWN == set(kinds.KINDS)
    assert len(CLASS) >= 75
    for names in ([a.name for a in CLASS], [a.student for a in CLASS], kinds.KINDS):
        assert len(names) == len(set(names))


@each_attack
def test_marks_are_those_the_answers_deserve(attack: Attack, graded: Results) -> None:
    scores = graded.results[attack.name].scores
    assert scores == {f"check_{name}": mark for name, mark in attack.expected.items()}


@each_attack
def test_the_teacher_reads_what_needs_an_eye_and_nothing_else(
    attack: Attack, graded: Results
) -> None:
    result = graded.results[attack.name]
    if attack.says is None:
        return
    assert attack.says in "".join(result.problems + result.repairs)
    assert bool(result.problems + result.repairs) <= bool(attack.says)


@pytest.mark.parametrize("attack", [a for a in CLASS if a.shown], ids=lambda attack: attack.name)
def test_what_was_tried_failed(attack: Attack, graded: Results) -> None:
    assert printed(graded.results[attack.name].notebook).strip() == attack.shown


def test_nobody_came_through_and_nothing_is_left(graded: Results) -> None:
    for listener in graded.listeners:
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert not [
        p.pid for p in psutil.process_iter(["cmdline"]) if "47120" in (p.info["cmdline"] or [])
    ]
    home = Path.home()
    folders = [
        graded.course.root,
        REPOSITORY,
        REPOSITORY / "helpers",
        Path("/"),
        Path("/etc"),
        home,
    ]
    folders += [home / ".config", home / ".jupyter", home / ".ipython/profile_default/startup"]
    assert [f for f in folders if (f / "hacked-by-a-test.txt").exists()] == []
    handed_in = [(lesson, s) for lesson in LESSONS for s in graded.course.students(lesson)]
    assert sorted(handed_in) == sorted((a.lesson, a.student) for a in CLASS)


def test_no_learner_touched_the_gradebook(graded: Results) -> None:
    before, after = graded.gradebook
    assert before == after


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


@pytest.mark.parametrize("name", ["markup", "lively"])
def test_nothing_a_browser_would_run_is_left(name: str, graded: Results) -> None:
    notebook = deepcopy(graded.results[name].notebook)
    assert not any("attachments" in cell for cell in notebook.cells)
    assert notebook.metadata.pop("workbook") == {"sandbox": True}  # the grader's own
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
    """The class graded through each entrance, in a course of its own."""

    courses: dict[str, Course]
    marks: dict[str, Marks]
    attention: list[str]


@pytest.fixture(scope="module")
def gradebooks(graded: Results) -> Gradebooked:
    courses = {name: copied(graded.course, name, ANEW[name]) for name in ENTRANCES}
    for name in ("另存", "改了名"):
        folder = courses["workbook grade"].submission(name, FIRST.id)
        folder.mkdir(parents=True)
        (folder / "我的作业.ipynb").write_bytes(submission(AGAIN, {}))
    told = {name: entrance(courses[name], ()) for name, entrance in ENTRANCES.items()}
    attention = told["workbook grade"]
    assert isinstance(attention, list)
    marks = {name: marks_in(course) for name, course in courses.items()}
    return Gradebooked(courses, marks, attention)


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_all_of_the_class_gets_the_same_marks_through_each_entrance(
    entrance: str, gradebooks: Gradebooked
) -> None:
    assert gradebooks.marks[entrance] == {a.student: a.expected for a in CLASS}


def test_the_teacher_is_told_of_everybody_who_needs_an_eye(
    graded: Results, gradebooks: Gradebooked
) -> None:
    named = {text.split("（0")[0] for text in gradebooks.attention}
    wanted = {a.student for a in CLASS if graded.results[a.name].problems}
    assert named == wanted | {"另存", "改了名"}
    [corrupt] = [text for text in gradebooks.attention if text.startswith("corrupt（")]
    assert "已损坏" in corrupt
    [renamed] = [text for text in gradebooks.attention if text.startswith("改了名")]
    assert "我的作业.ipynb" in renamed and FIRST.id in renamed


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_what_was_linked_is_not_copied(entrance: str, gradebooks: Gradebooked) -> None:
    folder = gradebooks.courses[entrance].autograded
    text = (folder / "links-to-a-classmate" / LESSON.id / f"{LESSON.id}.ipynb").read_text("utf-8")
    assert '交易成功\\")).sum()' not in text and "链接" in text
    assert not (folder / "links-a-workbook" / LESSON.id / FILE).exists()
    assert not [path for path in folder.rglob("*") if path.is_symlink()]


@pytest.mark.parametrize("name", ["markup", "lively"])
def test_the_feedback_page_is_clean(name: str, gradebooks: Gradebooked) -> None:
    course = gradebooks.courses["workbook grade"]
    [lesson] = [a.lesson for a in CLASS if a.name == name]
    run_converter(course, GenerateFeedback, lesson, name)
    text = (course.feedback / name / lesson / f"{lesson}.html").read_text("utf-8")
    assert "alert(2)" in text  # it is shown, as text
    assert _Dangers(text).found == []


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_resubmission_counts_instead_of_the_first(entrance: str, gradebooks: Gradebooked) -> None:
    course = gradebooks.courses[entrance]
    inbox = course.root.with_name(f"{entrance}, again")
    inbox.mkdir()
    better = dataclasses.replace(AGAIN, edit=None, marks={})
    (inbox / f"{AGAIN.student}.ipynb").write_bytes(submission(better, {}))
    assert collect(course, AGAIN.lesson, inbox).problems == []
    ENTRANCES[entrance](course, [AGAIN])
    assert marks_in(course) == {a.student: a.expected for a in CLASS} | {
        AGAIN.student: better.expected
    }
