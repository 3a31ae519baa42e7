"""The sheet as it came: where the header is, and a day that never was."""

from __future__ import annotations

import re
from typing import Any

from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule, show
from helpers.exercises.customer_table import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _value(value: Any) -> Any:
    return lambda customers: value


CUSTOMERS_IN_SHEET = Exercise(
    name="customers_in_sheet",
    title="表里有几位客户",
    kind="value",
    answer="number",
    asks="写对 header=，读出表，数一数有几位客户，起名叫 number。",
    stub="# 先读表：sheet = pd.read_excel(path, header=____)，再用 len 数出 number\n...",
    reference=lambda customers: len(customers),
    cases=lambda: [cases.lesson_case()],
    parts=(Part("数对", 2, ("sheet",)),),
    mistakes=(
        Mistake(
            "title_as_header",
            "多了一行：大标题当成了列名，真正的列名掉进了数据里。",
            "列名在 Excel 的第几行？从 0 数起是几？",
            _value(25),
        ),
        Mistake(
            "counted_from_one",
            "少了一位：第一位客户被当成了列名。",
            "header 从 0 数起，Excel 的第 2 行该写几？",
            _value(23),
        ),
        Mistake(
            "last_row",
            "这是 Excel 左边最后的行号，上面还有大标题和列名。",
            "26 行里，有几行不是客户？",
            _value(26),
        ),
        Mistake(
            "columns",
            "你数的是列，不是行。",
            "len(sheet) 和 len(sheet.columns)，哪一个数的是客户？",
            _value(9),
        ),
        Mistake(
            "cells",
            "你数的是格子：.size 是行数乘列数。",
            "要数有几行，用 len 还是 .size？",
            _value(216),
        ),
    ),
    hints=(
        "看上面那张乱了的表：列名掉在了标着 0 的那一行，也就是 Excel 的第 2 行。",
        "header 从 0 数起：第 1 行写 header=0，第 2 行写几？",
        "sheet = pd.read_excel(path, header=____)，下一行 number = len(sheet)",
    ),
)

_OTHER_WAYS = (
    *(f"2019{sep}{month}{sep}30" for sep in "-/." for month in ("6", "06")),
    *(
        f"{year}{month}月30{day}"
        for year in ("2019年", "")
        for month in ("6", "06")
        for day in "日号"
    ),
    *(f"{month}{sep}30" for sep in "-/." for month in ("6", "06")),
    "20190630",
    "2019-06-30 00:00:00",
)


def _day(month: int, day: int, *words: str) -> Mistake:
    """The mistake of naming another day, in whatever way it is written."""
    name, says, asks = words

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        numbers = re.findall(r"\d+", show(actual.value))
        return [int(number) for number in numbers[:3]][-2:] == [month, day]

    text = f"2019-{month:02}-{day:02}"
    return Mistake(name, says, asks, lambda customers: text, recognises=recognises)


LAST_DAY = Exercise(
    name="last_day",
    title="统计到哪一天",
    kind="value",
    answer="last_day",
    asks="统计期的最后一天是哪天？写成文字，起名叫 last_day。",
    stub='# 写成文字，像这样：last_day = "2019-05-01"\n...',
    reference=_value("2019-06-30"),
    cases=lambda: [cases.lesson_case()],
    parts=(Part("写对", 1, ("sheet",)),),
    mistakes=(
        _day(
            6,
            31,
            "the_slip",
            "标题上是这么写的，可是 pandas 说没有这一天。",
            "伸出拳头数一数：六月是大月还是小月？",
        ),
        _day(
            7,
            1,
            "rolled_over",
            "这是 Excel 的 DATE 顺延出来的那一天，已经到了七月。",
            "店长说的是五月和六月，七月算不算？",
        ),
        _day(
            7,
            31,
            "three_months",
            "你按“3 个月”往后数了，可是标题只写到六月。",
            "5 月 1 日开业的店，到六月底开了几个月？",
        ),
        _day(
            5,
            31,
            "first_month",
            "这是第一个月的月底，六月还没有算进去。",
            "标题里写的是哪两个月？",
        ),
        _day(
            6,
            29,
            "day_before",
            "你少算了一天：六月不止 29 天。",
            "上面两个日期里，pandas 认得的是哪一个？",
        ),
        Mistake(
            "no_quotes",
            "1983 是 2019-6-30 的得数：没有引号，Python 把它当成了减法。",
            "日期的两边，引号写了吗？",
            _value(1983),
        ),
    ),
    hints=(
        "把“6月31日”交给 pd.to_datetime，看看它怎么说。",
        "四月、六月、九月、十一月都是小月。小月有几天？",
    ),
    rule=Rule(spellings=dict.fromkeys(_OTHER_WAYS, "2019-06-30")),
)
