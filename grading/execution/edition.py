"""The grading edition of ``helpers``: what a lesson needs to run, and nothing that knows an answer."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

import helpers

HELPERS = Path(helpers.__file__).parent
STAND_INS = Path(__file__).parent / "edition_files"

# Everything else in helpers stays outside: references, cases, mistakes, hints.
COPIED = (
    "__init__.py",
    "errors.py",
    "checking/__init__.py",
    "checking/calls.py",
    "checking/chart.py",
    "checking/explain.py",
    "checking/plain.py",
    "checking/sheets.py",
    "lab/collector.py",
    "lab/dataset.py",
    "lab/errors.py",
    "lab/style.py",
)
REPLACED = {"lab/__init__.py": "lab_init.py", "lab/widgets.py": "lab_widgets.py"}


def edition_files() -> dict[str, bytes]:
    """The files of the edition, by path below ``helpers``."""
    files = {name: (HELPERS / name).read_bytes() for name in COPIED}
    return files | {name: (STAND_INS / source).read_bytes() for name, source in REPLACED.items()}


@cache
def edition_hash() -> str:
    """A hash of the edition's content; marks are kept under it."""
    digest = hashlib.sha256()
    for name, data in sorted(edition_files().items()):
        digest.update(name.encode() + b"\0" + data)
    return digest.hexdigest()


@cache
def edition_folder() -> Path:
    """A folder that holds ``helpers`` in the grading edition, made once per process.

    It also holds matplotlib's list of fonts, which takes seconds to make anew.
    """
    import matplotlib
    from matplotlib import font_manager  # importing it writes the list

    folder = Path(tempfile.mkdtemp(prefix="edition-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, data in edition_files().items():
        path = folder / "helpers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert font_manager.fontManager is not None
    for fonts in Path(matplotlib.get_cachedir()).glob("fontlist-*.json"):
        shutil.copy(fonts, folder / fonts.name)
    return folder
