"""Answers by somebody who saw only the released notebook: no wrong verdicts, and many diagnoses."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.exercises import catalog
from tests.lessons.support import LESSON_IDS, verdict_of

BLIND = Path(__file__).parent / "blind"


def blind_answers(lesson_id: str) -> list[tuple[str, str, str]]:
    """File name, exercise and source of each blind answer of a lesson."""
    if not (BLIND / lesson_id).is_dir():
        pytest.skip(f"nobody has written blind answers for {lesson_id} yet: it is not finished")
    paths = sorted((BLIND / lesson_id).glob("*.py"))
    return [(p.name, p.name.split("__")[0], p.read_text("utf-8")) for p in paths]


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_there_are_enough(lesson_id: str) -> None:
    names = [name for name, _, _ in blind_answers(lesson_id)]
    assert sum("__right_" in name for name in names) >= 10
    assert sum("__wrong_" in name for name in names) >= 25


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_no_wrong_verdict(lesson_id: str) -> None:
    lesson = catalog.lesson(lesson_id)
    mistaken = []
    for path, name, source in blind_answers(lesson_id):
        verdict = verdict_of(lesson, name, source)
        if (verdict.status == "right") != ("__right_" in path):
            mistaken.append(
                f"{path}: {verdict.status} {verdict.score:g}/{verdict.points:g} {verdict.says}"
            )
    assert mistaken == []


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_marks_do_not_depend_on_the_seed(lesson_id: str) -> None:
    lesson = catalog.lesson(lesson_id)
    for path, name, source in blind_answers(lesson_id):
        scores = {verdict_of(lesson, name, source, seed).score for seed in range(20)}
        assert len(scores) == 1, f"{path}: {scores}"


@pytest.mark.parametrize("lesson_id", LESSON_IDS)
def test_share_of_diagnosed_wrong_answers(
    lesson_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = catalog.lesson(lesson_id)
    wrong = [a for a in blind_answers(lesson_id) if "__wrong_" in a[0]]
    verdicts = [(path, verdict_of(lesson, name, source)) for path, name, source in wrong]
    # an exception is explained with its line: as specific as a named mistake
    specific = [
        path for path, v in verdicts if v.diagnoses or v.status in {"error", "not_attempted"}
    ]
    share = len(specific) / len(wrong)
    with capsys.disabled():
        print(
            f"\n{lesson_id}: {len(specific)} of {len(wrong)} wrong blind answers diagnosed ({share:.0%})"
        )
        for path, v in verdicts:
            if path not in specific:
                print(f"    no diagnosis: {path}: {v.says}")
    assert share >= 0.5
