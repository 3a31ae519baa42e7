"""The grading edition is an allow-list, complete in itself, and named by its content."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from grading.execution import edition
from grading.execution.edition import (
    COPIED,
    HELPERS,
    REPLACED,
    edition_files,
    edition_hash,
    font_list,
)


def _imports(source: bytes) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{a.name}" for a in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_nothing_in_it_knows_an_answer() -> None:
    folders = {name.split("/")[0] for name in edition_files() if "/" in name}
    assert folders == {"checking", "lab"}
    assert not {n for n in edition_files() if Path(n).stem in {"verdict", "compare", "attempt"}}


def test_it_imports_nothing_that_is_not_in_it() -> None:
    modules = {name.removesuffix(".py").replace("/", ".") for name in edition_files()}
    known = {f"helpers.{m}".removesuffix(".__init__") for m in modules}
    for name, source in edition_files().items():
        ours = {m for m in _imports(source) if m.startswith("helpers.")}
        missing = {m for m in ours if m not in known and m.rpartition(".")[0] not in known}
        assert missing == set(), name


def test_its_stand_ins_offer_what_lessons_import() -> None:
    lab = ast.parse(edition_files()["lab/__init__.py"])
    names = {n.name for n in ast.walk(lab) if isinstance(n, ast.FunctionDef)}
    names |= {a.name for n in ast.walk(lab) if isinstance(n, ast.ImportFrom) for a in n.names}
    real = ast.parse((HELPERS / "lab" / "__init__.py").read_bytes())
    offered = next(
        ast.literal_eval(n.value)
        for n in real.body
        if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "__all__"
    )
    assert set(offered) <= names


def test_its_hash_changes_with_any_of_its_files(monkeypatch: pytest.MonkeyPatch) -> None:
    files = edition_files()
    assert set(files) == {*COPIED, *REPLACED}
    seen = {edition_hash()}
    for name in files:
        changed = files | {name: files[name] + b"\n"}
        monkeypatch.setattr(edition, "edition_files", lambda changed=changed: changed)
        seen.add(edition_hash.__wrapped__())
    assert len(seen) == len(files) + 1


def test_fonts_of_the_teacher_stay_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    mine = font_manager.FontEntry(fname="/home/teacher/.fonts/mine.ttf", name="Mine")
    fonts = [*font_manager.fontManager.ttflist, mine]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", fonts)
    ((name, data),) = font_list.__wrapped__().items()
    kept = [f["name"] for f in json.loads(data)["ttflist"]]
    assert name.startswith("fontlist-v")
    assert "DejaVu Sans" in kept and "Mine" not in kept
