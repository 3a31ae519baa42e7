"""Running the real ``workbook`` command."""

from __future__ import annotations

import os
import subprocess
import sys


def workbook(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with changes to its environment."""
    command = [sys.executable, "-P", "-m", "grading.cli", *arguments]
    env = {**os.environ, **environment}
    return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=300)
