"""docs/syllabus.md names exercises that exist, in the lesson where they are, and every one of them."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.exercises import catalog

ROOT = Path(__file__).parents[2]
ROWS = re.findall(
    r"^\|[^|\n]+\| (\d\d) \|([^|\n]+)\|$", (ROOT / "docs" / "syllabus.md").read_text("utf-8"), re.M
)


def named() -> set[tuple[str, str]]:
    return {(number, name) for number, cell in ROWS for name in re.findall(r"`(\w+)`", cell)}


def there() -> set[tuple[str, str]]:
    return {
        (lesson.number, one.name)
        for lesson in catalog.lessons()
        for one in (*lesson.exercises, *lesson.written)
    }


def test_each_exercise_is_named_where_it_is() -> None:
    assert named() == there()


def test_the_weeks_name_each_lesson_in_bold_and_no_other() -> None:
    numbers = {lesson.number for lesson in catalog.lessons()}
    for document in ("README.md", "README.zh-CN.md"):
        text = (ROOT / document).read_text("utf-8")
        section = text.split("## Syllabus" if document == "README.md" else "## 课程表")[1]
        table = section.split("\n## ")[0]
        assert set(re.findall(r"\*\*(\d\d) ", table)) == numbers
        assert "docs/syllabus.md" in table
