"""The benchmark of grading compares what is comparable, and measures all processes of a command."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import nbformat
import pytest
from fake_pipeline import hand_in
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde

from grading.bench.compare import different_marks, different_outputs
from grading.bench.courses import submissions
from grading.bench.growth import line_through
from grading.bench.running import measure
from grading.bridge.calls import run_converter
from grading.cli.app import run
from grading.course import Course
from helpers.errors import WorkbookError

LESSON_ID = "97_small"
NAMES = ["李明", "王芳"]
ANSWER = {"grade": False, "solution": True}
CHECK = {"grade": True, "solution": False}


@pytest.fixture
def two_gradebooks(course: Course, lesson_id: str, tmp_path: Path) -> tuple[str, str]:
    """Urls of two gradebooks with the same marks; a third student is only in the first."""
    for name in [*NAMES, "赵强"]:
        hand_in(course, name, lesson_id)
        run_converter(course, Autograde, lesson_id, name)
        if name == "王芳":
            shutil.copy(course.gradebook, tmp_path / "other.db")
    return course.db_url, f"sqlite:///{tmp_path / 'other.db'}"


def test_marks_that_differ_are_counted_by_exercise(two_gradebooks: tuple[str, str]) -> None:
    ours, theirs = two_gradebooks
    same = different_marks(ours, theirs, LESSON_ID, NAMES)
    assert same == (6, {})
    with Gradebook(theirs) as gradebook:
        gradebook.find_grade("check_double", LESSON_ID, LESSON_ID, "李明").auto_score = 3.0
        gradebook.db.commit()
    assert different_marks(ours, theirs, LESSON_ID, NAMES) == (6, {"check_double": 1})


def test_marks_that_only_one_has_differ(two_gradebooks: tuple[str, str]) -> None:
    each = {"check_double": 1, "check_twice": 1, "plan": 1}
    assert different_marks(*two_gradebooks, LESSON_ID, ["赵强"]) == (3, each)


def graded(root: Path, cells: list[NotebookNode], name: str = "李明") -> Path:
    path = root / name / LESSON_ID / f"{LESSON_ID}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells), path)
    return root


def code(name: str, *outputs: NotebookNode, **info: bool) -> NotebookNode:
    metadata = {"nbgrader": {"grade_id": name, **info}} if info else {}
    return new_code_cell("x", id=name, metadata=metadata, outputs=list(outputs))


def shown(kind: str, count: int | None = None, **data: str) -> NotebookNode:
    more = {} if count is None else {"execution_count": count}
    return new_output(
        kind, data={name.replace("_", "/"): text for name, text in data.items()}, **more
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (shown("execute_result", 3, text_plain="4"), shown("display_data", text_plain="4"), True),
        (shown("display_data", text_plain="4"), shown("display_data", text_plain="5"), False),
        (
            shown("display_data", text_plain="<f at 0x7f0000000001>"),
            shown("display_data", text_plain="<f at 0x7f0000000002>"),
            True,
        ),
        (
            shown("display_data", text_html="<style>td {}</style><td class='a'>1</td>"),
            shown("display_data", text_html="<td>1</td>"),
            True,
        ),
        (
            shown("display_data", text_html="<td>1</td>"),
            shown("display_data", text_html="<td>2</td>"),
            False,
        ),
        (shown("display_data", image_png="iVBO"), shown("display_data", image_png="iVBP"), False),
        (
            new_output("stream", name="stdout", text="a"),
            new_output("stream", name="stderr", text="a"),
            False,
        ),
        (
            shown("display_data", text_html='<pre>File "/a/b.py", line 1</pre>'),
            shown("display_data", text_html='<pre>File "/c/d.py", line 1</pre>'),
            True,
        ),
        (
            new_output("error", ename="E", evalue="x", traceback=["one.py"]),
            new_output("error", ename="E", evalue="x", traceback=["other.py"]),
            True,
        ),
    ],
)
def test_outputs_are_the_same_where_a_learner_sees_the_same(
    tmp_path: Path, one: NotebookNode, other: NotebookNode, same: bool
) -> None:
    folders = [
        graded(tmp_path / name, [code("double", output, **ANSWER)])
        for name, output in (("one", one), ("other", other))
    ]
    compared = different_outputs(*folders, LESSON_ID, ["李明"], answers=True)
    assert compared == (1, {} if same else {"double": 1})


def test_pieces_of_text_and_an_error_that_a_card_tells_do_not_count(tmp_path: Path) -> None:
    card = shown("display_data", text_html="<b>运行出错</b><pre>NameError: x</pre>")
    text = [new_output("stream", name="stdout", text=piece) for piece in ("a", "b", "ab", "abc")]
    error = new_output("error", ename="NameError", evalue="x", traceback=[])
    one, other = ([text[0], text[1], card, error], [text[2], card])
    folders = [
        graded(tmp_path / name, [code("double", *outputs, **ANSWER)])
        for name, outputs in (
            ("one", one), ("other", other), ("text", [text[3], card]), ("error", [text[2], error]),
        )
    ]  # fmt: skip
    for folder, different in zip(folders[1:], ({}, {"double": 1}, {"double": 1}), strict=True):
        compared = different_outputs(folders[0], folder, LESSON_ID, ["李明"], answers=True)
        assert compared == (1, different)


def test_answers_and_other_cells_are_told_apart_and_checks_left_out(tmp_path: Path) -> None:
    folders = [
        graded(
            tmp_path / text,
            [
                code("double", shown("display_data", text_plain=text), **ANSWER),
                code("example", shown("display_data", text_plain=text)),
                code("check_double", shown("display_data", text_plain=text), **CHECK),
            ],
        )
        for text in ("one", "other")
    ]
    for answers, name in ((True, "double"), (False, "example")):
        compared = different_outputs(*folders, LESSON_ID, ["李明"], answers=answers)
        assert compared == (1, {name: 1})


def test_a_notebook_that_is_not_there_differs(tmp_path: Path) -> None:
    folder = graded(tmp_path / "one", [code("double", **ANSWER)])
    compared = different_outputs(folder, tmp_path / "none", LESSON_ID, ["李明"], answers=True)
    assert compared == (1, {"double": 1})


CHILD = "import time; data = b'x' * {size}; time.sleep(1.5)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_memory_of_children_counts_and_time_until_the_end(tmp_path: Path) -> None:
    begun = time.perf_counter()
    small, large = (
        measure(["-c", PARENT.format(size=size)], tmp_path) for size in (1, 100_000_000)
    )
    assert 3 <= small.seconds + large.seconds <= time.perf_counter() - begun
    assert large.memory - small.memory > 90_000_000


def test_a_command_that_fails_says_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"没有成功.*\n最后一句"):
        measure(["-c", "import sys; print('最后一句'); sys.exit(3)"], tmp_path)
    assert measure(["-c", "import sys; sys.exit(3)"], tmp_path, good=(0, 3)).seconds > 0


def test_a_straight_line_is_said_from_the_figures() -> None:
    straight = line_through({10: 3.0, 100: 21.0, 1000: 201.0})
    assert "开头 1.0 秒，每多一份 0.200 秒" in straight
    assert "实测 21.0 秒（+0%），在直线上" in straight
    assert "（+50%），不在直线上" in line_through({10: 3.0, 100: 31.5, 1000: 201.0})
    assert line_through({1: 1.0, 2: 3.0}).endswith("每多一份 2.000 秒。")


def test_no_two_submissions_are_the_same() -> None:
    found = list(submissions("00_entrance", 45))
    assert len({name for name, _, _ in found}) == len({data for _, _, data in found}) == 45
    assert {tuple(work.marks.values()) for _, work, _ in found} > {(0.0,) * len(found[0][1].marks)}


@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_the_command_compares_both_for_real(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "grade", "--lesson", "00", "--size", "2", "--stock", "1"]) == 0
    text = capsys.readouterr().out
    for row in (
        r"workbook grade，第 1 次 \| 2",
        r"nbgrader autograde \| 1",
        r"workbook feedback \| 2",
    ):
        assert re.search(rf"^\| {row} \| \d+\.\d \| \d+\.\d\d \| \d+ \|$", text, re.MULTILINE)
    assert re.search(r"^分数：比较了 [1-9]\d* 个，全部相同。$", text, re.MULTILINE)
    assert re.search(r"^作答格的输出：比较了 [1-9]\d* 个，全部相同。$", text, re.MULTILINE)
    assert "nbgrader 只批改了前 1 份" in text
    assert len(re.findall(r"：\d+\.\d 倍。", text)) == 2


@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_growth_is_measured_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["bench", "grade", "--growth", "--lesson", "00", "--size", "2", "--size", "1"]) == 0
    text = capsys.readouterr().out
    assert re.findall(r"^\| 00_entrance \| (\d) \|", text, re.MULTILINE) == ["1", "2"]
    assert re.search(r"从 1 份到 2 份：开头 -?\d+\.\d 秒，每多一份 -?\d+\.\d{3} 秒。", text)
    assert re.search(r"最高内存：[1-9]\d* → [1-9]\d* MB。", text)
