"""What several commands share: LESSON..., --course DIR and the progress bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from helpers.errors import WorkbookError

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "grading" / "course"
F = TypeVar("F", bound=Callable[..., Any])

course_option = click.option(
    "--course",
    "course_dir",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=COURSE,
    help="课程文件夹，默认是 grading/course。",
)


def lessons_argument(required: bool = False) -> Callable[[F], F]:
    """Add ``LESSON...``, received as the tuple ``lessons`` of what was typed."""
    metavar = "LESSON..." if required else "[LESSON]..."
    return click.argument("lessons", metavar=metavar, nargs=-1, required=required)


def lesson_ids(typed: Sequence[str]) -> list[str]:
    """Turn numbers and ids as typed into ids, each once, in the order typed.

    Raises WorkbookError for a lesson that does not exist.
    """
    from helpers.exercises.catalog import lesson

    return list(dict.fromkeys(lesson(one).id for one in typed))


def released_ids(typed: Sequence[str], release: Path) -> list[str]:
    """Return the lessons typed or, where none was, all that the folder ``release`` holds.

    Raises WorkbookError for an unknown lesson, and where nothing was released yet.
    """
    if typed:
        return lesson_ids(typed)
    found = sorted(path.parent.name for path in release.glob("*/*.ipynb"))
    if not found:
        raise WorkbookError("这门课程还没有发布任何一课：请先运行 workbook release 03 这样的命令。")
    return lesson_ids(found)


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """Give a function ``(done, total, what)`` that moves a progress bar on the error stream."""
    from tqdm import tqdm

    shape = "{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} 份，还要 {remaining}{postfix}"
    with tqdm(desc=title, total=0, bar_format=shape, leave=False, disable=None) as bar:

        def progress(done: int, total: int, what: str = "") -> None:
            bar.total = total
            bar.set_postfix_str(what, refresh=False)
            bar.update(done - bar.n)
            bar.refresh()

        yield progress
