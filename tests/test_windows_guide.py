"""The guide for teachers on Windows: its commands work, and what it names exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import openpyxl
import pytest

from grading.bridge.exporter import SubmissionExporter
from grading.execution.bubble import INSTALL
from grading.execution.sandbox import OTHERWISE, _why_not
from grading.execution.unprotected import STAMP
from grading.release import released_notebook
from tests.lessons.support import teachers_notebook

ROOT = Path(__file__).resolve().parents[1]
NAME = "docs/windows.md"
GUIDE = (ROOT / NAME).read_text("utf-8")
LESSON = "00_entrance"

# Stand before the system's own in PATH. Those that would change the computer write down what was asked.
PYTHON3 = """#!/bin/bash
[ "$1" = start.py ] || exit 2
case $2 in
  lab) shift 2; for word; do case $word in --*) "$PYTHON" -m grading.cli lab --help | grep -qe "$word" || exit 2;; esac; done;;
  *) "$PYTHON" -m grading.cli "${@:2}" --course "$HOME/workbook/grading/course";;
esac
"""
SUDO = '#!/bin/bash\n[ "$1" = tee ] && cat >> "$HOME/asked"\necho "$@" >> "$HOME/asked"\n'


def blocks(language: str) -> list[str]:
    """The code blocks of one language without their indentation, in order."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, text in found]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "workbook").mkdir()
    (tmp_path / "bin").mkdir()
    for name, script in (("python3", PYTHON3), ("sudo", SUDO)):
        (tmp_path / "bin" / name).write_text(script)
        (tmp_path / "bin" / name).chmod(0o755)
    with zipfile.ZipFile(tmp_path / "作业.zip", "w") as archive:
        archive.writestr("李明.ipynb", nbformat.writes(teachers_notebook(LESSON)))
        archive.writestr("王芳.ipynb", nbformat.writes(released_notebook(LESSON)))
    return tmp_path


def run(home: Path, script: str) -> subprocess.CompletedProcess[str]:
    venv = Path(sys.executable).parent
    path = os.pathsep.join([str(home / "bin"), str(venv), os.environ["PATH"]])
    env = os.environ | {"HOME": str(home), "PATH": path, "PYTHON": sys.executable}
    env |= {"PYTHONPATH": str(ROOT)}
    command = ["bash", "-euo", "pipefail", "-c", script]
    return subprocess.run(command, env=env, cwd=home, capture_output=True, text=True, timeout=600)


@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_the_commands_for_linux_work_in_their_order(home: Path) -> None:
    done = run(home, "\n".join(blocks("bash")))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "结论：可以批改。" in done.stdout
    course = home / "workbook" / "grading" / "course"
    assert (course / "release" / LESSON / f"{LESSON}.ipynb").is_file()
    assert len(list((course / "feedback").rglob("*.html"))) == 2
    assert (course / "report.html").is_file()
    assert list((course / "export").glob("*.xlsx"))
    updated, installed, switched, kept, written = (home / "asked").read_text().splitlines()
    assert updated == "apt-get update"
    assert {"bubblewrap", "python3-venv", "libreoffice-calc-nogui"} <= set(installed.split())
    assert switched == f"sysctl -w {kept}"
    assert written.startswith("tee /etc/sysctl.d/")


@pytest.mark.slow
def test_the_commands_for_plain_windows_work_and_stamp_the_marks(home: Path) -> None:
    [_, commands] = blocks("powershell")
    done = run(home, commands.replace("py start.py", "python3 start.py"))
    assert done.returncode == 0, done.stdout + done.stderr
    done = run(home, "python3 start.py export 00")
    assert done.returncode == 0, done.stderr
    book = home / "workbook" / "grading" / "course" / "export" / "成绩.xlsx"
    sheet = openpyxl.load_workbook(book).active
    [header, *rows] = sheet.iter_rows(values_only=True)
    assert all(STAMP in row[header.index("状态")] for row in rows) and len(rows) == 2


def test_what_the_guide_names_is_what_the_program_says() -> None:
    assert NAME in OTHERWISE
    for word in ("bubblewrap", "WSL2", "Ubuntu 24.04"):
        assert word in INSTALL and word in GUIDE
    assert "用户命名空间" in GUIDE and "用户命名空间" in _why_not("")
    [line] = blocks("python")
    option = re.fullmatch(r"c\.SubmissionExporter\.(\w+) = False\n", line)
    assert option and option[1] in SubmissionExporter.class_trait_names(config=True)
    assert f"“{STAMP}”" in GUIDE


def test_the_guide_is_found() -> None:
    assert f"]({NAME})" in (ROOT / "README.md").read_text("utf-8")
    assert f"]({NAME})" in (ROOT / "README.zh-CN.md").read_text("utf-8")
