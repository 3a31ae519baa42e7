"""The written answer: what the shop does for its old customers at its anniversary."""

from helpers.exercises.model import Criterion, Written

STRATEGY = Written(
    name="anniversary_plan",
    title="店庆反馈策略",
    rubric=(
        Criterion("对象说得准", 2, "写明谁算老客户，引用了表里的人数或一位客户的数字。"),
        Criterion(
            "办法分得开",
            2,
            "至少把老客户分成两种（例如来得勤的、花得多的），对两种人做的事不一样。",
        ),
        Criterion("做得到", 2, "写清什么时候、用什么方式、花多少钱，小店负担得起。"),
        Criterion(
            "话说得体",
            2,
            "有一句发给客户的话，称呼和语气合适，不用“最”“第一”这类极限词，不许做不到的诺。",
        ),
    ),
)
