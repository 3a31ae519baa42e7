"""Lesson 00: the first chart and the first green card, on the shop's first month."""

from helpers.exercises.entrance.cases import BEST_DAY_DATASET, MONTH_DATASET
from helpers.exercises.entrance.charts import BETTER_CHART, DRAW_PAID
from helpers.exercises.entrance.month import BEST_DAY, NOT_PAID, TOP_DAYS
from helpers.exercises.entrance.peak import PEAK_REASON, TWO_ORDERS
from helpers.exercises.model import Criterion, Lesson, Written

TWO_SENTENCES = Written(
    name="two_sentences",
    title="两句话",
    rubric=(
        Criterion("看得准", 2, "说的是图上或表里真有的事，带一个数和单位，和数据一致。"),
        Criterion("分得清", 2, "没有把猜想写成事实：原因没查过的，写了“可能”或写成要问的话。"),
        Criterion("问得出口", 2, "问的是一位具体的买家，对方一句话就能答；有称呼，不冒犯人。"),
    ),
)

LESSON = Lesson(
    id="00_entrance",
    title="入门：十分钟画出第一张图",
    datasets=(MONTH_DATASET, BEST_DAY_DATASET),
    exercises=(
        BEST_DAY,
        BETTER_CHART,
        NOT_PAID,
        TWO_ORDERS,
        PEAK_REASON,
        TOP_DAYS,
        DRAW_PAID,
    ),
    written=(TWO_SENTENCES,),
)
