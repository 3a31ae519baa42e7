"""What a learner uses in Jupyter: ``check``, ``hint``, ``dataset`` and Chinese in plots.

Importing it makes matplotlib write Chinese and, in a notebook, explains errors in Chinese.
"""

from helpers.lab.checks import check, hint
from helpers.lab.dataset import dataset
from helpers.lab.errors import explain_errors
from helpers.lab.history import watch_cells
from helpers.lab.ratio import ratio
from helpers.lab.style import use_chinese_font

__all__ = ["check", "dataset", "hint", "ratio"]

use_chinese_font()
explain_errors()
watch_cells()
