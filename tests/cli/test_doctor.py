"""``workbook doctor``: one screen, and a true answer to whether grading is possible."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from grading import doctor
from tests.cli.support import workbook


def font() -> doctor.Finding:
    return next(finding for finding in doctor.examine() if finding.title == "中文字体")


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
    assert "✔ 沙箱" in workbook("doctor").stdout


def test_the_font_is_judged_by_its_glyphs(monkeypatch: pytest.MonkeyPatch) -> None:
    import matplotlib

    assert font().good
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    monkeypatch.setattr("helpers.lab.style.font_file", lambda: latin)
    assert not font().good
