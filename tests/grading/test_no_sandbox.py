"""Grading where no sandbox works: refused at every entrance; by an explicit flag the same marks, stamped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import nbformat
import openpyxl
import psutil
import pytest
from nbgrader.apps import NbGraderAPI

from grading import judging, pipeline
from grading.bridge.calls import course_config
from grading.course import Course
from grading.demo import collected, works_of
from grading.demo.plan import NAMES, Work
from grading.execution import choice
from grading.execution.choice import fast_available
from grading.execution.sandbox import sandbox_available
from grading.execution.unprotected import STAMP, WARNING
from grading.execution.warm import WarmKernels
from grading.grade import grade
from grading.kept import kept_results, unprotected_students
from tests.grading.demo.test_demo import marks_in_gradebook
from tests.grading.hostile.support import FULL, LESSON, Attack, hand_in, printed

pytestmark = pytest.mark.slow

# a workbook by hand, another style, two mistakes, a corrupt file
LEARNERS = [NAMES[1], NAMES[3], NAMES[6], NAMES[-1]]
ONE = LEARNERS[1]
ALLOWED = "\nc.SubmissionExporter.sandbox = False\n"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A bubblewrap that is there and cannot start anything, as where user namespaces are forbidden."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "bwrap"
    program.write_text('#!/bin/sh\n[ "$1" = --help ] && echo --disable-userns && exit\nexit 1\n')
    program.chmod(0o755)
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(choice, "_warm", WarmKernels())  # a warm parent of other tests may be up
        venv = Path(sys.executable).parent
        patch.setenv("PATH", os.pathsep.join([str(folder), str(venv), os.environ["PATH"]]))
        yield
    forget()


def forget() -> None:
    """Let this process find out anew what works here."""
    sandbox_available.cache_clear()
    fast_available.cache_clear()


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory, without: None) -> Course:
    target = tmp_path_factory.mktemp("class") / "课程"
    return collected(target, [LESSON.id], lambda text: None, LEARNERS)


def run(course: Course, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=course.root,
        capture_output=True,
        text=True,
        timeout=600,
    )


def workbook(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(course, "grading.cli", *arguments, "--course", str(course.root))


def button(course: Course, student: str) -> dict[str, str]:
    """What formgrader's button does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        result: dict[str, str] = NbGraderAPI(config=course_config(course)).autograde(
            LESSON.id, student, force=True
        )
    return result


def planned() -> dict[str, dict[str, float]]:
    """The marks that the sandbox gives: see the demo's tests."""
    return {work.learner: work.marks for work in works()}


def works() -> list[Work]:
    return works_of(LESSON.id, LEARNERS)


def test_all_entrances_refuse_with_one_sentence(handed_in: Course) -> None:
    ours = workbook(handed_in, "grade", "03")
    assert ours.returncode == 1
    [sentence] = ours.stderr.strip().splitlines()
    assert (
        sentence.startswith("✘ 沙箱启动不了") and "请" in sentence and "docs/windows.md" in sentence
    )
    sentence = sentence.removeprefix("✘ ")

    nbgrader = run(handed_in, "nbgrader", "autograde", LESSON.id)
    assert nbgrader.returncode == 1
    assert nbgrader.stderr.count(sentence) == 1 and "Traceback" not in nbgrader.stderr

    pressed = button(handed_in, ONE)
    assert not pressed["success"]
    assert pressed["log"].count(sentence) == 1
    assert not handed_in.autograded.exists()


@pytest.fixture(scope="module")
def said(handed_in: Course) -> str:
    """What the command says while it grades the class by the flag."""
    done = workbook(handed_in, "grade", "03", "--no-sandbox")
    assert done.returncode == 1, done.stderr  # the corrupt file wants a look
    return done.stderr + done.stdout


def test_by_the_flag_marks_are_the_same(handed_in: Course, said: str) -> None:
    assert marks_in_gradebook(handed_in, LESSON.id) == planned()


def test_the_teacher_is_told_before_and_after(said: str) -> None:
    assert said.startswith(f"! {WARNING}")
    for word in ("上网", "文件", "成绩册", "答案"):
        assert word in WARNING
    assert f"其中 {len(LEARNERS)} 份{STAMP}" in said


