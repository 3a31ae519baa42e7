"""The written answer: what the manager must know about the number."""

from helpers.exercises.model import Criterion, Written

STATEMENT = Written(
    name="cleaning_statement",
    title="写给店长的清洗说明",
    rubric=(
        Criterion("哪里不对", 2, "说清原来的数为什么错，至少两处（重复、假金额、测试单），各有数字。"),
        Criterion("做了什么", 3, "每一处写明怎样处理、为什么，行数对得上：468 → 312 → 310；鲸鱼为什么留下。"),
        Criterion("还有什么没把握", 2, "至少两处说不准的地方（可能已经退款的 7 笔、金额不知道的 3 笔等），没有装作都知道。"),
        Criterion("不露隐私", 1, "没有写出客户的姓名、完整的手机号或地址。"),
    ),
)  # fmt: skip
