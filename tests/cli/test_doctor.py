"""``workbook doctor``: one screen, and a true answer to whether grading is possible."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from grading import doctor
from tests.cli.support import workbook


def by_title(findings: list[doctor.Finding]) -> dict[str, doctor.Finding]:
    return {finding.title: finding for finding in findings}


def test_one_screen_with_a_verdict_that_fits_the_status() -> None:
    done = workbook("doctor")
    lines = done.stdout.splitlines()
    assert len(lines) <= 24
    assert all(line[0] in "✔✘" for line in lines[:-1])
    needed_missing = any(line.startswith("✘") and "（必需）" in line for line in lines)
    assert done.returncode == (1 if needed_missing else 0)
    assert ("还不能批改" in lines[-1]) == needed_missing


def test_every_missing_thing_comes_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    findings = doctor.examine()
    bad = [finding for finding in findings if not finding.good]
    assert {"沙箱（sandbox）", "命令", "LibreOffice", "浏览器"} <= set(by_title(bad))
    assert all("请" in finding.text for finding in bad)
    assert not doctor.grading_possible(findings)


def test_programs_that_only_help_do_not_forbid_grading() -> None:
    optional = doctor.Finding("浏览器", False, "", needed=False)
    needed = doctor.Finding("沙箱", False, "")
    assert doctor.grading_possible([optional])
    assert not doctor.grading_possible([optional, needed])


def fake_program(folder: Path, name: str, body: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is a Linux program")
def test_a_sandbox_that_is_there_but_cannot_start_is_found_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake_program(tmp_path, "bwrap", "echo 'No permissions to create new namespace' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert not by_title(doctor.examine())["沙箱（sandbox）"].good


@pytest.mark.needs_bwrap
def test_a_working_sandbox_is_recognised() -> None:
    assert by_title(doctor.examine())["沙箱（sandbox）"].good


def test_the_font_is_judged_by_its_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    assert by_title(doctor.examine())["中文字体"].good
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr("helpers.lab.style.font_file", lambda: latin)
    assert not by_title(doctor.examine())["中文字体"].good
