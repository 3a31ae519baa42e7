"""The written answer: read a public report on customers with the four terms."""

from helpers.exercises.model import Criterion, Written

PUBLIC_REPORT = Written(
    name="public_report",
    title="用四个术语读一份报告",
    rubric=(
        Criterion("来源写清", 1, "写了报告的名字、谁发布的、说的是哪段时间。"),
        Criterion("对上术语", 3, "找到至少三个术语，每个写出它的分子和分母各是什么。"),
        Criterion(
            "看出口径",
            2,
            "指出至少一处口径不同、没有说清，或者会让数字变好看的地方，并说明理由。",
        ),
        Criterion("用得上", 2, "针对一个数字，给我们的小店提一条做得到的建议。"),
    ),
)
