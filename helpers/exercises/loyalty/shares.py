"""A crosstab with shares: how did the customers of each type feel?"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.loyalty import UNKNOWN
from helpers.analysis.loyalty import feeling_shares as reference_feeling_shares
from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule, compare
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import case, felt
from helpers.exercises.model import Case, Exercise, Mistake, Part

FOND, COLD, IDLE, AWAY = "绝对忠诚", "惯性忠诚", "潜在忠诚", "非忠诚"
ABOVE, EQUAL, BELOW = "高于期望", "等于期望", "低于期望"


RULE = Rule(tolerance=0.006)


def _counts(answered: pd.DataFrame) -> pd.DataFrame:
    return pd.crosstab(answered["忠诚类型"], answered["感受"])


def _with_total(answered: pd.DataFrame) -> pd.DataFrame:
    return pd.crosstab(
        answered["忠诚类型"], answered["感受"], normalize="index", margins=True, margins_name="合计"
    )


def _all_but_the_total(expected: Outcome, actual: Outcome) -> bool:
    mine = actual.value
    if not isinstance(mine, pd.DataFrame) or mine.index.name != "忠诚类型":
        return False
    more = mine.index.difference(expected.value.index)
    return len(more) == 1 and compare(expected.value, mine.drop(index=more), RULE) is None


def _with_unknown(answered: pd.DataFrame) -> pd.DataFrame:
    more = answered.head(1).assign(忠诚类型="态度未知")
    return _counts(pd.concat([answered, more]))


def _has_unknown(expected: Outcome, actual: Outcome) -> bool:
    mine = actual.value
    return isinstance(mine, pd.DataFrame) and UNKNOWN in mine.index


def _by_groupby(answered: pd.DataFrame) -> pd.DataFrame:
    counts = answered.groupby(["忠诚类型", "感受"]).size().unstack(fill_value=0)
    return counts.div(counts.sum(axis=1), axis=0)


def _by_pivot(answered: pd.DataFrame) -> pd.DataFrame:
    counts = answered.pivot_table(
        index="忠诚类型", columns="感受", values="客户", aggfunc="count", fill_value=0
    )
    shares = counts.T / counts.T.sum()
    return shares.T.reset_index()


def _by_loop(answered: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for kind in answered["忠诚类型"].unique():
        mine = answered[answered["忠诚类型"] == kind]
        row = {"忠诚类型": kind}
        for feeling in answered["感受"].unique():
            row[feeling] = (mine["感受"] == feeling).mean()
        rows.append(row)
    return pd.DataFrame(rows)


def _cases() -> list[Case]:
    return [
        case("december", "答了卷的会员", answered=cases.answered()),
        case(
            "clear",
            "两种人，两种感受",
            answered=felt((FOND, ABOVE, 3), (FOND, BELOW, 1), (COLD, ABOVE, 1), (COLD, BELOW, 1)),
        ),
        case(
            "uneven",
            "人数差得多",
            answered=felt(
                (FOND, ABOVE, 6), (FOND, EQUAL, 2), (COLD, BELOW, 3), (COLD, EQUAL, 1),
                (AWAY, BELOW, 1), (IDLE, ABOVE, 2), (IDLE, BELOW, 2),
            ),
        ),
        case(
            "one_type",
            "只有一种人",
            answered=felt((COLD, ABOVE, 1), (COLD, BELOW, 4)),
        ),
    ]  # fmt: skip


FEELING_SHARES = Exercise(
    name="feeling_shares",
    title="满意的人就忠诚吗",
    kind="function",
    answer="feeling_shares",
    asks="写函数 feeling_shares(answered)：行是忠诚类型，列是感受，格子是这一类型里的占比（小数）。",
    stub="def feeling_shares(answered):\n    ...\n    return table",
    reference=lambda answered: reference_feeling_shares(answered),
    cases=_cases,
    parts=(
        Part("两种人", 2, ("clear", "one_type")),
        Part(
            "人数差得多、十二月的会员", 2, ("december", "clear", "uneven", "one_type"), random=True
        ),
    ),
    mistakes=(
        Mistake(
            "counts",
            "格子里是人数，不是占比。",
            "normalize= 写了吗？",
            _counts,
        ),
        Mistake(
            "by_column",
            "竖着一列加起来才是 1：你算的是每种感受里各类型占多少。",
            "题目要横着一行加起来是 1，normalize 该写哪一个？",
            lambda answered: pd.crosstab(
                answered["忠诚类型"], answered["感受"], normalize="columns"
            ),
        ),
        Mistake(
            "of_everybody",
            "整张表加起来才是 1：你除的是所有人，不是这一类型的人。",
            "“这一类型里的占比”，分母是谁？",
            lambda answered: pd.crosstab(answered["忠诚类型"], answered["感受"], normalize="all"),
        ),
        Mistake(
            "rows_and_columns_swapped",
            "行和列换了位置：行成了感受。",
            "pd.crosstab 的圆括号里，先写的是行还是列？",
            lambda answered: pd.crosstab(answered["感受"], answered["忠诚类型"], normalize="index"),
        ),
        Mistake(
            "percent",
            "格子里是百分数：题目要小数，0.25 而不是 25。",
            "最后是不是乘了 100？",
            lambda answered: reference_feeling_shares(answered) * 100,
        ),
        Mistake(
            "total_row",
            "表的最后多了一行合计，它不是一种忠诚类型。",
            "margins 写进去了吗？这一题要不要合计？",
            _with_total,
            recognises=_all_but_the_total,
        ),
        Mistake(
            "outer_table",
            "你用的是外面那张 typed：态度未知的人也在里面。",
            "交进来的表叫什么名字？方括号前面写的是它吗？",
            _with_unknown,
            recognises=_has_unknown,
        ),
        Mistake(
            "texts",
            "格子里是带 % 的文字，题目要小数。",
            "“57.1%”是一段文字，还能拿来算吗？",
            lambda answered: reference_feeling_shares(answered).map("{:.1%}".format),
        ),
        Mistake(
            "whole_numbers",
            "占比被取整了：剩下的不是 0 就是 1。",
            "round 的圆括号里写了几？",
            lambda answered: reference_feeling_shares(answered).round(),
        ),
        Mistake(
            "of_types",
            "你算的是各类型占多少人，没有分开看感受。",
            "两列都要用上：行是哪一列，列是哪一列？",
            lambda answered: answered["忠诚类型"].value_counts(normalize=True).reset_index(),
        ),
        Mistake(
            "shares_of_money",
            "你分的是钱，不是人。",
            "格子里要数的是几位客户，还是他们花了多少？",
            lambda answered: pd.crosstab(
                answered["忠诚类型"],
                answered["感受"],
                answered["成交金额"],
                aggfunc="sum",
                normalize="index",
            ),
        ),
    ),
    styles=(_by_groupby, _by_pivot, _by_loop),
    hints=(
        'pd.crosstab 的圆括号里写两列：先写做行的，再写做列的，都带上表的名字，像 answered["感受"]。',
        "一行加起来是 1，行在英文里叫 index。",
        'table = pd.crosstab(answered["____"], answered["____"], normalize="____")',
    ),
    rule=RULE,
    random=cases.random_answered,
)
