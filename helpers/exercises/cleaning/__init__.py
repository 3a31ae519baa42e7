"""Lesson 04: a raw export that may not be added up yet. The course's task 0, collection and cleaning."""

from helpers.exercises.cleaning.amounts import CLEAN_AMOUNT
from helpers.exercises.cleaning.bug import KNOWN_TOTAL
from helpers.exercises.cleaning.cases import ORDERS, RAW
from helpers.exercises.cleaning.dates import BAD_DATES
from helpers.exercises.cleaning.fields import USEFUL_FIELDS
from helpers.exercises.cleaning.ids import PLAIN_IDS
from helpers.exercises.cleaning.ledger import CLEANING_LOG
from helpers.exercises.cleaning.masking import MASK_PHONES
from helpers.exercises.cleaning.middle import MIDDLE_AMOUNT
from helpers.exercises.cleaning.odd import FLAG_ODD
from helpers.exercises.cleaning.repeats import LATEST_ORDERS
from helpers.exercises.cleaning.statement import STATEMENT
from helpers.exercises.model import Lesson

LESSON = Lesson(
    id="04_cleaning",
    title="这个数能信吗",
    datasets=(RAW, ORDERS),
    exercises=(
        USEFUL_FIELDS,
        PLAIN_IDS,
        CLEAN_AMOUNT,
        BAD_DATES,
        LATEST_ORDERS,
        KNOWN_TOTAL,
        FLAG_ODD,
        MIDDLE_AMOUNT,
        MASK_PHONES,
        CLEANING_LOG,
    ),
    written=(STATEMENT,),
)
