"""One interval by head, and what a 0 can mean."""

from __future__ import annotations

from helpers.checking.compare import Rule
from helpers.exercises.generic import chose
from helpers.exercises.interval_days import cases
from helpers.exercises.model import Exercise, Mistake, Part

DAYS_BY_HEAD = Exercise(
    name="days_by_head",
    title="在日历上数一数",
    kind="value",
    answer="by_head",
    asks="从 5 月 5 日到 6 月 12 日隔了几天？把这个数起名叫 by_head。",
    stub="# 写成这样：by_head = 你数出来的天数\n...",
    reference=lambda sheet: 38,
    cases=lambda: cases.sheet_cases()[:1],
    parts=(Part("数对", 1, ("course",)),),
    mistakes=(
        Mistake(
            "may_has_thirty",
            "少了一天：你把五月当成了 30 天。",
            "五月的最后一天是几号？",
            lambda sheet: 37,
        ),
        Mistake(
            "both_ends",
            "多了一天：头一天和最后一天都数了进去。",
            "今天到明天隔几天，1 还是 2？",
            lambda sheet: 39,
        ),
        Mistake(
            "day_numbers_only",
            "你只拿 12 减了 5，月份不见了。",
            "从 5 月 5 日到 6 月 5 日，已经过了几天？",
            lambda sheet: 7,
        ),
        Mistake(
            "whole_month_only",
            "你只数了整整一个月，剩下的几天没有加上。",
            "从 6 月 5 日到 6 月 12 日，还有几天？",
            lambda sheet: 31,
        ),
        Mistake(
            "difference_of_figures",
            "你把日期当成了小数或三位数来减：612 − 505 不是天数。",
            "一个月有 100 天吗？",
            lambda sheet: 107,
        ),
        Mistake(
            "minus_sign",
            "天数对，可是前面多了负号：该用后一天减前一天。",
            "哪一天在后面？",
            lambda sheet: -38,
        ),
    ),
    hints=(
        "先数到 5 月 31 日：31 − 5 是几天？",
        "再从 5 月 31 日数到 6 月 12 日，把两段加起来。",
    ),
)

ZERO_MEANS = Exercise(
    name="zero_means",
    title="0 是什么意思",
    kind="choice",
    answer="zero_means",
    asks="表里只留下 DAYS 算出的 M 列，其中一格是 0。它说明什么？把字母交给 zero_means。",
    stub='# 写成这样：zero_means = "你选的字母"\n...',
    reference=lambda sheet: "D",
    cases=lambda: cases.sheet_cases()[:1],
    parts=(Part("选对", 1, ("course",)),),
    mistakes=(
        chose(
            "A",
            "当天又买的客户是 0，可是贺青禾的 M 列也是 0，她只来过一次。",
            "只看 0 这个数，你分得清这两种客户吗？",
        ),
        chose(
            "B",
            "贺青禾是 0，她确实没有再来；可是当天又买的客户，也是 0。",
            "只看 0 这个数，你分得清这两种客户吗？",
        ),
        chose(
            "C",
            "只有一个日期是空白的时候，得到的是负四万多，不是 0。",
            "0 是哪两种情况算出来的？",
        ),
    ),
    hints=(
        "看上面那张小表：哪两位的格子里有 0？他们的日期一样吗？",
        "一个数有两种来历，光看这个数，说得准吗？",
    ),
    rule=Rule(
        spellings={
            "d": "D",
            "Ｄ": "D",
            "ｄ": "D",
            "D 光看这一格，分不出来": "D",
            "D　光看这一格，分不出来": "D",
        }
    ),
)
