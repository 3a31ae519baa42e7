"""The written answer: two classes, two messages."""

from helpers.exercises.model import Criterion, Written

STRATEGY = Written(
    name="two_messages",
    title="两类客户，两句话",
    rubric=(
        Criterion(
            "数字对得上",
            2,
            "两类都写了人数，再加一个数字（金额占比、平均 R、F 或 M），和上面的表一致。",
        ),
        Criterion(
            "两类分得开",
            2,
            "两类的目的和做法不一样，并且说得出为什么（看的是 R、F、M 里的哪一个）。",
        ),
        Criterion("花得起", 2, "写清做什么、什么时候、每份多少钱、一共多少钱，算得对。"),
        Criterion(
            "两句话得体",
            2,
            "每类一句真的能发出去的话：合乎这一类人的情形，不用“最”“第一”这类极限词，不许做不到的诺。",
        ),
        Criterion("不打扰", 2, "只发给同意接收消息的会员，给了不再接收的办法，不反复催。"),
    ),
)
