"""The other rule: scores by quintiles."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.rfm import quintile_scores
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases

FIVE = [1, 2, 3, 4, 5]


def _scored(rfm: pd.DataFrame, scores: Any) -> pd.DataFrame:
    return rfm.assign(F分=scores)


def _ranked(
    rfm: pd.DataFrame, column: str = "F", labels: Any = (1, 2, 3, 4, 5), groups: int = 5
) -> pd.DataFrame:
    place = rfm[column].rank(method="first")
    return rfm.assign(F分=pd.qcut(place, groups, labels=list(labels)).astype(int))


def _later_first(rfm: pd.DataFrame) -> pd.DataFrame:
    place = rfm["F"][::-1].rank(method="first")
    return rfm.assign(F分=pd.qcut(place, 5, labels=[1, 2, 3, 4, 5]).astype(int))


def _by_place(rfm: pd.DataFrame, method: str) -> pd.DataFrame:
    """Groups of equal width on ranks where ties share a rank."""
    place = rfm["F"].rank(method=method)  # type: ignore[arg-type]
    return rfm.assign(F分=pd.cut(place, 5, labels=[1, 2, 3, 4, 5]).astype(int))


def _by_cut(rfm: pd.DataFrame) -> pd.DataFrame:
    table = rfm.copy()
    table["F分"] = pd.cut(table["F"].rank(method="first"), 5, labels=[1, 2, 3, 4, 5]).astype(int)
    return table


def _by_sorting(rfm: pd.DataFrame) -> pd.DataFrame:
    table = rfm.sort_values("F", kind="stable").copy()
    size = len(table) // 5
    table["F分"] = [place // size + 1 for place in range(len(table))]
    return table


def _by_counting(rfm: pd.DataFrame) -> pd.DataFrame:
    numbers = rfm["F"].tolist()
    size = len(numbers) / 5
    scores = []
    for i, mine in enumerate(numbers):
        before = sum(other < mine for other in numbers) + numbers[:i].count(mine)
        scores.append(int(before // size) + 1)
    table = rfm.copy()
    table["F分"] = scores
    return table


def _score_cases() -> list[Case]:
    case = cases.rfm_case
    return [
        cases.lesson_rfm_case(),
        case(
            "no_ties",
            "五个人，次数都不同",
            ("阿满", 30, 4, 62.5),
            ("豆豆", 45, 2, 88.0),
            ("柳叶", 80, 9, 35.0),
            ("茉莉", 10, 1, 120.0),
            ("小禾", 22, 15, 41.5),
        ),
        case(
            "many_ties",
            "十个人，一半只买过一次",
            ("丁丁", 30, 1, 62.5),
            ("大禹", 45, 2, 28.0),
            ("小包", 80, 1, 35.0),
            ("小禾", 12, 20, 41.5),
            ("柳叶", 10, 1, 120.0),
            ("茉莉", 22, 7, 44.5),
            ("豆豆", 300, 1, 71.0),
            ("邻居", 410, 2, 19.5),
            ("阿岚", 520, 3, 66.0),
            ("阿满", 615, 1, 23.0),
        ),
        case(
            "middle",
            "三个人并列在中间",
            ("丁丁", 30, 2, 62.5),
            ("小禾", 45, 3, 28.0),
            ("柳叶", 80, 2, 35.0),
            ("茉莉", 12, 2, 41.5),
            ("阿满", 10, 1, 120.0),
        ),
        case(
            "all_once",
            "每个人都只买过一次",
            ("小禾", 30, 1, 62.5),
            ("柳叶", 45, 1, 28.0),
            ("茉莉", 80, 1, 35.0),
            ("豆豆", 12, 1, 41.5),
            ("阿满", 10, 1, 120.0),
        ),
    ]


SCORE_F = Exercise(
    name="score_f",
    title="F 打几分",
    kind="function",
    answer="score_f",
    asks="写函数 score_f(rfm)：按 F 从少到多排好，平均分成五组，添上一列 F分（1 到 5）。",
    stub="...",
    reference=lambda rfm: rfm.assign(F分=quintile_scores(rfm["F"])),
    cases=_score_cases,
    parts=(
        Part("次数都不同", 2, ("no_ties",)),
        Part("有很多并列", 2, ("members", "many_ties", "middle", "all_once"), random=True),
        Part("算对，并且不改动原表", 1, ("no_ties",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "few_is_good",
            "分数反了：买得少的人得了 5 分。",
            "F 是次数，标签该从 1 写到 5，还是从 5 写到 1？",
            lambda rfm: _ranked(rfm, labels=(5, 4, 3, 2, 1)),
        ),
        Mistake(
            "money_scored",
            "你打的是 M 的分，不是 F 的。",
            "抄下来的那一行，列名都改了吗？",
            lambda rfm: _ranked(rfm, "M"),
        ),
        Mistake(
            "days_scored",
            "你打的是 R 的分，不是 F 的。",
            "rank 前面写的是哪一列？",
            lambda rfm: _ranked(rfm, "R"),
        ),
        Mistake(
            "equal_width",
            "你把次数的大小分成了五段，不是把人分成五组。",
            "五组的人数一样多吗？分组之前，排名次了吗？",
            lambda rfm: _scored(rfm, pd.cut(rfm["F"], 5, labels=[1, 2, 3, 4, 5]).astype(int)),
        ),
        Mistake(
            "no_rank",
            "并列太多，五组分不开：还有人分不出先后。",
            "qcut 之前，怎样让并列的人也有先后？",
            lambda rfm: _scored(rfm, pd.qcut(rfm["F"], 5, labels=[1, 2, 3, 4, 5]).astype(int)),
        ),
        Mistake(
            "number_for_score",
            "几次就给了几分，五次以上都是 5 分，没有排队。",
            "每组人数要一样多，先排名次了吗？",
            lambda rfm: _scored(rfm, rfm["F"].clip(1, 5)),
        ),
        Mistake(
            "ties_share_a_rank",
            "并列的人得了同一个名次，五组的人数就不一样多了。",
            "rank 的括号里，method 写了吗？",
            lambda rfm: _by_place(rfm, "average"),
        ),
        Mistake(
            "ties_share_the_lowest",
            "并列的人都得了最小的名次，五组的人数就不一样多了。",
            "method 后面，写的是 min 还是 first？",
            lambda rfm: _by_place(rfm, "min"),
        ),
        Mistake(
            "ties_share_and_close_up",
            "并列的人同一个名次，后面的人紧跟着排：这是 dense。",
            "method 后面，写的是 dense 还是 first？",
            lambda rfm: _by_place(rfm, "dense"),
        ),
        Mistake(
            "later_rows_first",
            "并列的时候，排在后面的人反而得了小名次。",
            "名次是从少到多排的吗？给名次之前，表的顺序动过吗？",
            _later_first,
        ),
        Mistake(
            "from_zero",
            "分数是从 0 到 4 的。",
            "五个标签，该从几写到几？",
            lambda rfm: _ranked(rfm, labels=(0, 1, 2, 3, 4)),
        ),
        Mistake(
            "four_groups",
            "你分成了四组。",
            "qcut 的第二个数写的是几？",
            lambda rfm: _ranked(rfm, labels=(1, 2, 3, 4), groups=4),
        ),
        Mistake(
            "column_only",
            "你交回来的是一列分数，题目要的是添好这一列的表。",
            "分数要存进 table 的哪一列，return 后面写什么？",
            lambda rfm: _ranked(rfm)["F分"],
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.Series)
                and not pd.api.types.is_bool_dtype(actual.value.dtype)
            ),
        ),
        Mistake(
            "rank_for_score",
            "F分 里是名次，还没有分成五组。",
            "排好名次以后，还差哪一步？",
            lambda rfm: _scored(rfm, rfm["F"].rank(method="first")),
        ),
    ),
    styles=(_by_cut, _by_sorting, _by_counting),
    hints=(
        "照着给 M 打分的那一格写，M 换成 F。第一行 def，第二行复制一份，最后一行 return。",
        '先排名次：place = table["F"].rank(method="first")，并列的按表里的先后。',
        'table["F分"] = pd.qcut(place, ____, labels=[____]).astype(int)。',
    ),
    random=cases.random_customers,
)
