"""The command's help, what it says to a slip, and how quickly it starts."""

from __future__ import annotations

import re
import subprocess
import sys
import time

import pytest

from grading.cli.app import workbook as group
from tests.cli.support import workbook

COMMANDS = (
    "lab", "test", "list", "doctor",
    "release", "collect", "grade", "feedback", "export", "report", "demo", "bench",
)  # fmt: skip


def test_every_command_is_there() -> None:
    assert tuple(group.commands) == COMMANDS


@pytest.mark.parametrize(
    "command",
    [(), ("bench", "analysis"), ("bench", "grade"), *((name,) for name in COMMANDS)],
    ids=str,
)
def test_help_is_chinese_with_examples(command: tuple[str, ...]) -> None:
    done = workbook(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(" ".join(("用法：workbook", *command)))
    assert "\n选项：\n" in done.stdout
    assert re.search(rf"例子：\n +workbook {' '.join(command)}", done.stdout)
    assert not re.search(r"Usage|Options|Commands|Show this|default", done.stdout)


@pytest.mark.parametrize(
    "name", [name for name in COMMANDS if name not in ("test", "doctor", "bench")]
)
def test_lesson_and_course_look_the_same_everywhere(name: str) -> None:
    text = workbook(name, "--help").stdout
    if name not in ("lab", "demo"):
        assert re.search(r"用法：.*\[?LESSON\]?\.\.\.", text)
    if name != "list":
        assert "--course DIR" in text


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nonsense",), "没有“nonsense”这个命令"),
        (("list", "--nonsense"), "没有选项 --nonsense"),
        (("lab", "--port", "nine"), "--port 后面的值不合适"),
        (("lab", "--port"), "选项 --port 的写法不对"),
        (("release",), "缺少参数 LESSON"),
        (("doctor", "more"), "参数太多，多出来的是 more"),
    ],
    ids=str,
)
def test_a_slip_gets_a_chinese_sentence_and_status_2(
    arguments: tuple[str, ...], sentence: str
) -> None:
    done = workbook(*arguments)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "--help" in done.stderr
    assert done.stdout == ""


def test_without_a_command_the_help_is_shown() -> None:
    done = workbook()
    assert done.returncode == 2
    assert done.stdout.startswith("用法：workbook")


@pytest.mark.parametrize(
    "arguments", [("list", "99"), ("grade", "03", "--course", "no/such")], ids=str
)
def test_what_cannot_be_done_gets_one_sentence_and_status_1(arguments: tuple[str, ...]) -> None:
    done = workbook(*arguments)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("✘ ")


def test_the_command_starts_without_heavy_packages() -> None:
    heavy = {"pandas", "numpy", "nbformat", "nbgrader", "jupyterlab", "matplotlib", "sqlalchemy"}
    code = "import sys, grading.cli.app; print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not heavy & {name.split(".")[0] for name in printed.split()}


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        workbook("--help")
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(3)) < 0.5
