"""The grading edition of ``helpers``: what a lesson needs to run, and nothing that knows an answer."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from functools import cache
from pathlib import Path

import helpers

HELPERS = Path(helpers.__file__).parent
STAND_INS = Path(__file__).parent / "edition_files"
INSIDE = Path(__file__).parent / "inside"

# Everything else in helpers stays outside: references, cases, mistakes, hints.
COPIED = (
    "__init__.py",
    "errors.py",
    "checking/__init__.py",
    "checking/calls.py",
    "checking/chart.py",
    "checking/explain.py",
    "checking/explain_syntax.py",
    "checking/plain.py",
    "checking/recalculate.py",
    "checking/sheets.py",
    "lab/collector.py",
    "lab/dataset.py",
    "lab/errors.py",
    "lab/ratio.py",
    "lab/style.py",
)
REPLACED = {"lab/__init__.py": "lab_init.py", "lab/widgets/__init__.py": "lab_widgets.py"}


@cache
def edition_files() -> dict[str, bytes]:
    """The files of the edition, by path below ``helpers``."""
    files = {name: (HELPERS / name).read_bytes() for name in COPIED}
    return files | {name: (STAND_INS / source).read_bytes() for name, source in REPLACED.items()}


@cache
def inside_files() -> dict[str, bytes]:
    """The modules of ``grading.execution.inside``, by file name."""
    return {path.name: path.read_bytes() for path in sorted(INSIDE.glob("*.py"))}


@cache
def edition_hash() -> str:
    """A hash of the edition's content; marks are kept under it."""
    digest = hashlib.sha256()
    for name, data in sorted(edition_files().items()):
        digest.update(b"%d %s %d " % (len(name), name.encode(), len(data)) + data)
    return digest.hexdigest()


@cache
def font_list() -> dict[str, bytes]:
    """matplotlib's list of fonts by file name: making it anew in each sandbox would take seconds.

    Fonts that the sandbox cannot see are left out, the teacher's own among them.
    """
    from matplotlib import font_manager

    name = f"fontlist-v{font_manager.FontManager.__version__}.json"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        font_manager.json_dump(font_manager.fontManager, path)
        fonts = json.loads(path.read_text("utf-8"))
    seen = ("/usr/", sys.prefix, sys.base_prefix)  # matplotlib's own have relative names
    for kind in ("ttflist", "afmlist"):
        fonts[kind] = [
            f for f in fonts[kind] if f["fname"].startswith(seen) or not f["fname"].startswith("/")
        ]
    return {name: json.dumps(fonts).encode()}
