"""The grader dies or is stopped at any moment; the same command again gives what one run gives."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from fake_pipeline import grade_submission, hand_in
from nbgrader.api import Gradebook
from recorded import files, rows
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

import grading.bridge.writing
from grading.bridge.scores import Seen
from grading.bridge.writing import open_writer
from grading.course import Course
from grading.demo import collected
from grading.demo.plan import NAMES
from grading.grade import grade
from grading.runlog import read_run

LESSON = "00_entrance"
LEARNERS = (NAMES[1], NAMES[5], NAMES[8], NAMES[11])
KILLS, KILLS_WHILE_WRITING, CLASS = 3, 6, 40
SEED = 20260301
COMMAND = [sys.executable, "-P", "-m", "grading.cli", "grade", LESSON, "--course"]
# everything is judged already: what is left is writing
ALONE = "import sys; from pathlib import Path; from grading.course import Course; "
ALONE += "from grading.grade import grade; grade(Course(Path(sys.argv[1])), [sys.argv[2]], jobs=1)"
posix = pytest.mark.skipif(os.name == "nt", reason="signals are a POSIX matter")


def start(course: Course, *command: str) -> subprocess.Popen[str]:
    line = [*(command or COMMAND), str(course.root)]
    # a group of its own, as a terminal would give it
    return subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, process_group=0
    )


def finish(course: Course, *command: str) -> str:
    process = start(course, *command)
    said, errors = process.communicate(timeout=600)
    assert process.returncode == 0, errors
    return said


def start_writing(course: Course) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", ALONE, str(course.root), LESSON])


def descendants(process: subprocess.Popen[str]) -> list[psutil.Process]:
    with contextlib.suppress(psutil.Error):
        return psutil.Process(process.pid).children(recursive=True)
    return []


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def logged(course: Course) -> list[dict[str, Any]]:
    """The submissions in the log of the newest run."""
    paths = sorted(course.runs.glob("*.jsonl"))
    entries = read_run(paths[-1]) if paths else []
    return [entry for entry in entries if entry["kind"] == "submission"]


def state(course: Course) -> dict[str, Any]:
    """Everything that grading leaves behind, but for how long it took."""
    kept = {}
    for path in sorted((course.private / "judged").rglob("*")):
        if path.is_file():
            data = json.loads(path.read_text("utf-8"))
            kept[path.name] = {k: v for k, v in data.items() if k != "seconds"}
    return {
        "gradebook": rows(course),
        "autograded": files(course.autograded),
        "answers": files(course.private / "answers"),
        "kept": kept,
        "drafts": files(course.drafts) if course.drafts.exists() else {},
    }


def copy(course: Course, target: Path) -> Course:
    shutil.copytree(course.root, target, symlinks=True)
    return Course(target)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A class that has handed in and is not graded."""
    target = tmp_path_factory.mktemp("fresh") / "course"
    return collected(target, [LESSON], lambda text: None, LEARNERS)


@pytest.fixture(scope="module")
def graded(fresh: Course, tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, float]:
    """The class graded by one run that nothing disturbed, and its seconds."""
    course = copy(fresh, tmp_path_factory.mktemp("graded") / "course")
    begun = time.monotonic()
    finish(course)
    return course, time.monotonic() - begun


@posix
@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_killed_at_any_moment(fresh: Course, graded: tuple[Course, float], tmp_path: Path) -> None:
    undisturbed, seconds = graded
    course, chance = copy(fresh, tmp_path / "course"), random.Random(SEED)
    for _ in range(KILLS):
        process, moment = start(course), chance.uniform(0, seconds)
        print(f"seed {SEED}: killed after {moment:.2f} s")
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(moment)
        born = descendants(process)
        process.kill()
        process.communicate()
        assert psutil.wait_procs(born, timeout=30)[1] == []  # no worker, no sandbox
    finish(course)
    assert state(course) == state(undisturbed)


@posix
@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_killed_while_writing(graded: tuple[Course, float], tmp_path: Path) -> None:
    judged, chance = graded[0], random.Random(SEED)
    course = copy(judged, tmp_path / "course")
    enlarge(course)
    clean = copy(course, tmp_path / "clean")
    assert start_writing(clean).wait(300) == 0
    killed = 0
    for _ in range(KILLS_WHILE_WRITING):
        moment = chance.randrange(CLASS), chance.uniform(0, 0.03)
        print(f"seed {SEED}: killed after {moment[0]} submissions and {moment[1]:.3f} s")
        killed += kill_while_writing(course, *moment)
    assert killed > KILLS_WHILE_WRITING / 2  # the others were quicker than we are
    assert start_writing(course).wait(300) == 0
    assert len(rows(course)["submissions"]) == CLASS + len(LEARNERS)
    assert state(course) == state(clean)


