"""Copies of the project and ways to run start.py in them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# what a download holds that an installation needs
PARTS = (
    "README.md", "LICENSE", "pyproject.toml", "start.py",
    "requirements.lock", "requirements-dev.lock",
    "binder", "datasets", "grading", "helpers", "notebooks", "share",
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


class JupyterServer:
    """A running JupyterLab, asked over HTTP; leaving its ``with`` block ends it."""

    def __init__(self, command: list[str], cwd: Path, env: dict[str, str] | None = None) -> None:
        """Start ``command`` and wait for the address that it prints."""
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.printed = ""
        for line in self.process.stdout or ():
            self.printed += line
            found = re.search(r"http://127\.0\.0\.1:(\d+)/lab\?token=(\w+)", line)
            if found:
                self.port, self.token = found.groups()
                self._wait()
                return
        raise AssertionError(self.printed)

    def _wait(self) -> None:
        """Wait until the server answers; it prints its address a little earlier."""
        for _ in range(100):
            try:
                self.get("api")
                return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError(self.printed)

    def __enter__(self) -> JupyterServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate(timeout=60)

    def stop(self) -> int:
        """Press Ctrl+C and return the exit status; a server that hangs fails the test."""
        with self:
            self.process.send_signal(signal.SIGINT)
            self.printed += self.process.communicate(timeout=60)[0]
            return self.process.returncode

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        address = f"http://127.0.0.1:{self.port}/{path}?token={self.token}"
        try:
            with urllib.request.urlopen(address, timeout=30) as reply:
                return reply.status, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""

    def json(self, path: str) -> Any:
        """Return the JSON of a page that must be there."""
        status, text = self.get(path)
        assert status == 200, (path, status, self.printed)
        return json.loads(text)

    def locale(self) -> str:
        """Return the language that JupyterLab has by default."""
        plugin = self.json("lab/api/settings/@jupyterlab/translation-extension:plugin")
        return str(plugin["schema"]["properties"]["locale"]["default"])

    def disabled_extensions(self) -> set[str]:
        """Return the names of the extensions that the page switches off."""
        _, page = self.get("lab")
        found = re.search(r'"disabledExtensions": (\[[^]]*\])', page)
        return set(json.loads(found.group(1))) if found else set()
