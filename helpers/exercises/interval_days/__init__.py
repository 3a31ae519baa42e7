"""Lesson 06: days between purchases, and why "none" is not 0. The course's task 3."""

from helpers.exercises.interval_days.basics import DAYS_BY_HEAD, ZERO_MEANS
from helpers.exercises.interval_days.book import FILE
from helpers.exercises.interval_days.bug import FAIR_MEAN
from helpers.exercises.interval_days.cases import DATASET
from helpers.exercises.interval_days.chart import DRAW_GAPS
from helpers.exercises.interval_days.columns import GAP_DAYS
from helpers.exercises.interval_days.due import DUE_CUSTOMERS
from helpers.exercises.interval_days.excel import EXCEL_DAYS
from helpers.exercises.interval_days.letters import LETTERS
from helpers.exercises.interval_days.means import MEAN_GAPS
from helpers.exercises.interval_days.table import INTERVAL_TABLE
from helpers.exercises.interval_days.workbook import INTERVAL_WORKBOOK
from helpers.exercises.model import Lesson

LESSON = Lesson(
    id="06_interval_days",
    title="间隔天数",
    datasets=(DATASET,),
    exercises=(
        DAYS_BY_HEAD,
        GAP_DAYS,
        EXCEL_DAYS,
        ZERO_MEANS,
        INTERVAL_TABLE,
        MEAN_GAPS,
        FAIR_MEAN,
        DUE_CUSTOMERS,
        DRAW_GAPS,
        INTERVAL_WORKBOOK,
    ),
    written=(LETTERS,),
    files=(FILE,),
)
