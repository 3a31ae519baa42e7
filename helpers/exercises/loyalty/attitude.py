"""Attitude: the mean of the answered items, the reversed one turned first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.loyalty import attitude_scores as reference_attitude_scores
from helpers.checking.compare import Rule
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import ITEMS, case, items
from helpers.exercises.model import Case, Exercise, Mistake, Part

Scores = Callable[[pd.DataFrame], Any]


def _turned(survey: pd.DataFrame, top: float = 6) -> pd.DataFrame:
    return survey[["认可", "推荐"]].assign(留下=top - survey["换店"])


def _scored(scores: Scores, top: float = 6) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda survey: survey[["客户"]].assign(态度=scores(_turned(survey, top)))


def _answers_only(survey: pd.DataFrame) -> pd.DataFrame:
    complete = survey.dropna(subset=ITEMS)
    return complete[["客户"]].assign(态度=_turned(complete).mean(axis=1))


def _mean_of_items(survey: pd.DataFrame, items: list[str]) -> pd.DataFrame:
    return survey[["客户"]].assign(态度=survey[items].mean(axis=1))


def _zeros_first(survey: pd.DataFrame) -> pd.DataFrame:
    filled = survey.fillna({"认可": 0, "推荐": 0, "换店": 0})
    return filled[["客户"]].assign(态度=_turned(filled).mean(axis=1))


def _by_loop(survey: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in survey.to_dict("records"):
        scores = [row["认可"], row["推荐"], 6 - row["换店"]]
        known = [score for score in scores if pd.notna(score)]
        rows.append((row["客户"], sum(known) / len(known) if known else None))
    return pd.DataFrame(rows, columns=["客户", "态度"])


def _by_sum_and_count(survey: pd.DataFrame) -> pd.DataFrame:
    table = survey.copy()
    table["换店"] = 6 - table["换店"]
    three = table[["认可", "推荐", "换店"]]
    table["态度"] = three.sum(axis=1) / three.count(axis=1)
    return table[["客户", "态度"]]


def _by_turning_the_table(survey: pd.DataFrame) -> pd.DataFrame:
    table = survey.assign(留下=6 - survey["换店"])
    table["态度"] = table[["认可", "推荐", "留下"]].T.mean()
    return table[["客户", "态度"]]


def _cases() -> list[Case]:
    return [
        case("december", "十二月的答卷", survey=cases.survey()),
        case(
            "clear",
            "三题都答了",
            survey=items(("铁粉", 5, 5, 1), ("摇摆", 5, 4, 4), ("要走", 2, 1, 5)),
        ),
        case("middle", "都选中间", survey=items(("都行", 3, 3, 3), ("嘴硬", 1, 2, 1))),
        case(
            "one_blank",
            "有一题没答",
            survey=items(("甲", 5, None, 2), ("乙", 4, 4, None), ("丙", None, 3, 5)),
        ),
        case("nothing", "一题也没答", survey=items(("空卷", None, None, None), ("丁", 4, 5, 2))),
    ]


ATTITUDE_SCORES = Exercise(
    name="attitude_scores",
    title="把三道题合成态度",
    kind="function",
    answer="attitude_scores",
    asks="写函数 attitude_scores(survey)：交回 客户、态度 两列；反向题先翻过来，答了的题取平均。",
    stub='def attitude_scores(survey):\n    table = survey.copy()\n    ...\n    return table[["客户", "态度"]]',
    reference=lambda survey: reference_attitude_scores(survey),
    cases=_cases,
    parts=(
        Part("翻过来，再取平均", 3, ("clear", "middle")),
        Part(
            "没答的题不算，十二月的答卷",
            2,
            ("december", "clear", "one_blank", "nothing"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "not_turned",
            "反向题没有翻过来：说“便宜一块就换店”的人，反而得了高分。",
            "换店填 5 的人是忠诚还是不忠诚？求平均时用的是哪一列？",
            lambda survey: _mean_of_items(survey, ITEMS),
        ),
        Mistake(
            "turned_from_five",
            "反向题翻出来少了 1 分：最忠诚的人应当得 5 分，你给了 4 分。",
            "1 要翻成 5，5 要翻成 1，该用几去减？",
            _scored(lambda three: three.mean(axis=1), 5),
        ),
        Mistake(
            "only_two_items",
            "平均里只有认可和推荐两题，反向题没有用上。",
            "双层方括号里，写了几个列名？",
            lambda survey: _mean_of_items(survey, ITEMS[:2]),
        ),
        Mistake(
            "summed",
            "你交的是三题的合计，不是平均：少答一题的人，分数就低一截。",
            "最后用的方法是 sum 还是 mean？",
            _scored(lambda three: three.sum(axis=1, min_count=1)),
        ),
        Mistake(
            "down_the_columns",
            "平均是竖着求的：得到的是每道题的平均，放回表里对不上人，成了空白。",
            "要横着一行一行地平均，axis 该写几？",
            _scored(lambda three: three.mean(axis=0)),
        ),
        Mistake(
            "one_mean_for_all",
            "每个人都得到了同一个数：那是全店的平均。",
            "题目要的是每个人一个分数，平均是横着求的吗？",
            _scored(lambda three: three.mean(axis=None)),
        ),
        Mistake(
            "divided_by_three",
            "没答的题被当成了 0 分：不管答了几题，都除以 3。",
            "只答了两题的人，合计该除以几？",
            _scored(lambda three: three.sum(axis=1) / 3),
        ),
        Mistake(
            "zeros_first",
            "空白先被填成了 0，反向题的 0 一翻就成了 6 分。",
            "没有回答的题，要不要给它分数？",
            _zeros_first,
        ),
        Mistake(
            "all_or_nothing",
            "只要有一题没答，整个人就没有了分数。",
            "题目说答了的题取平均，用加号和 /3 会怎样对待空白？",
            _scored(lambda three: three.mean(axis=1, skipna=False)),
        ),
        Mistake(
            "rows_dropped",
            "有空白的答卷整行不见了。",
            "是不是用了 dropna？少答一题的人，也算答了卷吗？",
            _answers_only,
        ),
        Mistake(
            "middle_answer",
            "你取的是三题的中位数，不是平均。",
            "最后用的方法是 median 还是 mean？",
            _scored(lambda three: three.median(axis=1)),
        ),
        Mistake(
            "other_item_turned",
            "翻错了题：翻的是推荐，不是换店。",
            "6 减去的是哪一列？哪一道题是反着问的？",
            lambda survey: survey[["客户"]].assign(
                态度=survey[["认可", "推荐"]].assign(留下=6 - survey["推荐"]).mean(axis=1)
            ),
        ),
        Mistake(
            "four_columns",
            "平均里有四列：换店翻过来的和没翻的都在，互相抵消了。",
            "“换店”翻过来以后，原来的那一列还要不要算？",
            lambda survey: survey[["客户"]].assign(
                态度=_turned(survey).assign(换店=survey["换店"]).mean(axis=1)
            ),
        ),
        Mistake(
            "whole_stars",
            "平均被四舍五入成了整数：4.67 分和 5 分就分不开了。",
            "题目说要取整了吗？round 该不该写？",
            _scored(lambda three: three.mean(axis=1).round()),
        ),
        Mistake(
            "all_turned",
            "三道题都翻了过来：认可、推荐本来就是越大越好。",
            "三道题里，哪一道是反着问的？",
            _scored(lambda three: (6 - three.assign(留下=6 - three["留下"])).mean(axis=1)),
        ),
        Mistake(
            "others_turned",
            "该翻的没翻，不该翻的翻了：分数正好颠倒。",
            "哪一题是数越大越不忠诚？",
            _scored(lambda three: 6 - three.mean(axis=1)),
        ),
    ),
    styles=(_by_loop, _by_sum_and_count, _by_turning_the_table),
    hints=(
        "先把“换店”翻过来：1 变 5，5 变 1，就是用 6 去减。结果放进新的一列“留下”。",
        '三列一起取出来要双层方括号：table[["认可", "推荐", "留下"]]，再横着求平均。',
        'table["态度"] = table[["认可", "推荐", "____"]].mean(axis=____)',
    ),
    rule=Rule(tolerance=0.006),
    random=cases.random_answers,
)