def test_marks_are_stamped_wherever_they_go(handed_in: Course, said: str) -> None:
    assert unprotected_students(handed_in, LESSON.id) == set(LEARNERS)
    path = handed_in.autograded / ONE / LESSON.id / f"{LESSON.id}.ipynb"
    assert nbformat.read(path, 4).metadata.workbook == {"sandbox": False}
    assert workbook(handed_in, "export", "03").returncode == 0
    sheet = openpyxl.load_workbook(handed_in.root / "export" / "成绩.xlsx").active
    stamped = [row[0].value for row in sheet.iter_rows() if any(STAMP in str(c.value) for c in row)]
    assert sorted(stamped) == sorted(LEARNERS)
    assert workbook(handed_in, "report", "03").returncode == 0
    page = (handed_in.root / "report.html").read_text("utf-8")
    [line] = [line for line in page.splitlines() if f"<li>{STAMP}" in line]
    assert all(learner in line for learner in LEARNERS)


def test_nbgrader_and_formgrader_do_so_where_the_configuration_says_so(
    handed_in: Course, said: str
) -> None:
    kept = handed_in.private / "judged" / LESSON.id
    for student in LEARNERS[1:3]:
        (kept / f"{student}.json").unlink()
    before = handed_in.config_file.read_text("utf-8")
    handed_in.config_file.write_text(before + ALLOWED, "utf-8")
    try:
        command = ("nbgrader", "autograde", LESSON.id, "--student", ONE, "--force")
        done = run(handed_in, *command)
        assert done.returncode == 0, done.stderr
        assert WARNING in done.stderr
        pressed = button(handed_in, LEARNERS[2])
        assert pressed["success"] and WARNING in pressed["log"]
        refused = workbook(handed_in, "grade", "03")  # its flag alone counts there
        assert refused.returncode == 1 and "沙箱启动不了" in refused.stderr
    finally:
        handed_in.config_file.write_text(before, "utf-8")
    assert marks_in_gradebook(handed_in, LESSON.id) == planned()
    assert unprotected_students(handed_in, LESSON.id) == set(LEARNERS)


@pytest.mark.needs_bwrap
def test_with_a_sandbox_everything_is_graded_anew(handed_in: Course, said: str) -> None:
    forget()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", os.environ["PATH"].partition(os.pathsep)[2])
        summary = grade(handed_in, [LESSON.id], [ONE], jobs=1)
    forget()
    assert summary.unprotected == 0
    assert unprotected_students(handed_in, LESSON.id) == set(LEARNERS) - {ONE}
    assert marks_in_gradebook(handed_in, LESSON.id) == planned()


SPAWNED = "[sys.executable, '-c', 'import time; time.sleep(300) # of-a-nasty-test']"
NASTY = Attack(
    "nasty",
    ("processes that end",),
    "five answers that end or fill the process, each at its own cost",
    {"count_successful": 0, "group_trades": 0, "pick_old": 0, "count_old": 0},
    {
        "count_successful": "while True:\n    pass",
        "group_trades": "import os\nos._exit(1)",
        "pick_old": "import time\ndef pick_old(*given):\n    kept = []\n    for i in range(60):\n"
        "        kept.append(b'x' * 50_000_000)\n        time.sleep(.05)",
        "count_old": f"import subprocess, sys\ndef count_old(*given):\n    subprocess.Popen({SPAWNED},"
        " start_new_session=True)\n    subprocess.run(" + SPAWNED + ")",
    },
    own="for i in range(100_000):\n    print(i)",
)


def test_what_breaks_a_process_costs_its_own_question(
    handed_in: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits = replace(pipeline.LIMITS, cell_seconds=5.0, memory_mb=1500)
    monkeypatch.setattr(pipeline, "LIMITS", limits)
    monkeypatch.setattr(judging, "CALL_SECONDS", 3.0)
    hand_in(handed_in, NASTY, {})
    graded = pipeline.grade_submission(handed_in, LESSON.id, NASTY.name, sandbox=False)
    assert graded.scores == {f"check_{name}": mark for name, mark in NASTY.expected.items()}
    assert sum(NASTY.expected.values()) > sum(FULL[LESSON.id].values()) / 3
    assert not graded.sandbox
    assert "运行超时或中断" in "".join(graded.problems)
    assert printed(graded.notebook).startswith("0\n1\n2\n")
    assert len(printed(graded.notebook)) <= limits.output_chars
    left = [
        p.pid for p in psutil.process_iter(["cmdline"]) if "of-a-nasty" in str(p.info["cmdline"])
    ]
    assert left == []
    assert NASTY.name in kept_results(handed_in, LESSON.id)
