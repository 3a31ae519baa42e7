"""Every command in the documents works, in both languages alike."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grading.release import released_notebook
from tests.lessons.support import teachers_notebook

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")
TEACHERS = ("release", "collect", "grade", "feedback", "export", "report")


def commands(document: str) -> list[str]:
    """The lines of the code blocks, and the start.py commands within the text."""
    text = (ROOT / document).read_text("utf-8")
    blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    return lines + [c for c in re.findall(r"`([^`\n]+)`", text) if c.startswith("python3 start.py")]


def workbook(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grading.cli", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=600)


def test_both_readmes_have_the_same_commands_and_sections() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in DOCUMENTS[:2])
    assert commands("README.md") == commands("README.zh-CN.md")
    assert english.count("\n## ") == chinese.count("\n## ")
    weeks = [re.findall(r"^\| ([\d–/ ]+) \|", text, re.MULTILINE) for text in (english, chinese)]
    assert weeks[0] == weeks[1] and weeks[0][0] == "1" and weeks[0][-1] == "18"


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_is_known(document: str) -> None:
    for command in commands(document):
        words = command.split()
        if words[:2] != ["python3", "start.py"]:
            # run elsewhere: the data sets' test, the locks' test, the system's package manager
            assert words[0] in {"apt-get", "uv"} or words[:3] == [
                "python3",
                "-m",
                "helpers.shop.datasets",
            ]
        elif len(words) > 2:
            done = workbook(words[2], "--help")
            assert done.returncode == 0, command
            for option in (w for w in words[3:] if w.startswith("--")):
                assert option in done.stdout or words[2] == "test", command


def test_pictures_and_links_are_there() -> None:
    for document in DOCUMENTS:
        text = (ROOT / document).read_text("utf-8")
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (ROOT / target).exists(), (document, target)


@pytest.mark.slow
@pytest.mark.needs_bwrap
def test_the_teachers_commands_in_their_order(tmp_path: Path) -> None:
    """The README's lines as they stand, with a course folder of the test's own."""
    import nbformat

    with zipfile.ZipFile(tmp_path / "作业.zip", "w") as archive:
        archive.writestr("李明.ipynb", nbformat.writes(teachers_notebook("03_old_customers")))
        archive.writestr("王芳.ipynb", nbformat.writes(released_notebook("03_old_customers")))
    lines = [
        c.split()[2:] for c in commands("README.md") if c.split()[2:3] and c.split()[2] in TEACHERS
    ]
    lines = [words for words in lines if len(words) > 1]
    assert [words[0] for words in lines] == list(TEACHERS)
    for words in lines:
        done = workbook(*words, "--course", str(tmp_path / "course"), cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    course = tmp_path / "course"
    assert len(list((course / "feedback").rglob("*.html"))) == 2
    assert (course / "report.html").is_file()
    assert {path.suffix for path in (course / "export").iterdir()} == {".xlsx", ".csv"}
