"""Rules of a teacher's own for what is handed in late, named in a course's configuration."""

from __future__ import annotations

from nbgrader.plugins import BasePlugin


class HalfAPointADay(BasePlugin):
    def late_submission_penalty(self, student_id: str, score: float, late: float) -> float:
        return 0.5 * round(late / 86400)


class Broken(BasePlugin):
    def late_submission_penalty(self, student_id: str, score: float, late: float) -> float:
        return 1 / 0
