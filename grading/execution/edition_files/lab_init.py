"""The grading edition of ``helpers.lab``: data and plots as in the lesson; checks are judged elsewhere."""

from helpers.lab.dataset import dataset
from helpers.lab.errors import explain_errors
from helpers.lab.ratio import ratio
from helpers.lab.style import use_chinese_font

__all__ = ["check", "dataset", "hint", "ratio"]


def check(name: str) -> None:
    """Do nothing: the grader asks at the lesson's own check cells."""


def hint(name: str) -> None:
    """Do nothing: nobody reads hints while grading."""


use_chinese_font()
explain_errors()
