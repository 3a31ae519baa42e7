"""``workbook doctor``: one screen, and a true answer to whether grading is possible."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grading import doctor
from grading.course import Course
from tests.cli.support import workbook


def look(title: str, course: Path = Path("no such folder")) -> doctor.Finding:
    findings = doctor.examine(Course(course.resolve()))
    return next(finding for finding in findings if finding.title == title)


def test_one_screen_with_a_verdict_that_fits_the_status() -> None:
    done = workbook("doctor")
    lines = done.stdout.splitlines()
    assert len(lines) <= 24
    assert all(line[0] in "✔✘" for line in lines[:-1])
    needed_missing = any(line.startswith("✘") and "（必需）" in line for line in lines)
    assert done.returncode == (1 if needed_missing else 0)
    assert ("还不能批改" in lines[-1]) == needed_missing


def test_every_missing_thing_comes_with_a_remedy(tmp_path: Path) -> None:
    done = workbook("doctor", PATH=str(tmp_path))
    assert done.returncode == 1
    bad = [line for line in done.stdout.splitlines()[:-1] if line.startswith("✘")]
    titles = {line[1:].split("（")[0].split("：")[0].strip() for line in bad}
    assert {"沙箱", "命令", "LibreOffice", "浏览器"} <= titles
    assert all("请" in line for line in bad)


def test_programs_that_only_help_do_not_forbid_grading() -> None:
    optional = doctor.Finding("浏览器", False, "", needed=False)
    needed = doctor.Finding("沙箱", False, "")
    assert doctor.grading_possible([optional])
    assert not doctor.grading_possible([optional, needed])


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is a Linux program")
def test_a_sandbox_that_is_there_but_cannot_start_is_found_out(tmp_path: Path) -> None:
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'No permissions to create new namespace' >&2\nexit 1\n")
    program.chmod(0o755)
    done = workbook("doctor", PATH=os.pathsep.join([str(tmp_path), os.environ["PATH"]]))
    assert done.returncode == 1
    assert "✘ 沙箱" in done.stdout


@pytest.mark.needs_bwrap
def test_a_working_sandbox_is_recognised() -> None:
    printed = workbook("doctor").stdout
    assert "✔ 沙箱" in printed
    assert line("批改速度", printed).startswith("✔")


def test_the_font_is_judged_by_its_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    assert look("中文字体").good
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr("helpers.lab.style.font_file", lambda: latin)
    assert not look("中文字体").good


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course folder with a gradebook of one table."""
    folder = tmp_path / "课程 A"
    folder.mkdir()
    with sqlite3.connect(folder / "gradebook.db") as database:
        database.execute("CREATE TABLE mark (score REAL)")
    return folder


def line(title: str, printed: str) -> str:
    return next(one for one in printed.splitlines() if one[2:].startswith(title))


def test_the_machine_is_described() -> None:
    printed = workbook("doctor").stdout
    assert f"{os.cpu_count()} 个核" in line("电脑", printed)
    assert "GB" in line("磁盘", printed)
    assert line("没有沙箱时的批改", printed).startswith("✔")
    assert "--no-sandbox" in line("没有沙箱时的批改", printed)


def test_too_little_memory_is_a_warning_too_little_disk_a_hindrance(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(doctor, "LEAST_MEMORY", 10**18)
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**18)
    findings = {one.title: one for one in doctor.examine(Course(Path.cwd()))}
    assert (findings["电脑"].good, findings["电脑"].needed) == (False, False)
    assert (findings["磁盘"].good, findings["磁盘"].needed) == (False, True)
    assert all("请" in findings[title].text for title in ("电脑", "磁盘"))


def test_a_gradebook_that_can_be_written_or_is_not_there_yet(course: Path) -> None:
    before = sorted(course.iterdir())
    assert look("成绩册", course).good and "可以写入" in look("成绩册", course).text
    assert sorted(course.iterdir()) == before
    assert look("成绩册", course / "new").good
    assert not (course / "new").exists()


def test_a_locked_gradebook(course: Path) -> None:
    other = sqlite3.connect(course / "gradebook.db")
    other.execute("BEGIN EXCLUSIVE")
    finding = look("成绩册", course)
    other.close()
    assert not finding.good and finding.needed
    assert "占用" in finding.text and "请" in finding.text


def test_a_gradebook_that_is_none(course: Path) -> None:
    (course / "gradebook.db").write_bytes(b"marks" * 1000)
    assert "坏了" in look("成绩册", course).text


@pytest.mark.needs_bwrap
def test_a_gradebook_on_a_disk_that_cannot_be_written(course: Path) -> None:
    """Root may write everywhere but on a read-only disk."""
    command = ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--ro-bind", str(course), str(course)]
    command += [sys.executable, "-m", "grading.cli", "doctor", "--course", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    found = line("成绩册", done.stdout)
    assert found.startswith("✘ 成绩册（必需）")
    assert "不能写入" in found and "请" in found
