"""Running the real ``workbook`` command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def workbook(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-P", "-m", "grading.cli", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=300)
