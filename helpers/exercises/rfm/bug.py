"""Find the bug: a colleague's best customers have not been here for ages."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import count_class
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _flags(rfm: pd.DataFrame, cut: str = "mean") -> pd.DataFrame:
    """True where strictly better: fewer days, more orders, more money."""
    points = rfm[["R", "F", "M"]].agg(cut)
    return pd.DataFrame(
        {
            "R": rfm["R"] < points["R"],
            "F": rfm["F"] > points["F"],
            "M": rfm["M"] > points["M"],
        }
    )


def _draft(rfm: pd.DataFrame) -> int:
    good = (
        (rfm["R"] > rfm["R"].mean()) & (rfm["F"] > rfm["F"].mean()) & (rfm["M"] > rfm["M"].mean())
    )
    return int(good.sum())


def _turned_round(rfm: pd.DataFrame) -> int:
    values = rfm[["R", "F", "M"]]
    return int((values < values.mean()).all(axis=1).sum())


def _f_turned(rfm: pd.DataFrame) -> int:
    good = (
        (rfm["R"] > rfm["R"].mean()) & (rfm["F"] < rfm["F"].mean()) & (rfm["M"] > rfm["M"].mean())
    )
    return int(good.sum())


def _m_turned(rfm: pd.DataFrame) -> int:
    good = (
        (rfm["R"] > rfm["R"].mean()) & (rfm["F"] > rfm["F"].mean()) & (rfm["M"] < rfm["M"].mean())
    )
    return int(good.sum())


def _new_mean_each_time(rfm: pd.DataFrame) -> int:
    left = rfm[rfm["R"] < rfm["R"].mean()]
    left = left[left["F"] > left["F"].mean()]
    return len(left[left["M"] > left["M"].mean()])


def _equal_is_high(rfm: pd.DataFrame) -> int:
    good = (
        (rfm["R"] <= rfm["R"].mean())
        & (rfm["F"] >= rfm["F"].mean())
        & (rfm["M"] >= rfm["M"].mean())
    )
    return int(good.sum())


def _half_of_the_mean(rfm: pd.DataFrame) -> int:
    flags = _flags(rfm)
    return int((flags["F"] & flags["M"]).sum())


def _by_query(rfm: pd.DataFrame) -> int:
    return len(rfm.query("R < R.mean() and F > F.mean() and M > M.mean()"))


def _by_loop(rfm: pd.DataFrame) -> int:
    days, orders, money = rfm["R"].mean(), rfm["F"].mean(), rfm["M"].mean()
    number = 0
    for row in rfm.to_dict("records"):
        if row["R"] < days and row["F"] > orders and row["M"] > money:
            number = number + 1
    return number


def _step_by_step(rfm: pd.DataFrame) -> int:
    near = set(rfm.loc[rfm["R"] < rfm["R"].mean(), "客户"])
    often = set(rfm.loc[rfm["F"] > rfm["F"].mean(), "客户"])
    much = set(rfm.loc[rfm["M"] > rfm["M"].mean(), "客户"])
    return len(near & often & much)


COUNT_BEST = Exercise(
    name="count_best",
    title="找错：正好 100 位",
    kind="function",
    answer="count_best",
    asks="同事数出的“重要价值”都是好久没来的人。写出改好的 count_best(rfm)：三项全高的客户有几位。",
    stub="def count_best(rfm):\n    ...\n    return number",
    reference=lambda rfm: count_class(rfm),
    cases=cases.rfm_cases,
    parts=(
        Part("R 的方向改对", 2, ("clear",)),
        Part("别的规则没有改坏", 2, cases.RFM_TRAPS, random=True),
    ),
    mistakes=(
        Mistake(
            "many_days",
            "错还在：R 大于平均数的，是好久没来的人。",
            "R 是天数，天数比平均多，是来得近还是来得远？",
            _draft,
        ),
        Mistake(
            "all_signs_turned",
            "三个符号都掉了头，F 和 M 也成了越小越好。",
            "三个条件里，哪一个的方向写错了？",
            _turned_round,
        ),
        Mistake(
            "f_turned",
            "你改的是 F 的那一行，R 的那一行还是老样子。",
            "天数、笔数、金额，哪一个是越少越好？",
            _f_turned,
        ),
        Mistake(
            "m_turned",
            "你改的是 M 的那一行，R 的那一行还是老样子。",
            "天数、笔数、金额，哪一个是越少越好？",
            _m_turned,
        ),
        Mistake(
            "new_mean_each_time",
            "筛一步又重新算了一次平均数，尺子就变了。",
            "三个平均数，都该从哪一张表算？",
            _new_mean_each_time,
        ),
        Mistake(
            "counted_rows",
            "你数的是一共几行：count 把 True 和 False 都数了进去。",
            "只数 True，该用哪个方法？",
            lambda rfm: len(rfm),
        ),
        Mistake(
            "equal_is_high",
            "正好等于平均数的人也数了进去。",
            "“严格好于平均数”，等号要不要？",
            _equal_is_high,
        ),
        Mistake(
            "equal_r_is_high",
            "R 正好等于平均数的人也数了进去。",
            "原来的 > 换了方向以后，要不要带等号？",
            lambda rfm: int(
                ((rfm["R"] <= rfm["R"].mean()) & _flags(rfm)["F"] & _flags(rfm)["M"]).sum()
            ),
        ),
        Mistake(
            "r_dropped",
            "错的那一行去掉了，可是 R 的条件也没有了。",
            "三项全高，现在写了几项？",
            _half_of_the_mean,
        ),
        Mistake(
            "f_dropped",
            "F 的条件不见了。",
            "三项全高，现在写了几项？",
            lambda rfm: int((_flags(rfm)["R"] & _flags(rfm)["M"]).sum()),
        ),
        Mistake(
            "m_dropped",
            "M 的条件不见了。",
            "三项全高，现在写了几项？",
            lambda rfm: int((_flags(rfm)["R"] & _flags(rfm)["F"]).sum()),
        ),
        Mistake(
            "any_of_three",
            "只要有一项高，就数了进去。",
            "& 和 |，哪一个是“并且”？",
            lambda rfm: int(_flags(rfm).any(axis=1).sum()),
        ),
        Mistake(
            "two_of_three",
            "三项里有两项高的人也数了进去。",
            "“全高”要几项？",
            lambda rfm: int((_flags(rfm).sum(axis=1) >= 2).sum()),
        ),
        Mistake(
            "median_for_mean",
            "你把分界换成了中位数。",
            "规则里的分界是 mean，要不要换？",
            lambda rfm: int(_flags(rfm, "median").all(axis=1).sum()),
        ),
        Mistake(
            "share_for_number",
            "你交的是占多少，不是有几位。",
            "mean 得到占比，哪个方法得到个数？",
            lambda rfm: float(_flags(rfm).all(axis=1).mean()),
        ),
        Mistake(
            "everybody_else",
            "你数的是除了这些人以外的客户。",
            "条件前面，是不是多了一个 ~ 或者“不”？",
            lambda rfm: int((~_flags(rfm).all(axis=1)).sum()),
        ),
        Mistake(
            "summed_amounts",
            "你把他们的金额加了起来，得到的是元。",
            "问“有几位”，该对哪一列 True/False 求和？",
            lambda rfm: float(rfm.loc[_flags(rfm).all(axis=1), "M"].sum()),
        ),
    ),
    styles=(_by_query, _by_loop, _step_by_step),
    hints=(
        "看看名单里的第一位：R 是 454 天。平均是 402 天，她算来得近吗？",
        "三行里只有一行要改，改的是比较符号的方向。",
        'near = rfm["R"] ____ rfm["R"].mean()，别的几行照抄。',
    ),
    random=cases.random_customers,
)
