"""How tests are dealt out. Those whose outside program is missing are skipped with its name; CI has them all."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

PROGRAMS = {
    "needs_bwrap": ("bubblewrap", ("bwrap",)),
    "needs_chromium": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "needs_soffice": ("LibreOffice Calc", ("soffice", "libreoffice")),
}


def _file(nodeid: str) -> str:
    return nodeid.split("::")[0]


class FilesTogether(LoadScopeScheduling):  # type: ignore[misc]  # xdist's are untyped
    """A file's tests stay in one worker, as cells of a notebook must; blind answers go by lesson."""

    def _split_scope(self, nodeid: str) -> str:
        file = _file(nodeid)
        return nodeid.partition("[")[2] if file.endswith("test_blind.py") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FilesTogether:
    config.option.loadscopereorder = False  # by size, it would undo the order made below
    return FilesTogether(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    slow = {_file(item.nodeid) for item in items if item.get_closest_marker("slow")}
    # the slowest files first, or one worker waits for the other at the end
    items.sort(key=lambda item: _file(item.nodeid) not in slow)
    for item in items:
        for marker, (program, commands) in PROGRAMS.items():
            if item.get_closest_marker(marker) and not any(map(shutil.which, commands)):
                if os.environ.get("CI"):
                    pytest.exit(f"CI must not skip: {program} is missing", returncode=3)
                item.add_marker(pytest.mark.skip(reason=f"needs {program}, which is not installed"))
