"""Shared fixtures. Tests whose outside program is missing are skipped with its name; CI has them all."""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = {
    "needs_bwrap": ("bubblewrap", ("bwrap",)),
    "needs_chromium": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "needs_soffice": ("LibreOffice Calc", ("soffice", "libreoffice")),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for marker, (program, commands) in PROGRAMS.items():
            if item.get_closest_marker(marker) and not any(map(shutil.which, commands)):
                if os.environ.get("CI"):
                    pytest.exit(f"CI must not skip: {program} is missing", returncode=3)
                item.add_marker(pytest.mark.skip(reason=f"needs {program}, which is not installed"))
