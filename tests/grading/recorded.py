"""What grading left in a course, in a form that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Course as CourseRow
from nbgrader.api import Gradebook, Student, SubmittedAssignment

from grading.course import Course


def rows(course: Course) -> dict[str, Any]:
    """Everything that the gradebook says of submissions, without the random ids of its rows."""
    with Gradebook(course.db_url) as gradebook:
        found = gradebook.db.query(SubmittedAssignment).all()
        assert len({(s.name, s.student_id) for s in found}) == len(found), "a submission twice"
        return {
            "students": sorted(s.id for s in gradebook.db.query(Student)),
            "courses": [row.id for row in gradebook.db.query(CourseRow.id)],
            "submissions": {f"{s.student_id}/{s.name}": _submission(s) for s in found},
        }


def _submission(submission: SubmittedAssignment) -> dict[str, Any]:
    [notebook] = submission.notebooks
    return {
        "timestamp": submission.timestamp,
        "penalty": notebook.late_submission_penalty,
        "score": notebook.score,
        "grades": sorted(
            (g.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade)
            for g in notebook.grades
        ),
        "comments": sorted((c.name, c.auto_comment, c.manual_comment) for c in notebook.comments),
    }


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """The mode and the bytes of every file below ``folder``; nothing for folders but their mode."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in sorted(folder.rglob("*"))
    }
