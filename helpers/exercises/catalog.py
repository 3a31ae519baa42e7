"""All lessons, in the order of the course. A new lesson is added here."""

from __future__ import annotations

import functools
import importlib

from helpers.errors import WorkbookError
from helpers.exercises.model import Exercise, Lesson

MODULES = (
    "entrance",
    "first_steps",
    "terminology",
    "old_customers",
    "cleaning",
    "customer_table",
    "interval_days",
    "rfm",
    "loyalty",
)


@functools.cache
def lessons() -> tuple[Lesson, ...]:
    """Every lesson, ordered by number."""
    found = [importlib.import_module(f"helpers.exercises.{name}").LESSON for name in MODULES]
    return tuple(sorted(found, key=lambda lesson: lesson.id))


def lesson(key: str) -> Lesson:
    """The lesson with this number ("03") or id ("03_old_customers").

    Raises WorkbookError for any other text.
    """
    for one in lessons():
        if key in {one.id, one.number, one.number.lstrip("0")}:
            return one
    known = "、".join(one.id for one in lessons())
    raise WorkbookError(f"没有“{key}”这一课：请用编号或全名，现有的课是 {known}。")


def exercise(name: str) -> Exercise:
    """The exercise with this name; names are unique over all lessons.

    Raises WorkbookError where there is none.
    """
    for one in lessons():
        for found in one.exercises:
            if found.name == name:
                return found
    raise WorkbookError(
        f'没有叫“{name}”的练习：引号里要写题目里给的名字，两边的引号也要有，比如 hint("best_day")。'
    )
