"""Lesson 01: enough Python to live on, on the orders of the shop's first day."""

from helpers.exercises.first_steps.basics import CELL_ORDER, STATES_IN_ORDER, TO_PAY
from helpers.exercises.first_steps.blanks import AVERAGE_PAID, COUNT_UNPAID
from helpers.exercises.first_steps.cases import DATASET
from helpers.exercises.first_steps.columns import COUNT_BUYERS, TOTAL_AMOUNT
from helpers.exercises.first_steps.filters import TO_REMIND, WAITING_ORDERS
from helpers.exercises.model import Criterion, Lesson, Written

REPLY = Written(
    name="reply_to_buyer",
    title="回复一位买家",
    rubric=(
        Criterion("查得准", 2, "写出了这位买家的订单走到了哪一步、金额或付款时间，和表里一致。"),
        Criterion("说得清", 2, "告诉对方下一步是什么、大概什么时候，对方要不要做什么。"),
        Criterion("话得体", 2, "有称呼，语气温和，不怪对方，不许做不到的诺。"),
    ),
)

LESSON = Lesson(
    id="01_first_steps",
    title="一张订单走到哪儿了",
    datasets=(DATASET,),
    exercises=(
        CELL_ORDER,
        TO_PAY,
        STATES_IN_ORDER,
        COUNT_BUYERS,
        TOTAL_AMOUNT,
        WAITING_ORDERS,
        TO_REMIND,
        COUNT_UNPAID,
        AVERAGE_PAID,
    ),
    written=(REPLY,),
)
