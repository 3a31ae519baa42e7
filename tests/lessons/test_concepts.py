"""docs/concepts.md says what each lesson brings: its terms, and the names its exercises newly need.

Write it anew with ``python -m tests.lessons.test_concepts``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.exercises import catalog
from tests.lessons.support import LESSON_IDS, grade_id, teachers_notebook
from tests.lessons.test_taught_before import needed

PAGE = Path(__file__).parents[2] / "docs" / "concepts.md"
HEAD = """# 概念表

每一课带来的术语（中文和英文），以及练习里第一次用到的写法。由各课的“小结与术语”和参考答案整理而成。
"""


def terms(lesson_id: str) -> list[tuple[str, str]]:
    """The rows of the table under 小结与术语: the Chinese and the English term."""
    [text] = [
        c.source
        for c in teachers_notebook(lesson_id).cells
        if c.cell_type == "markdown" and re.search(r"^## .*小结", c.source, re.M)
    ]
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    head = next(i for i, row in enumerate(rows) if row[:2] == ["中文", "English"])
    return [(row[0], row[1]) for row in rows[head + 2 :] if len(row) >= 2]


def written_names(lesson_id: str) -> set[str]:
    """The methods, functions and options in the lesson's solutions."""
    names = {exercise.name for exercise in catalog.lesson(lesson_id).exercises}
    cells = [c for c in teachers_notebook(lesson_id).cells if grade_id(c) in names]
    return set().union(*(needed(cell.source) for cell in cells))


def sections() -> Iterator[str]:
    known: set[str] = set()
    for lesson in catalog.lessons():
        new = sorted(written_names(lesson.id) - known, key=lambda name: (name.lower(), name))
        known |= set(new)
        yield f"## {lesson.number} {lesson.title}\n"
        yield "| 中文 | English |\n|---|---|"
        yield "\n".join(f"| {chinese} | {english} |" for chinese, english in terms(lesson.id))
        shown = "、".join(f"`{name}`" for name in new)
        yield f"\n练习里第一次用到：{shown}。\n" if new else "\n练习里没有新的写法。\n"


def page() -> str:
    return HEAD + "\n" + "\n".join(sections())


def test_the_page_says_what_the_lessons_bring() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_lesson_has_terms_and_no_term_is_introduced_as_two_things() -> None:
    english: dict[str, str] = {}
    for lesson_id in LESSON_IDS:
        found = terms(lesson_id)
        assert len(found) >= 4, lesson_id
        for chinese, name in found:
            plain = re.sub(r"\s*\(.*\)", "", name).lower()
            assert english.setdefault(chinese, plain) == plain, (lesson_id, chinese)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
