"""Where the time of a grading run went, out of its log."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from grading.runlog import read_run

PHASES = ("start", "run", "judge", "write")


def read_timings(path: Path) -> pd.DataFrame:
    """Seconds of wall time by phase: a row for each submission in the log ``path``, in its order.

    Columns: lesson, student, kept (whether its result was there already), and one for each phase,
    0 for one that was not needed. The mean per phase is ``read_timings(path)[list(PHASES)].mean()``.
    """
    rows = [
        {
            "lesson": entry["lesson"],
            "student": entry["student"],
            "kept": bool(entry.get("kept")),
            **{phase: float(entry.get("seconds", {}).get(phase, 0.0)) for phase in PHASES},
        }
        for entry in read_run(path)
        if entry["kind"] == "submission"
    ]
    return pd.DataFrame(rows, columns=["lesson", "student", "kept", *PHASES])


def latest_run(folder: Path) -> Path | None:
    """The newest log in ``folder`` (a course's ``runs``); None where there is none."""
    return max(folder.glob("*.jsonl"), default=None)
