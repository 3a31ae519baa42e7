"""Lesson 10: satisfied is not loyal. The course's task 7, from a survey to three kinds of customer."""

from helpers.exercises.loyalty.attitude import ATTITUDE_SCORES
from helpers.exercises.loyalty.cases import BEHAVIOUR, SURVEY
from helpers.exercises.loyalty.chart import DRAW_TYPES
from helpers.exercises.loyalty.four_types import LOYALTY_TYPES
from helpers.exercises.loyalty.joining import ANSWERED_AMOUNT
from helpers.exercises.loyalty.kinds import LOYAL_KINDS
from helpers.exercises.loyalty.plan import PLAN
from helpers.exercises.loyalty.repurchase import REPURCHASE_RATE
from helpers.exercises.loyalty.satisfaction import ADD_SATISFACTION, BIGGEST_SURPRISE, LEVER
from helpers.exercises.loyalty.shares import FEELING_SHARES
from helpers.exercises.model import Lesson

LESSON = Lesson(
    id="10_loyalty",
    title="满意度与忠诚度",
    datasets=(SURVEY, BEHAVIOUR),
    exercises=(
        BIGGEST_SURPRISE,
        ADD_SATISFACTION,
        LEVER,
        ATTITUDE_SCORES,
        ANSWERED_AMOUNT,
        LOYALTY_TYPES,
        FEELING_SHARES,
        REPURCHASE_RATE,
        LOYAL_KINDS,
        DRAW_TYPES,
    ),
    written=(PLAN,),
)
