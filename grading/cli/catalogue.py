"""What ``workbook list`` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from helpers.exercises.model import Exercise, Lesson, Written

KINDS = {
    "function": "函数",
    "value": "数值",
    "table": "表格",
    "choice": "选择",
    "workbook": "Excel 文件",
    "chart": "图表",
}


def points(lesson: Lesson) -> int:
    """Return the points of all exercises and written answers of a lesson."""
    parts: Iterable[Exercise | Written] = (*lesson.exercises, *lesson.written)
    return sum(part.points for part in parts)


def to_json(lessons: Sequence[Lesson]) -> str:
    """Return the lessons as JSON text (see ``_lesson`` for its form)."""
    return json.dumps({"lessons": [_lesson(one) for one in lessons]}, ensure_ascii=False, indent=2)


def _lesson(lesson: Lesson) -> dict[str, Any]:
    return {
        "id": lesson.id,
        "number": lesson.number,
        "title": lesson.title,
        "points": points(lesson),
        "datasets": list(lesson.datasets),
        "files": list(lesson.files),
        "exercises": [
            {
                "name": exercise.name,
                "title": exercise.title,
                "kind": exercise.kind,
                "answer": exercise.answer,
                "points": exercise.points,
                "hints": len(exercise.hints),
                "mistakes": [
                    {"name": mistake.name, "says": mistake.says} for mistake in exercise.mistakes
                ],
            }
            for exercise in lesson.exercises
        ],
        "written": [
            {
                "name": written.name,
                "title": written.title,
                "points": written.points,
                "rubric": [
                    {"title": criterion.title, "points": criterion.points}
                    for criterion in written.rubric
                ],
            }
            for written in lesson.written
        ],
    }


def as_text(lessons: Sequence[Lesson], details: bool) -> str:
    """Return the lessons for a person to read; with ``details``, mistakes and rubrics too."""
    return "\n\n".join("\n".join(_lines(one, details)) for one in lessons)


def _lines(lesson: Lesson, details: bool) -> list[str]:
    lines = [f"{lesson.id}  {lesson.title}（共 {points(lesson)} 分）"]
    for exercise in lesson.exercises:
        kind, mistakes = KINDS[exercise.kind], exercise.mistakes
        lines.append(f"  {exercise.points:>2} 分  {exercise.title}（{kind}，{exercise.name}）")
        if details:
            lines += [f"         · {mistake.says}" for mistake in mistakes]
        elif mistakes:
            lines[-1] += f"，常见错误 {len(mistakes)} 种"
    for written in lesson.written:
        lines.append(f"  {written.points:>2} 分  {written.title}（文字题，{written.name}）")
        if details:
            lines += [f"         · {one.title}（{one.points} 分）" for one in written.rubric]
    return lines
