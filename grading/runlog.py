"""A log of each grading run, for machines: one line of JSON per submission, as it is written.

The first line (``kind`` "run") says what is graded, the last ("end") how it went; a run without it
was cut short. Names and sentences stay readable. Format: docs of ``RunLog.submission``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from grading.course import Course

Entry = dict[str, Any]


@dataclass(frozen=True)
class ChangedMark:
    """A mark for work that stayed the same, changed because what it is graded by did; in points."""

    lesson: str
    student: str
    exercise: str  # its title
    old: float
    new: float


class RunLog:
    """The log of one run; use it as a context manager."""

    def __init__(
        self,
        course: Course,
        lesson_ids: Sequence[str],
        submissions: int,
        jobs: int,
        *,
        sandbox: bool = True,
    ) -> None:
        """Begin a log in ``course.runs``.

        ``carried`` are changed marks of an earlier run that was cut short before it could name them.
        """
        self.carried = _not_yet_told(course)
        self._begun = datetime.now(UTC)
        course.runs.mkdir(exist_ok=True)
        self.path = course.runs / f"{self._begun:%Y%m%dT%H%M%S.%f}.jsonl"
        self._file: TextIO = self.path.open("x", encoding="utf-8")
        self._done = self._failed = 0
        self._add(
            {
                "kind": "run",
                "time": self._begun.isoformat(),
                "lessons": list(lesson_ids),
                "submissions": submissions,
                "jobs": jobs,
                "sandbox": sandbox,
                "carried": [asdict(one) for one in self.carried],
            }
        )

    def submission(
        self,
        lesson: str,
        student: str,
        *,
        error: str = "",
        changed: Sequence[ChangedMark] = (),
        **facts: Any,
    ) -> None:
        """Add one submission.

        ``error``: why it has no marks. ``facts``: ``score`` and ``max_score`` (points, penalty off),
        ``statuses`` (verdict by exercise), ``repairs`` and ``problems`` (Chinese sentences), ``kept``
        (whether the result was there already), ``sandbox`` (whether one protected it), ``seconds``
        (wall time by phase: start, run, judge, write).
        """
        self._done += 1
        self._failed += bool(error)
        told = [asdict(one) for one in changed]
        self._add(
            {"kind": "submission", "lesson": lesson, "student": student, "error": error}
            | facts
            | {"changed": told}
        )

    def __enter__(self) -> RunLog:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the log; only a run that came to its end gets the closing line."""
        if error is None:
            seconds = (datetime.now(UTC) - self._begun).total_seconds()
            self._add(
                {"kind": "end", "done": self._done, "failed": self._failed, "seconds": seconds}
            )
        self._file.close()

    def _add(self, entry: Entry) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._file.flush()


def read_run(path: Path) -> list[Entry]:
    """The lines of one log; a last line that was cut off is left out."""
    entries: list[Entry] = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        try:
            entries.append(json.loads(line))
        except ValueError:
            break
    return entries


def _not_yet_told(course: Course) -> list[ChangedMark]:
    """The changed marks of the newest run, if it was cut short."""
    paths = sorted(course.runs.glob("*.jsonl"))
    entries = read_run(paths[-1]) if paths else []
    if any(entry["kind"] == "end" for entry in entries):
        return []
    return [
        ChangedMark(**one)
        for entry in entries
        for one in [*entry.get("carried", []), *entry.get("changed", [])]
    ]
