"""High or low: each of R, F and M against its own mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.rfm import add_levels as reference_add_levels
from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule
from helpers.exercises.generic import chose
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.exercises.rfm import cases

LEVELS = ("R级", "F级", "M级")
Better = Callable[[Any, float], Any]

R_DIRECTION = Exercise(
    name="r_direction",
    title="谁的 R 是“高”",
    kind="choice",
    answer="best_r",
    asks="平均 400 天时，谁的 R 是“高”？把字母交给 best_r。",
    stub='# 写成这样：best_r = "你选的字母"\n...',
    reference=lambda rfm: "C",
    cases=lambda: cases.rfm_cases()[:1],
    parts=(Part("选对", 1, ("members",)),),
    mistakes=(
        chose(
            "A",
            "你挑了天数最大的人，可是他离开得最久。",
            "781 天没来，和 35 天没来，店里更喜欢哪一种？",
        ),
        chose(
            "B",
            "正好等于平均数，不比平均数好。",
            "“严格好于平均数”，相等算不算？",
        ),
        chose(
            "D",
            "你按“数字不小于平均数”来挑了，R 正好反过来。",
            "R 的数字越大，人来得越近还是越远？",
        ),
    ),
    hints=(
        "R 是“多少天没来了”。先想：数字大好，还是数字小好？",
        "“高”是说比平均更好，不是说数字更大。等于平均数的不算更好。",
    ),
    rule=Rule(spellings={"c": "C", "Ｃ": "C", "ｃ": "C", "C 35 天": "C", "C　35 天": "C"}),
)


def _graded(
    rfm: pd.DataFrame,
    r: Better = lambda values, point: values < point,
    f: Better = lambda values, point: values > point,
    m: Better = lambda values, point: values > point,
    cut: str = "mean",
    words: tuple[Any, Any] = ("高", "低"),
) -> pd.DataFrame:
    """The table with three levels: what is better for each, than what, and how it is written."""
    points = rfm[["R", "F", "M"]].agg(cut)
    return rfm.assign(
        R级=np.where(r(rfm["R"], points["R"]), *words),
        F级=np.where(f(rfm["F"], points["F"]), *words),
        M级=np.where(m(rfm["M"], points["M"]), *words),
    )


def _per_order(rfm: pd.DataFrame) -> pd.DataFrame:
    each = rfm["M"] / rfm["F"]
    return _graded(rfm).assign(M级=np.where(each > each.mean(), "高", "低"))


def _written_down(expected: Outcome, actual: Outcome) -> bool:
    """Each level follows from one of the numbers that the lesson shows as the members' means."""
    table = actual.value
    if not isinstance(table, pd.DataFrame) or not {"R", "F", "M", *LEVELS} <= set(table.columns):
        return False
    if len(table) != len(expected.value):
        return False
    near = [table["R"] < point for point in (400, 401, 401.9, 402)]
    often = [table["F"] > point for point in (3, 4)]
    much = [table["M"] > point for point in (136, 136.86, 137)]
    return all(
        any((table[level] == flags.map({True: "高", False: "低"})).all() for flags in tried)
        for level, tried in zip(LEVELS, (near, often, much), strict=True)
    )


def _not_added(expected: Outcome, actual: Outcome) -> bool:
    return _as_given(actual.value) and bool(pd.api.types.is_numeric_dtype(actual.value["R"].dtype))


def _overwritten(expected: Outcome, actual: Outcome) -> bool:
    return _as_given(actual.value) and bool(actual.value["R"].isin(["高", "低"]).all())


def _as_given(value: Any) -> bool:
    return isinstance(value, pd.DataFrame) and list(value.columns) == ["客户", "R", "F", "M"]


def _by_select(rfm: pd.DataFrame) -> pd.DataFrame:
    table = rfm.copy()
    table["R级"] = np.select([table["R"] >= table["R"].mean()], ["低"], default="高")
    for column in ["F", "M"]:
        better = table[column] > table[column].mean()
        table[column + "级"] = np.select([better], ["高"], default="低")
    return table


def _by_apply(rfm: pd.DataFrame) -> pd.DataFrame:
    table = rfm.copy()
    days, orders, money = table["R"].mean(), table["F"].mean(), table["M"].mean()
    table["R级"] = table["R"].apply(lambda x: "高" if x < days else "低")
    table["F级"] = table["F"].apply(lambda x: "高" if x > orders else "低")
    table["M级"] = table["M"].apply(lambda x: "高" if x > money else "低")
    return table


def _by_mask(rfm: pd.DataFrame) -> pd.DataFrame:
    table = rfm.copy()
    table["R级"] = table["F级"] = table["M级"] = "低"
    table.loc[table["R"] < rfm["R"].mean(), "R级"] = "高"
    table.loc[table["F"] > rfm["F"].mean(), "F级"] = "高"
    table.loc[table["M"] > rfm["M"].mean(), "M级"] = "高"
    return table


