"""Copies of the project and ways to run start.py in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# what a download holds that an installation needs
PARTS = (
    "README.md", "LICENSE", "pyproject.toml", "start.py",
    "requirements.lock", "requirements-dev.lock", "binder", "datasets", "grading", "helpers", "notebooks", "share",
)  # fmt: skip
NOT_COPIED = shutil.ignore_patterns("__pycache__", "course", "demo-course", ".ipynb_checkpoints")


def copy_project(target: Path) -> Path:
    """Copy what a download holds to ``target``; return it."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=NOT_COPIED)
        else:
            shutil.copy(source, target / part)
    return target


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment without what this test run's own Python put there."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "VIRTUAL_ENV", "PYTHON", "JUPYTER"))
    }
    here = str(Path(sys.executable).parent)
    inherited["PATH"] = os.pathsep.join(
        folder for folder in inherited["PATH"].split(os.pathsep) if folder != here
    )
    return {**inherited, **extra}


def base_python() -> str:
    """The Python that this test run's environment was made with."""
    return str(getattr(sys, "_base_executable", sys.executable))


def run_start(
    project: Path, *arguments: str, before: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run start.py of ``project``; ``before`` is a command to run it under."""
    command = [*before, base_python(), str(project / "start.py"), *arguments]
    return subprocess.run(
        command,
        env=clean_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )
