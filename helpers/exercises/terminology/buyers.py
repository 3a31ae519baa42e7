"""询单转化率 by buyers, the primary version: whose heads are counted?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.tables import ratio
from helpers.analysis.terminology import conversion_by_buyers as reference_conversion_by_buyers
from helpers.checking.compare import Rule
from helpers.exercises.generic import chose, or_zero
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.terminology import cases

WHO_ASKED = Exercise(
    name="who_asked",
    title="分母是谁",
    kind="choice",
    answer="denominator",
    asks="按人算询单转化率，这张小表的分母是哪一个？把字母交给 denominator。",
    stub='# 写成这样：denominator = "你选的字母"\n...',
    reference=lambda recent: "C",
    cases=lambda: cases.recent_cases()[:1],
    parts=(Part("选对", 1, ("september",)),),
    mistakes=(
        chose(
            "A",
            "你数的是咨询的次数，同一个人问了几次就数了几次。",
            "按人算的时候，小满问了两次，是几个人？",
        ),
        chose(
            "B",
            "你把没有咨询、自己下单的阿澈也算了进去。",
            "客服一句话也没和阿澈说过，这一单是谁转化来的？",
        ),
        chose(
            "D",
            "你数的是问过并且下了单的人，那是分子。",
            "问了没买的人，客服接待过没有？该不该放进分母？",
        ),
    ),
    hints=(
        "“询单”就是来问过。先圈出问过的人，再看每个人是不是只圈了一次。",
        "阿澈没有问；小满问了两次，还是一个人。",
    ),
    rule=Rule(spellings={"c": "C", "Ｃ": "C", "ｃ": "C", "C 3 个人": "C", "C　3 个人": "C"}),
)


def people(table: pd.DataFrame) -> int:
    """Distinct buyers."""
    return int(table["买家"].nunique())


def asked_rows(recent: pd.DataFrame) -> pd.DataFrame:
    """Rows with an inquiry: silent orders left out."""
    return recent[recent["咨询次数"] > 0]


def _converted(recent: pd.DataFrame, column: str = "下单数") -> pd.DataFrame:
    return recent[(recent["咨询次数"] > 0) & (recent[column] > 0)]


def _ordered(recent: pd.DataFrame) -> pd.DataFrame:
    return recent[recent["下单数"] > 0]


def by_buyers(recent: pd.DataFrame) -> float:
    """The reference, on inquiries that are cut to the 28 days already."""
    return reference_conversion_by_buyers(recent)


def _first_day_only(recent: pd.DataFrame) -> float:
    one = recent.drop_duplicates("买家")
    return ratio(len(_converted(one)), len(asked_rows(one)))


def _buyers_by_sets(recent: pd.DataFrame) -> float | None:
    asked, bought = set(), set()
    for _, row in recent.iterrows():
        if row["咨询次数"] > 0:
            asked.add(row["买家"])
            if row["下单数"] > 0:
                bought.add(row["买家"])
    return len(bought) / len(asked) if asked else None


def _buyers_by_group(recent: pd.DataFrame) -> Any:
    best = recent.query("咨询次数 > 0").groupby("买家")["下单数"].max()
    return (best > 0).mean()


def _buyers_by_dropping(recent: pd.DataFrame) -> float:
    asked = recent[recent["咨询次数"] != 0]
    if len(asked) == 0:
        return float("nan")
    bought = asked[asked["下单数"] >= 1].drop_duplicates("买家")
    return len(bought) / len(asked.drop_duplicates("买家"))


CONVERSION_BY_BUYERS = Exercise(
    name="conversion_by_buyers",
    title="询单转化率：按人算",
    kind="function",
    answer="conversion_by_buyers",
    asks="写函数 conversion_by_buyers(recent)：咨询并下单的人数 ÷ 咨询的人数（小数）。",
    stub="def conversion_by_buyers(recent):\n    ...\n    return ratio(converted, asked)",
    reference=by_buyers,
    cases=cases.recent_cases,
    parts=(
        Part("每人只有一行", 2, ("clear",)),
        Part("同一个人、静默下单、没付款", 3, cases.TRAPS, random=True),
        Part("没有人咨询时是缺失", 1, ("nobody_asked",)),
    ),
    mistakes=(
        Mistake(
            "silent_in_numerator",
            "分子里混进了静默下单的人：他们没有问过，不是客服转化来的。",
            "分子要同时满足几个条件？咨询次数也看了吗？",
            lambda recent: ratio(people(_ordered(recent)), people(asked_rows(recent))),
        ),
        Mistake(
            "silent_everywhere",
            "分子和分母都没有去掉静默下单的人。",
            "“询单”是来问过的意思，咨询次数是 0 的行该不该留？",
            lambda recent: ratio(people(_ordered(recent)), people(recent)),
        ),
        Mistake(
            "silent_in_denominator",
            "分母里混进了没有问过的人。",
            "分母数的是表里所有的人，还是问过的人？",
            lambda recent: ratio(people(_converted(recent)), people(recent)),
        ),
        Mistake(
            "paid_for_ordered",
            "你数的是付了款的人，这里的转化看的是下单。",
            "下单和付款是两步，公式里写的是哪一步？",
            lambda recent: ratio(people(_converted(recent, "付款数")), people(asked_rows(recent))),
        ),
        Mistake(
            "rows_for_people",
            "你数的是行数：同一个人来了两天，就被数了两次。",
            "一行是“一个人的一天”，要数不同的人该用 len 还是 nunique？",
            lambda recent: ratio(len(_converted(recent)), len(asked_rows(recent))),
        ),
        Mistake(
            "rows_in_numerator",
            "分母去了重，分子没有去重：同一个人下单两天，被数了两次。",
            "分子是“人”还是“行”？",
            lambda recent: ratio(len(_converted(recent)), people(asked_rows(recent))),
        ),
        Mistake(
            "rows_in_denominator",
            "分子去了重，分母没有去重：同一个人问了两天，被数了两次。",
            "分母是“人”还是“行”？",
            lambda recent: ratio(people(_converted(recent)), len(asked_rows(recent))),
        ),
        Mistake(
            "by_orders",
            "你用下单的笔数除以咨询的次数，这是“按订单算”，不是“按人算”。",
            "这一题的上面和下面，数的都应该是什么？",
            lambda recent: ratio(asked_rows(recent)["下单数"].sum(), recent["咨询次数"].sum()),
        ),
        Mistake(
            "inquiries_in_denominator",
            "分子是人，分母却是咨询的次数，一上一下数的不是同一种东西。",
            "一个人问三次，分母该加几？",
            lambda recent: ratio(people(_converted(recent)), recent["咨询次数"].sum()),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "“在问过的人里，有多少下了单”，“在……里”说的是上面还是下面？",
            lambda recent: ratio(people(asked_rows(recent)), people(_converted(recent))),
        ),
        Mistake(
            "order_of_another_day",
            "有人问的那天没下单，另一天没问就下了单，你把两天拼成了一次转化。",
            "咨询和下单两个条件，是在同一行里同时满足的吗？",
            lambda recent: ratio(
                len(set(asked_rows(recent)["买家"]) & set(_ordered(recent)["买家"])),
                people(asked_rows(recent)),
            ),
        ),
        Mistake(
            "zero_for_missing",
            "没有人咨询时，你交了 0：那等于说“问过的人一个也没买”。",
            "一个人也没问，转化率是 0，还是说不出来？",
            lambda recent: or_zero(by_buyers(recent)),
        ),
        Mistake(
            "plain_division",
            "没有人咨询时，分母是 0，程序停了下来。",
            "return 那一行的 ratio 换成了 /，换回去好不好？",
            lambda recent: people(_converted(recent)) / people(asked_rows(recent)),
        ),
        Mistake(
            "first_day_only",
            "你先去掉了重复的买家，再看咨询和下单：每个人只剩下了第一天。",
            "去重和筛选，哪一步该先做？",
            lambda recent: _first_day_only(recent),
        ),
        Mistake(
            "more_than_once",
            "你只留下了问过不止一次、下过不止一单的人。",
            "“问过”是大于 0，还是大于 1？",
            lambda recent: ratio(
                people(recent[(recent["咨询次数"] > 1) & (recent["下单数"] > 1)]),
                people(recent[recent["咨询次数"] > 1]),
            ),
        ),
        Mistake(
            "rows_with_silent",
            "你数的是行数，静默下单的行也数进了分子。",
            "一行是“一个人的一天”；没有问过的行去掉了吗？",
            lambda recent: ratio(len(_ordered(recent)), len(asked_rows(recent))),
        ),
        Mistake(
            "summed_columns",
            "你把两列各自加了起来，那是次数和笔数，而且静默下单也在里面。",
            "这一题的上面和下面，数的都应该是什么？",
            lambda recent: ratio(recent["下单数"].sum(), recent["咨询次数"].sum()),
        ),
        Mistake(
            "distinct_numbers",
            "你数的是“次数有几种”，不是“买家有几位”。",
            "要数不同的人，nunique 前面该取哪一列？",
            lambda recent: ratio(
                _converted(recent)["下单数"].nunique(), asked_rows(recent)["咨询次数"].nunique()
            ),
        ),
        Mistake(
            "asked_once_only",
            "你只留下了正好问过一次的行，问过两三次的不见了。",
            "“问过”要写 == 1，还是 > 0？",
            lambda recent: ratio(
                people(_converted(recent[recent["咨询次数"] == 1])),
                people(recent[recent["咨询次数"] == 1]),
            ),
        ),
        Mistake(
            "never_asked",
            "你留下的正好是没有问过的人。",
            "咨询次数是 0 的行，说的是问过的人，还是静默下单的人？",
            lambda recent: ratio(
                people(_ordered(recent[recent["咨询次数"] == 0])),
                people(recent[recent["咨询次数"] == 0]),
            ),
        ),
    ),
    styles=(_buyers_by_sets, _buyers_by_group, _buyers_by_dropping),
    hints=(
        '先做分母：asked_rows = recent[recent["咨询次数"] > 0]，再数里面有几个不同的买家。',
        "再做分子：在 asked_rows 里，只留下 下单数 大于 0 的行，数有几个不同的买家。",
        'asked = asked_rows["买家"].____()，'
        'converted = asked_rows[asked_rows["下单数"] > 0]["买家"].____()',
    ),
    random=cases.random_recent,
)
