"""Lesson 05: the customer management table. The course's task 2, from two rules with gaps to a workbook."""

from helpers.exercises.customer_table.book import FILE
from helpers.exercises.customer_table.bug import COUNT_MEDIUM
from helpers.exercises.customer_table.cases import DATASET
from helpers.exercises.customer_table.changes import CLASS_CHANGES
from helpers.exercises.customer_table.classes import CLASSIFY_CUSTOMERS
from helpers.exercises.customer_table.gaps import BELONGS_NOWHERE
from helpers.exercises.customer_table.levels import ADD_LEVEL
from helpers.exercises.customer_table.plan import SERVICE_PLAN
from helpers.exercises.customer_table.reading import CUSTOMERS_IN_SHEET, LAST_DAY
from helpers.exercises.customer_table.summary import COUNT_CLASSES
from helpers.exercises.customer_table.table import MANAGEMENT_TABLE
from helpers.exercises.customer_table.workbook import CUSTOMER_TABLE_FILE
from helpers.exercises.model import Lesson

LESSON = Lesson(
    id="05_customer_table",
    title="客户管理表",
    datasets=(DATASET,),
    exercises=(
        CUSTOMERS_IN_SHEET,
        LAST_DAY,
        BELONGS_NOWHERE,
        CLASSIFY_CUSTOMERS,
        CLASS_CHANGES,
        COUNT_CLASSES,
        ADD_LEVEL,
        MANAGEMENT_TABLE,
        COUNT_MEDIUM,
        CUSTOMER_TABLE_FILE,
    ),
    written=(SERVICE_PLAN,),
    files=(FILE,),
)
