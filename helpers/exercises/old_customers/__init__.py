"""Lesson 03: who are the old customers? The course's task 1, from a pivot table to a strategy."""

from helpers.exercises.model import Lesson
from helpers.exercises.old_customers.bug import COUNT_OLD
from helpers.exercises.old_customers.cases import DATASET
from helpers.exercises.old_customers.chart import DRAW_TOP
from helpers.exercises.old_customers.counting import COUNT_SUCCESSFUL, COUNTED_STATE
from helpers.exercises.old_customers.grouping import GROUP_TRADES
from helpers.exercises.old_customers.pivot import PIVOT_TRADES
from helpers.exercises.old_customers.rule import PICK_OLD
from helpers.exercises.old_customers.strategy import STRATEGY
from helpers.exercises.old_customers.table import FILE, OLD_CUSTOMER_FILE, OLD_CUSTOMER_TABLE

LESSON = Lesson(
    id="03_old_customers",
    title="谁是老客户",
    datasets=(DATASET,),
    exercises=(
        COUNTED_STATE,
        COUNT_SUCCESSFUL,
        GROUP_TRADES,
        PIVOT_TRADES,
        PICK_OLD,
        OLD_CUSTOMER_TABLE,
        COUNT_OLD,
        OLD_CUSTOMER_FILE,
        DRAW_TOP,
    ),
    written=(STRATEGY,),
    files=(FILE,),
)
