"""The whole test suite: static checks, then one pytest run over the tests and the notebooks."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import click

from helpers.errors import WorkbookError

STATIC = {
    "代码检查（ruff check）": ("ruff", "check", "."),
    "代码格式（ruff format）": ("ruff", "format", "--check", "."),
    "类型检查（mypy）": ("mypy",),
}
# How tests are dealt out to the workers: tests/conftest.py.
PYTEST = ("pytest", "-n", "2")
NOTEBOOKS = ("--nbval-lax", "--nbval-current-env", "tests", "notebooks")


def run_suite(root: Path, arguments: Sequence[str]) -> int:
    """Run everything or, with ``arguments``, pytest alone with them; return the first bad status.

    Later parts run even where an earlier one failed, and pytest comes last. Raises WorkbookError
    where the packages for development are missing.
    """
    if find_spec("pytest") is None:
        raise WorkbookError("缺少测试用的软件包：请在练习册文件夹里运行 python3 start.py test。")
    if arguments:
        return _run(root, (*PYTEST, *arguments))
    statuses = []
    for title, command in STATIC.items():
        click.echo(f"== {title}")
        statuses.append(_run(root, command))
    click.echo("== 测试（pytest 和 nbval）")
    statuses.append(_run(root, (*PYTEST, *NOTEBOOKS)))
    return next(filter(None, statuses), 0)


def _run(root: Path, command: Sequence[str]) -> int:
    sys.stdout.flush()
    return subprocess.run([sys.executable, "-m", *command], cwd=root).returncode
