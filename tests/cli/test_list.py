"""``workbook list``: all that the catalogue knows, for people and for programs."""

from __future__ import annotations

import json

from helpers.exercises.catalog import lessons
from tests.cli.support import workbook


def test_json_tells_lessons_exercises_points_and_mistakes() -> None:
    done = workbook("list", "--json")
    assert done.returncode == 0, done.stderr
    listed = {lesson["id"]: lesson for lesson in json.loads(done.stdout)["lessons"]}
    assert list(listed) == [lesson.id for lesson in lessons()]
    for lesson in lessons():
        one = listed[lesson.id]
        assert one["title"] == lesson.title
        exercises = {exercise["name"]: exercise for exercise in one["exercises"]}
        for exercise in lesson.exercises:
            found = exercises.pop(exercise.name)
            assert found["points"] == exercise.points
            assert [mistake["name"] for mistake in found["mistakes"]] == [
                mistake.name for mistake in exercise.mistakes
            ]
        assert not exercises
        parts = [*one["exercises"], *one["written"]]
        assert one["points"] == sum(part["points"] for part in parts)
        for written in one["written"]:
            assert written["points"] == sum(line["points"] for line in written["rubric"])


def test_lessons_may_be_named_by_number_or_id_and_come_once() -> None:
    lesson = lessons()[0]
    done = workbook("list", lesson.number, lesson.id, "--json")
    assert [one["id"] for one in json.loads(done.stdout)["lessons"]] == [lesson.id]


def test_text_names_every_exercise_and_with_a_lesson_every_mistake() -> None:
    everything = workbook("list").stdout
    for lesson in lessons():
        details = workbook("list", lesson.number).stdout
        for exercise in lesson.exercises:
            assert exercise.title in everything
            assert exercise.title in details
            assert all(mistake.says in details for mistake in exercise.mistakes)
