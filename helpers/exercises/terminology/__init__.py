"""Lesson 02: the four terms of customer service, with their variants and traps."""

from helpers.exercises.model import Lesson
from helpers.exercises.terminology import tables
from helpers.exercises.terminology.buyers import CONVERSION_BY_BUYERS, WHO_ASKED
from helpers.exercises.terminology.orders import CONVERSION_BY_ORDERS, POOLED_RATE
from helpers.exercises.terminology.quick import QUICK_RATE
from helpers.exercises.terminology.refunds import REFUND_RATE
from helpers.exercises.terminology.report import PUBLIC_REPORT
from helpers.exercises.terminology.rounds import SERVICE_ROUNDS
from helpers.exercises.terminology.spend import SPEND_PER_CUSTOMER
from helpers.exercises.terminology.waits import AVERAGE_WAIT
from helpers.exercises.terminology.window import RECENT_DAYS

LESSON = Lesson(
    id="02_terminology",
    title="四个术语",
    datasets=(tables.INQUIRIES, tables.TRADES, tables.ROUNDS, tables.REFUNDS),
    exercises=(
        WHO_ASKED,
        RECENT_DAYS,
        CONVERSION_BY_BUYERS,
        CONVERSION_BY_ORDERS,
        POOLED_RATE,
        SPEND_PER_CUSTOMER,
        SERVICE_ROUNDS,
        AVERAGE_WAIT,
        QUICK_RATE,
        REFUND_RATE,
    ),
    written=(PUBLIC_REPORT,),
)
