"""What a teacher adds to grading, named in a course's configuration."""

from __future__ import annotations

from pathlib import Path

from nbgrader.plugins import BasePlugin


class HalfAPointADay(BasePlugin):
    def late_submission_penalty(self, student_id: str, score: float, late: float) -> float:
        return 0.5 * round(late / 86400)


class Broken(BasePlugin):
    def late_submission_penalty(self, student_id: str, score: float, late: float) -> float:
        return 1 / 0


def stamp(assignment: str, student: str, notebooks: list[str]) -> None:
    """A hook, called in the course's folder."""
    Path("stamp.txt").write_text(f"{student} {assignment}")