ADD_LEVELS = Exercise(
    name="add_levels",
    title="高还是低",
    kind="function",
    answer="add_levels",
    asks="写函数 add_levels(rfm)：添上 R级、F级、M级 三列，严格好于平均数写“高”，其余写“低”。",
    stub="def add_levels(rfm):\n    table = rfm.copy()\n    ...\n    return table",
    reference=lambda rfm: reference_add_levels(rfm),
    cases=cases.rfm_cases,
    parts=(
        Part("没有人正好等于平均数", 2, ("clear",)),
        Part("正好等于平均数、有大买家", 2, cases.RFM_TRAPS, random=True),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "r_reversed",
            "R 的高和低反了：好久没来的人成了“高”。",
            "R 是天数，天数多好，还是天数少好？",
            lambda rfm: _graded(rfm, r=lambda values, point: values > point),
        ),
        Mistake(
            "r_reversed_with_ties",
            "R 的高和低正好全反了。",
            "刚来过的人，R 该写“高”还是“低”？",
            lambda rfm: _graded(rfm, r=lambda values, point: values >= point),
        ),
        Mistake(
            "all_smaller",
            "三个指标都按“越小越好”来判断了。",
            "次数和金额，也是越少越好吗？",
            lambda rfm: _graded(
                rfm,
                f=lambda values, point: values < point,
                m=lambda values, point: values < point,
            ),
        ),
        Mistake(
            "all_words_swapped",
            "每一格的“高”和“低”都写反了。",
            "条件成立的时候，填的是哪一个字？",
            lambda rfm: _graded(rfm, words=("低", "高")),
        ),
        Mistake(
            "equal_is_high",
            "正好等于平均数的人也写成了“高”。",
            "“严格好于平均数”，等号要不要？",
            lambda rfm: _graded(
                rfm,
                lambda values, point: values <= point,
                lambda values, point: values >= point,
                lambda values, point: values >= point,
            ),
        ),
        Mistake(
            "equal_r_is_high",
            "R 正好等于平均数的人写成了“高”。",
            "F 和 M 没有带等号，R 呢？",
            lambda rfm: _graded(rfm, r=lambda values, point: values <= point),
        ),
        Mistake(
            "equal_f_and_m_are_high",
            "F 或 M 正好等于平均数的人写成了“高”。",
            "R 没有带等号，F 和 M 呢？",
            lambda rfm: _graded(
                rfm,
                f=lambda values, point: values >= point,
                m=lambda values, point: values >= point,
            ),
        ),
        Mistake(
            "median_for_mean",
            "你拿中位数作了分界。",
            "这条规则里的分界是 mean 还是 median？",
            lambda rfm: _graded(rfm, cut="median"),
        ),
        Mistake(
            "means_written_down",
            "分界写成了固定的数，换一张表就不对。",
            '平均数写成 table["R"].mean() 了吗？',
            lambda rfm: _graded(
                rfm,
                lambda values, point: values < 402,
                lambda values, point: values > 3.39,
                lambda values, point: values > 136.86,
            ),
            recognises=_written_down,
        ),
        Mistake(
            "not_added",
            "交回的表里没有新的三列：它们没有存进 table。",
            "return 的是 table，等号左边写的是哪张表？",
            lambda rfm: rfm.copy(),
            recognises=_not_added,
        ),
        Mistake(
            "overwritten",
            "“高”“低”写进了 R、F、M 原来的列，天数和金额不见了。",
            "新的三列叫什么名字，写在等号左边了吗？",
            lambda rfm: _graded(rfm).assign(R=lambda t: t["R级"])[["客户", "R", "F", "M"]],
            recognises=_overwritten,
        ),
        Mistake(
            "amount_per_order",
            "M级 比的是每笔平均，不是一共花的钱。",
            "M 这一列已经是合计了，还要再除吗？",
            _per_order,
        ),
        Mistake(
            "wrong_mean",
            "M级 是拿 M 和 F 的平均数比出来的。",
            "抄下来的那一行，里面的列名都改了吗？",
            lambda rfm: _graded(rfm).assign(M级=np.where(rfm["M"] > rfm["F"].mean(), "高", "低")),
        ),
        Mistake(
            "f_copied",
            "M级 和 F级 一模一样：两行比的是同一列。",
            "抄下来的那一行，F 都改成 M 了吗？",
            lambda rfm: _graded(rfm).assign(M级=lambda table: table["F级"]),
        ),
        Mistake(
            "ones_and_zeros",
            "高低是对的，可是写成了 1 和 0。",
            "题目要填哪两个字？",
            lambda rfm: _graded(rfm, words=(1, 0)),
        ),
        Mistake(
            "true_and_false",
            "高低是对的，可是写成了 True 和 False。",
            "条件成立时填“高”，不成立时填“低”，用哪个函数？",
            lambda rfm: _graded(rfm, words=(True, False)),
        ),
    ),
    styles=(_by_select, _by_apply, _by_mask),
    hints=(
        "三行，每列一行，都照着“大单”那一格写。先问每一列：数字大好，还是小好？",
        'R 用 <，F 和 M 用 >；平均数写成 table["R"].mean()，让程序自己算。',
        'table["F级"] = np.select([table["F"] > table["F"].mean()], ["高"], default="低")，另外两行仿写。',
    ),
    random=cases.random_customers,
)
