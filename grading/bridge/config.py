"""What a course's ``nbgrader_config.py`` sets: every way of starting nbgrader does the same.

Classes are given by name: nbgrader imports them when they are needed, and a plain ``nbgrader list``
stays quick.
"""

from __future__ import annotations

from traitlets.config import Config

CODE_STUB = "...  # 在这里写你的代码"
TEXT_STUB = "在这里写你的回答。"

_STEP = "nbgrader.preprocessors."
# From the teacher's to the learners' version; nbgrader's own order, without what we do not use.
RELEASE_STEPS = tuple(
    _STEP + name
    for name in (
        "LockCells",
        "ClearSolutions",
        "ClearOutput",
        "CheckCellMetadata",
        "ComputeChecksums",
        "SaveCells",
        "ClearHiddenTests",
        "ClearMarkScheme",
        "ComputeChecksums",
        "CheckCellMetadata",
    )
)


def configure(c: Config) -> None:
    """Set ``c`` up for the workbook's release, grading and feedback."""
    c.ClearSolutions.code_stub = {"python": CODE_STUB}
    c.ClearSolutions.text_stub = TEXT_STUB
    c.ClearSolutions.enforce_metadata = True
    c.GenerateAssignment.preprocessors = list(RELEASE_STEPS)

    # Reading a submission is the exporter's work: the rebuilt, executed and judged notebook comes
    # out of it, so nothing is left to clean, overwrite or execute here.
    c.Autograde.exporter_class = "grading.bridge.exporter.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = [_STEP + "CheckCellMetadata"]
    c.Autograde.autograde_preprocessors = [
        "grading.bridge.scores.SaveScores",
        _STEP + "AssignLatePenalties",
        _STEP + "CheckCellMetadata",
    ]

    c.GenerateFeedback.exporter_class = "grading.feedback.FeedbackExporter"
    # Nothing clears hidden tests here: the page shows no check cell's source, and nbgrader's step
    # would fail on a learner's cell that has its marker.
    c.GenerateFeedback.preprocessors = [
        "grading.feedback.FeedbackGrades",
        "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
    ]
