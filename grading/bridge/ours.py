"""Whether a course's configuration leaves grading to what we set up, so that our writer may stand in."""

from __future__ import annotations

from nbconvert.writers import FilesWriter
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import CheckCellMetadata
from traitlets.config import Config

from grading.bridge.config import configure
from grading.bridge.exporter import SubmissionExporter
from grading.bridge.scores import SaveScores

# all that takes part when nbgrader grades, but for late penalties, whose plugin our writer calls
_PARTS = (
    Autograde,
    CourseDirectory,
    SubmissionExporter,
    SaveScores,
    CheckCellMetadata,
    FilesWriter,
)
# what a course may set for them and our writer does the same, or (``sandbox``) was decided before it
_HONOURED = {
    "CourseDirectory": {"root", "db_url", "course_id", "groupshared", "ignore"},
    "Autograde": {"permissions"},
    "BaseConverter": {"permissions"},
    "SubmissionExporter": {"sandbox"},
}


def is_ours(config: Config) -> bool:
    """Tell whether ``config`` changes nothing in nbgrader's Autograde that our writer would not do."""
    ours = Config()
    configure(ours)
    for name in {one.__name__ for part in _PARTS for one in part.mro()}:
        honoured = _HONOURED.get(name, set())
        wanted = {key: value for key, value in config.get(name, {}).items() if key not in honoured}
        if wanted != dict(ours.get(name, {})):
            return False
    return True
