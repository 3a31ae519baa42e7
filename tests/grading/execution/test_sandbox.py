"""One command of ours on strangers' files, and whether the sandbox is recognised to hold or not."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grading.execution import sandbox
from grading.execution.api import Limits
from grading.execution.sandbox import run_in_sandbox, sandbox_available

REPOSITORY = Path(__file__).resolve().parents[3]
PYTHON = [sys.executable, "-c"]


@pytest.mark.needs_bwrap
def test_wanted_files_come_back() -> None:
    code = (
        "import os\ndata = open('一.bin', 'rb').read()\nos.mkdir('done')\n"
        "open('done/二.bin', 'wb').write(data * 2)\nopen('other', 'w')"
    )
    wanted = ("done/二.bin", "absent")
    found = run_in_sandbox([*PYTHON, code], {"一.bin": b"\0\1"}, wanted, Limits())
    assert found == {"done/二.bin": b"\0\1\0\1"}


@pytest.mark.needs_bwrap
def test_what_a_failing_command_left_comes_back() -> None:
    code = "open('a', 'w').write('1')\nraise SystemExit(3)"
    assert run_in_sandbox([*PYTHON, code], {}, ("a",), Limits()) == {"a": b"1"}


@pytest.mark.needs_bwrap
def test_links_and_pipes_in_the_shared_folder_do_not_come_back(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("marks")
    # a parser that was taken over can write to the shared folder itself
    code = (
        "import glob, os\nshared, = glob.glob('/tmp/wb-*')\n"
        f"os.symlink({str(secret)!r}, shared + '/0')\nos.mkfifo(shared + '/1')\n"
        "open(shared + '/2', 'wb').write(bytes(1_000_001))\nos.mkdir(shared + '/3')\n"
        "open('e', 'w').write('fine')"
    )
    found = run_in_sandbox([*PYTHON, code], {}, tuple("abcde"), Limits())
    assert found == {"c": bytes(1_000_001), "e": b"fine"}
    assert secret.read_text() == "marks"


@pytest.mark.needs_bwrap
def test_a_command_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "COMMAND_SECONDS", 1.0)
    begin = time.monotonic()
    code = "open('a', 'w').write('1')\nwhile True: pass"
    assert run_in_sandbox([*PYTHON, code], {}, ("a",), Limits(cell_seconds=1.0)) == {}
    assert time.monotonic() - begin < 15


@pytest.mark.needs_bwrap
@pytest.mark.needs_soffice
@pytest.mark.slow
def test_libreoffice_recalculates_inside() -> None:
    import openpyxl

    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = "=6*7"
    book.save(data)
    command = [str(shutil.which("soffice")), "--headless", "--norestore", "--convert-to", "xlsx"]
    done = run_in_sandbox(
        [*command, "--outdir", "done", "in.xlsx"],
        {"in.xlsx": data.getvalue()},
        ("done/in.xlsx",),
        Limits(),
    )
    again = openpyxl.load_workbook(io.BytesIO(done["done/in.xlsx"]), data_only=True)
    assert again.active["A1"].value == 42


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    sandbox_available.cache_clear()
    yield
    sandbox_available.cache_clear()


@pytest.mark.needs_bwrap
def test_a_sandbox_that_holds() -> None:
    works, says = sandbox_available()
    assert works and "沙箱可用" in says


def test_no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    works, says = sandbox_available()
    assert not works and "apt-get install bubblewrap" in says and "WSL2" in says


HELP = 'if [ "$1" = --help ]; then echo "--disable-userns"; exit 0; fi\n'


@pytest.mark.parametrize(
    ("script", "word"),
    [
        ("echo usage; exit 0", "太旧"),
        (HELP + "echo 'No permissions to create new namespace' >&2; exit 1", "No permissions"),
    ],
    ids=["old", "forbidden"],
)
def test_a_sandbox_that_does_not_hold(
    script: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put_before_bwrap(tmp_path, script, monkeypatch)
    works, says = sandbox_available()
    assert not works
    assert word in says
    assert "请" in says


@pytest.mark.needs_bwrap
@pytest.mark.skipif(os.geteuid() != 0, reason="only root's sandboxes run as somebody else")
def test_an_interpreter_that_only_root_can_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "lib" / "python3.11" / "site-packages" / "pandas"
    package.mkdir(parents=True)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(sandbox, "trees", lambda: [tmp_path])
    package.chmod(0o700)
    works, says = sandbox_available()
    assert not works and "chmod" in says and str(tmp_path) in says
    sandbox_available.cache_clear()
    package.chmod(0o755)
    assert sandbox_available()[0]


def _put_before_bwrap(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "bwrap"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.needs_bwrap
@pytest.mark.parametrize(
    ("instead", "leak"),
    [
        ({"--unshare-net": ""}, "network"),
        ({"--chdir": f"--ro-bind {tempfile.gettempdir()} /tmp --chdir"}, "file"),
        ({"--chdir": f"--ro-bind {REPOSITORY}/helpers /opt/edition/helpers --chdir"},
         "references"),
    ],
    ids=["network", "temp", "references"],
)  # fmt: skip
def test_a_leak_is_noticed(
    instead: dict[str, str], leak: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((option, others),) = instead.items()
    real = shutil.which("bwrap")
    script = (
        f'for a do shift; if [ "$a" = {option} ]; then set -- "$@" {others}; '
        f'else set -- "$@" "$a"; fi; done; exec {real} "$@"'
    )
    _put_before_bwrap(tmp_path, script, monkeypatch)
    works, says = sandbox_available()
    assert not works
    assert "不严密" in says and leak in says
