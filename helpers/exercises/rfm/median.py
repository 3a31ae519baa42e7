"""How many customers a few large ones push to the low side: the mean against the median."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.rfm import above_median_only as reference_above_median_only
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _between(values: pd.Series[float]) -> int:
    return int(((values > values.median()) & (values <= values.mean())).sum())


def _mean_of_the_rest(rfm: pd.DataFrame) -> int:
    rest = rfm.loc[rfm["M"] > rfm["M"].median(), "M"]
    return int((rest <= rest.mean()).sum())


def _median_only_by_counting(rfm: pd.DataFrame) -> Any:
    high = (rfm["M"] > rfm["M"].median()).sum()
    higher = (rfm["M"] > rfm["M"].mean()).sum()
    return high - higher


def _median_only_by_loop(rfm: pd.DataFrame) -> int:
    middle, mean = rfm["M"].median(), rfm["M"].mean()
    number = 0
    for amount in rfm["M"]:
        if middle < amount <= mean:
            number = number + 1
    return number


def _median_only_by_sets(rfm: pd.DataFrame) -> int:
    by_median = set(rfm.loc[rfm["M"] > rfm["M"].median(), "客户"])
    by_mean = set(rfm.loc[rfm["M"] > rfm["M"].mean(), "客户"])
    return len(by_median - by_mean)


def _median_cases() -> list[Case]:
    case = cases.rfm_case
    return [
        cases.lesson_rfm_case(),
        case(
            "whale",
            "一位大买家",
            ("大户", 15, 30, 3000.0),
            ("小禾", 25, 4, 120.0),
            ("阿满", 35, 3, 90.0),
            ("豆豆", 300, 1, 20.0),
            ("柳叶", 410, 2, 30.0),
            ("茉莉", 20, 2, 140.0),
            ("邻居", 500, 3, 95.5),
        ),
        case(
            "at_mean",
            "有人正好等于平均数",
            ("小禾", 20, 6, 390.0),
            ("阿满", 30, 7, 100.0),
            ("豆豆", 400, 1, 10.0),
            ("柳叶", 500, 1, 30.0),
            ("茉莉", 35, 2, 100.0),
            ("小包", 40, 1, 20.0),
            ("阿岚", 40, 4, 50.0),
        ),
        case(
            "at_median",
            "正好在中间的人",
            ("小禾", 20, 6, 50.0),
            ("阿满", 30, 7, 50.0),
            ("豆豆", 400, 1, 50.0),
            ("柳叶", 500, 1, 10.0),
            ("茉莉", 35, 2, 90.0),
            ("小包", 40, 1, 300.0),
            ("阿岚", 45, 1, 75.5),
        ),
    ]


MEDIAN_ONLY = Exercise(
    name="median_only",
    title="被平均数挡在外面的人",
    kind="function",
    answer="median_only",
    asks="写函数 median_only(rfm)：M 大于中位数、却不大于平均数的客户有几位。",
    stub="def median_only(rfm):\n    ...\n    return number",
    reference=lambda rfm: reference_above_median_only(rfm),
    cases=_median_cases,
    parts=(
        Part("有大买家", 1, ("whale",)),
        Part("正好等于平均数、中位数", 2, ("members", "at_mean", "at_median"), random=True),
    ),
    mistakes=(
        Mistake(
            "mean_not_counted",
            "正好等于平均数的人没有数进去：他“不大于”平均数。",
            "“不大于”该写 < 还是 <=？",
            lambda rfm: int(((rfm["M"] > rfm["M"].median()) & (rfm["M"] < rfm["M"].mean())).sum()),
        ),
        Mistake(
            "median_counted",
            "正好等于中位数的人也数了进去。",
            "“大于中位数”该写 > 还是 >=？",
            lambda rfm: int(
                ((rfm["M"] >= rfm["M"].median()) & (rfm["M"] <= rfm["M"].mean())).sum()
            ),
        ),
        Mistake(
            "above_median",
            "你数的是所有大于中位数的人。",
            "他们里面，有些人也大于平均数，要不要去掉？",
            lambda rfm: int((rfm["M"] > rfm["M"].median()).sum()),
        ),
        Mistake(
            "above_mean",
            "你数的是大于平均数的人。",
            "被挡在外面的，是大于还是不大于平均数的？",
            lambda rfm: int((rfm["M"] > rfm["M"].mean()).sum()),
        ),
        Mistake(
            "below_mean",
            "你数的是所有不大于平均数的人，一半以上都在里面。",
            "还有一个条件是对中位数说的，写在了哪里？",
            lambda rfm: int((rfm["M"] <= rfm["M"].mean()).sum()),
        ),
        Mistake(
            "either",
            "只满足一个条件的人也数了进去，结果是所有人。",
            "& 和 |，哪一个是“并且”？",
            lambda rfm: len(rfm),
        ),
        Mistake(
            "negative_number",
            "结果成了负数：两个人数减反了。",
            "大于中位数的人多，还是大于平均数的人多？",
            lambda rfm: -_between(rfm["M"]),
        ),
        Mistake(
            "orders_compared",
            "你比的是 F，不是 M。",
            "条件里写的是哪一列？",
            lambda rfm: _between(rfm["F"]),
        ),
        Mistake(
            "days_compared",
            "你比的是 R，不是 M。",
            "条件里写的是哪一列？",
            lambda rfm: _between(rfm["R"]),
        ),
        Mistake(
            "written_down",
            "两个分界写成了图上的数，换一张表就不对。",
            "中位数和平均数，能不能让程序自己算？",
            lambda rfm: int(((rfm["M"] > 64.7) & (rfm["M"] <= 136.86)).sum()),
        ),
        Mistake(
            "summed_amounts",
            "你把他们的金额加了起来，得到的是元。",
            "问“有几位”，该数行数，还是加金额？",
            lambda rfm: float(
                rfm.loc[(rfm["M"] > rfm["M"].median()) & (rfm["M"] <= rfm["M"].mean()), "M"].sum()
            ),
        ),
        Mistake(
            "mean_of_the_rest",
            "你先筛了人，再拿剩下的人算平均数，尺子变了。",
            "中位数和平均数，都该从哪一张表算？",
            _mean_of_the_rest,
        ),
        Mistake(
            "distance",
            "你交的是平均数和中位数相差多少元，不是有几位。",
            "题目问的是钱，还是人？",
            lambda rfm: float(rfm["M"].mean() - rfm["M"].median()),
        ),
        Mistake(
            "share_for_number",
            "你交的是占多少，不是有几位。",
            "mean 得到占比，哪个方法得到个数？",
            lambda rfm: float(
                ((rfm["M"] > rfm["M"].median()) & (rfm["M"] <= rfm["M"].mean())).mean()
            ),
        ),
    ),
    styles=(_median_only_by_counting, _median_only_by_loop, _median_only_by_sets),
    hints=(
        "两个条件：M 大于中位数；M 不大于平均数。各加圆括号，中间用 &。",
        'rfm["M"].median() 是中位数。“不大于”包含相等。',
        'number = ((rfm["M"] > ____) & (rfm["M"] <= ____)).sum()',
    ),
    random=cases.random_customers,
)
