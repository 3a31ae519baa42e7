"""Lesson 07: which customers are worth what? R, F and M, the eight classes, and whom to write to."""

from helpers.exercises.model import Lesson
from helpers.exercises.rfm.bug import COUNT_BEST
from helpers.exercises.rfm.cases import CLASSES, ORDERS
from helpers.exercises.rfm.chart import DRAW_CLASSES
from helpers.exercises.rfm.levels import ADD_LEVELS, R_DIRECTION
from helpers.exercises.rfm.measures import RFM_TABLE
from helpers.exercises.rfm.median import MEDIAN_ONLY
from helpers.exercises.rfm.naming import ADD_CLASS
from helpers.exercises.rfm.recency import RECENCY
from helpers.exercises.rfm.scores import SCORE_F
from helpers.exercises.rfm.sending import SEND_LIST
from helpers.exercises.rfm.shares import CLASS_SHARES
from helpers.exercises.rfm.strategy import STRATEGY

LESSON = Lesson(
    id="07_rfm",
    title="RFM 客户价值",
    datasets=(ORDERS, CLASSES),
    exercises=(
        RECENCY,
        RFM_TABLE,
        R_DIRECTION,
        ADD_LEVELS,
        ADD_CLASS,
        CLASS_SHARES,
        COUNT_BEST,
        SEND_LIST,
        DRAW_CLASSES,
        SCORE_F,
        MEDIAN_ONLY,
    ),
    written=(STRATEGY,),
)