def kill_while_writing(course: Course, submissions: int, seconds: float) -> bool:
    """Start to write, kill that so much later, and tell whether it was still at it."""
    runs = len(list(course.runs.glob("*.jsonl")))
    process = start_writing(course)
    wait_until(lambda: len(list(course.runs.glob("*.jsonl"))) > runs)
    wait_until(lambda: len(logged(course)) >= submissions or process.poll() is not None)
    time.sleep(seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_workers_that_die_cost_nothing(graded: tuple[Course, float], tmp_path: Path) -> None:
    course = copy(graded[0], tmp_path / "course")
    enlarge(course)
    clean = copy(course, tmp_path / "clean")
    expected = grade(clean, [LESSON], jobs=1)

    def kill_workers(done: int, total: int, _: str) -> None:
        for worker in multiprocessing.active_children() if done == 1 else []:
            worker.kill()

    assert grade(course, [LESSON], progress=kill_workers) == expected
    assert [one["student"] for one in logged(course)] == course.students(LESSON)
    assert state(course) == state(clean)


def enlarge(course: Course) -> None:
    """Let many learners hand in what one did, judged as that was."""
    first = LEARNERS[0]
    for number in range(CLASS):
        name = f"学生{number:02d}"
        shutil.copytree(course.submission(first, LESSON), course.submission(name, LESSON))
        folder = course.private / "judged" / LESSON
        shutil.copy(folder / f"{first}.json", folder / f"{name}.json")


@posix
@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_stopped_by_ctrl_c(fresh: Course, graded: tuple[Course, float], tmp_path: Path) -> None:
    course = copy(fresh, tmp_path / "course")
    process = start(course)
    # in the middle of a learner's code, when something is done already
    wait_until(lambda: any(p.name() == "bwrap" for p in alive(process)) and bool(logged(course)))
    born = descendants(process)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "再运行同一个命令会接着批" in errors and "Traceback" not in errors
    assert psutil.wait_procs(born, timeout=5)[1] == []
    assert files(course.drafts) == {}
    done = len(logged(course))
    assert done < len(LEARNERS)
    finish(course)
    assert [one["kept"] for one in logged(course)][:done] == [True] * done
    assert state(course) == state(graded[0])


def alive(process: subprocess.Popen[str]) -> Iterator[psutil.Process]:
    for one in descendants(process):
        with contextlib.suppress(psutil.Error):
            if one.is_running() and one.name():
                yield one


STEPS = ("draft", "flush", "first rename", "second rename", "commit", "note")


@posix
@pytest.mark.parametrize("step", STEPS)
def test_killed_just_before_each_step_of_writing(
    step: str, course: Course, released: str, tmp_path: Path
) -> None:
    hand_in(course, "李明", released)
    write(course, released)
    with Gradebook(course.db_url) as gradebook:
        grade = gradebook.find_grade("plan", released, released, "李明")
        grade.manual_score, grade.needs_manual_grade = 4, False
        gradebook.db.commit()
    hand_in(course, "李明", released, plan="改过的策略")
    undisturbed = copy(course, tmp_path / "undisturbed")
    write(undisturbed, released)
    child = os.fork()
    if not child:
        with open_writer(course) as writer:
            graded = grade_submission(course, released, "李明")
            die_before(step)
            writer.write(released, "李明", graded)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, "that step was never reached"
    shutil.rmtree(course.drafts, ignore_errors=True)
    write(course, released)
    assert rows(course) == rows(undisturbed)
    assert files(course.autograded) == files(undisturbed.autograded)


def write(course: Course, lesson_id: str) -> None:
    with open_writer(course) as writer:
        writer.write(lesson_id, "李明", grade_submission(course, lesson_id, "李明"))


def die_before(step: str) -> None:
    """Let this process end at a step of its next writing, with nothing tidied up."""
    if step == "draft":
        grading.bridge.writing._Files._fill = die
    if step == "flush":
        event.listen(Session, "before_flush", die)
    if step.endswith("rename"):
        rename, calls = os.rename, ["first rename", "second rename"]
        os.rename = lambda *names: die() if calls.pop(0) == step else rename(*names)
    if step == "commit":
        event.listen(Engine, "commit", die)
    if step == "note":
        Seen.write = die


def die(*_: object, **__: object) -> None:
    os._exit(9)
