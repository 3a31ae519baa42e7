"""Which fields serve the question?"""

from __future__ import annotations

from helpers.checking.compare import Rule
from helpers.exercises.cleaning import cases
from helpers.exercises.generic import chose
from helpers.exercises.model import Exercise, Part

USEFUL_FIELDS = Exercise(
    name="useful_fields",
    title="挑有用的字段",
    kind="choice",
    answer="fields",
    asks="哪一组列正好够回答店长的问题？把字母交给 fields。",
    stub='# 写成这样：fields = "你选的字母"\n...',
    reference=lambda raw: "C",
    cases=lambda: cases.text_cases()[:1],
    parts=(Part("选对", 1, ("june_export",)),),
    mistakes=(
        chose(
            "A",
            "全部留下，收货地址和姓名也跟着到处传；看表的人还要在 16 列里找 4 列。",
            "算六月卖了多少，用得上收货地址吗？",
        ),
        chose(
            "B",
            "少了订单编号：同一笔订单导出了两次，就看不出来了。",
            "两行写着同一个人、同样的钱，靠哪一列知道是不是同一笔？",
        ),
        chose(
            "D",
            "这几列说的是寄给谁，没有付款时间，也没有导出日期。",
            "两行是同一笔订单的时候，靠哪一列知道哪一行更新？",
        ),
    ),
    hints=(
        "一列一列地问：没有它，这个问题还答得出来吗？",
        "先要认得出哪两行是同一笔，再要知道哪一行更新，最后才是钱和时间。",
    ),
    rule=Rule(spellings={"c": "C", "Ｃ": "C", "ｃ": "C"}),
)
