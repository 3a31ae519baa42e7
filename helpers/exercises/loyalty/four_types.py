"""Attitude × behaviour: the four types, with both cut-offs and those who said nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import TYPES, UNKNOWN
from helpers.analysis.loyalty import loyalty_types as reference_loyalty_types
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import LIKE, OFTEN, case, fond
from helpers.exercises.model import Case, Exercise, Mistake, Part

Conditions = Sequence[Any]
SWAPPED = (TYPES[0], TYPES[2], TYPES[1], TYPES[3])


def _cells(table: pd.DataFrame, like: float, often: float) -> Conditions:
    a, n = table["态度"], table["成交次数"]
    return [
        (a >= like) & (n >= often),
        (a >= like) & (n < often),
        (a < like) & (n >= often),
        (a < like) & (n < often),
    ]


def _typed(
    table: pd.DataFrame,
    conditions: Conditions,
    words: Sequence[str] = TYPES,
    otherwise: str = UNKNOWN,
) -> pd.DataFrame:
    return table.assign(忠诚类型=np.select(list(conditions), list(words), default=otherwise))


def _strict(table: pd.DataFrame, like: float, often: float, which: str) -> pd.DataFrame:
    a, n = table["态度"], table["成交次数"]
    fond_, cold = (a > like, a <= like) if "态度" in which else (a >= like, a < like)
    often_ = n > often if "次数" in which else n >= often
    return _typed(table, [fond_ & often_, fond_ & ~often_, cold & often_, cold & ~often_])


def _blank_is_low(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    fond_, often_ = table["态度"] >= like, table["成交次数"] >= often
    return _typed(table, [fond_ & often_, fond_ & ~often_, ~fond_ & often_, ~fond_ & ~often_])


def _either(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    a, n = table["态度"], table["成交次数"]
    return _typed(table, [(a >= like) | (n >= often), *_cells(table, like, often)[1:]])


def _attitude_only(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    a = table["态度"]
    return _typed(table, [a >= like, a < like], [TYPES[0], TYPES[3]])


def _behaviour_only(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    n = table["成交次数"]
    return _typed(table, [n >= often, n < often], [TYPES[0], TYPES[3]])


def _knows_only_like(table: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    return _typed(table, _cells(table, like, OFTEN))


def _by_masks(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    table = customers.copy()
    a, n = table["态度"], table["成交次数"]
    table["忠诚类型"] = "态度未知"
    table.loc[(a >= like) & (n >= often), "忠诚类型"] = "绝对忠诚"
    table.loc[(a >= like) & (n < often), "忠诚类型"] = "潜在忠诚"
    table.loc[(a < like) & (n >= often), "忠诚类型"] = "惯性忠诚"
    table.loc[(a < like) & (n < often), "忠诚类型"] = "非忠诚"
    return table


def _by_loop(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    words = []
    for row in customers.to_dict("records"):
        if pd.isna(row["态度"]):
            words.append("态度未知")
        elif row["态度"] >= like:
            words.append("绝对忠诚" if row["成交次数"] >= often else "潜在忠诚")
        else:
            words.append("惯性忠诚" if row["成交次数"] >= often else "非忠诚")
    return customers.assign(忠诚类型=words)


def _by_two_words(customers: pd.DataFrame, like: float, often: float) -> pd.DataFrame:
    names = {"高多": "绝对忠诚", "高少": "潜在忠诚", "低多": "惯性忠诚", "低少": "非忠诚"}
    attitude = np.where(customers["态度"] >= like, "高", "低")
    times = np.where(customers["成交次数"] >= often, "多", "少")
    words = pd.Series(attitude, index=customers.index) + times
    return customers.assign(忠诚类型=words.map(names).where(customers["态度"].notna(), "态度未知"))


def _cases() -> list[Case]:
    def one(name: str, title: str, *rows: tuple[str, float | None, int], **cuts: float) -> Case:
        args = {"like": LIKE, "often": OFTEN, **cuts}
        return case(name, title, customers=fond(*rows), **args)

    return [
        case("december", "会员和答卷", customers=cases.customers(), like=LIKE, often=OFTEN),
        one(
            "clear",
            "四种人，离线都很远",
            ("老友", 5, 9),
            ("知音", 5, 1),
            ("顺路", 2, 8),
            ("路过", 1, 1),
        ),
        one(
            "like_edge",
            "态度正好在线上",
            ("阿苇", 4, 9),
            ("小柏", 4, 1),
            ("桂婶", 3.5, 9),
            ("小葛", 3.5, 1),
        ),
        one(
            "often_edge",
            "次数正好在线上",
            ("阿苇", 5, 4),
            ("小柏", 5, 3),
            ("桂婶", 2, 4),
            ("小葛", 2, 3),
        ),
        one(
            "blank", "有人没答卷", ("没答的常客", None, 9), ("没答的新客", None, 1), ("老友", 5, 9)
        ),
        one(
            "other_cutoffs",
            "线换成 3 和 6",
            ("甲", 3, 6),
            ("乙", 3, 5),
            ("丙", 2.5, 6),
            ("丁", 2.5, 5),
            ("戊", 5, 3),
            like=3,
            often=6,
        ),
    ]


LOYALTY_TYPES = Exercise(
    name="loyalty_types",
    title="四种忠诚",
    kind="function",
    answer="loyalty_types",
    asks="写函数 loyalty_types(customers, like, often)：复制表，添一列“忠诚类型”，交回整张表。",
    stub="# 函数叫 loyalty_types，圆括号里依次是 customers, like, often。def 和 return 都由你来写\n...",
    reference=lambda customers, like, often: reference_loyalty_types(customers, like, often),
    cases=_cases,
    parts=(
        Part("四种人分得清", 3, ("clear",)),
        Part("正好在线上，换两条线也对", 3, ("like_edge", "often_edge", "other_cutoffs")),
        Part(
            "没有答卷的人，会员的整张表",
            1,
            ("december", "clear", "like_edge", "often_edge", "other_cutoffs", "blank"),
            random=True,
        ),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "like_excluded",
            "态度正好等于 like 的人被算成了态度低。",
            "“不低于”这条线，该写 > 还是 >=？",
            lambda customers, like, often: _strict(customers, like, often, "态度"),
        ),
        Mistake(
            "often_excluded",
            "次数正好等于 often 的人被算成了买得少。",
            "“不少于”这条线，该写 > 还是 >=？",
            lambda customers, like, often: _strict(customers, like, often, "次数"),
        ),
        Mistake(
            "both_excluded",
            "正好在线上的人，态度和次数两边都算低了。",
            "“及以上”包不包括线上的那个数？",
            lambda customers, like, often: _strict(customers, like, often, "态度和次数"),
        ),
        Mistake(
            "names_swapped",
            "潜在忠诚和惯性忠诚写反了。",
            "心里喜欢、还没常来的，是“潜在”还是“惯性”？",
            lambda customers, like, often: _typed(
                customers, _cells(customers, like, often), SWAPPED
            ),
        ),
        Mistake(
            "blank_is_low",
            "没有答卷的人被当成了态度低：他们什么也没有说过。",
            "空白的“不是高”，就等于“低”吗？",
            _blank_is_low,
        ),
        Mistake(
            "blank_is_nobody",
            "没有答卷的人被写成了非忠诚。",
            "四个条件都不成立的时候，default 该写什么？",
            lambda customers, like, often: _typed(
                customers, _cells(customers, like, often), TYPES, TYPES[3]
            ),
        ),
        Mistake(
            "blank_is_empty",
            "没有答卷的人那一格是空的：题目要写“态度未知”。",
            "np.select 里，default= 后面写的是什么？",
            lambda customers, like, often: _typed(
                customers, _cells(customers, like, often), TYPES, ""
            ),
        ),
        Mistake(
            "blank_dropped",
            "没有答卷的人整行不见了。",
            "他们买过东西，表里该不该有他们？",
            lambda customers, like, often: reference_loyalty_types(
                customers.dropna(subset=["态度"]), like, often
            ),
        ),
        Mistake(
            "fixed_cutoffs",
            "两条线写死成了 4，换两个数还是一样。",
            "圆括号里的 like 和 often 用上了吗？",
            lambda customers, like, often: _typed(customers, _cells(customers, LIKE, OFTEN)),
        ),
        Mistake(
            "often_fixed",
            "次数的那条线写死成了 4。",
            "圆括号里的 often 用上了吗？",
            _knows_only_like,
        ),
        Mistake(
            "cutoffs_swapped",
            "两条线用反了：拿 often 去比了态度，拿 like 去比了次数。",
            "哪一条线是给态度的？",
            lambda customers, like, often: _typed(customers, _cells(customers, often, like)),
        ),
        Mistake(
            "either",
            "只高一样的人也成了绝对忠诚：第一个条件里用了“或者”。",
            "& 和 |，哪一个是“并且”？",
            _either,
        ),
        Mistake(
            "attitude_only",
            "你只看了态度，没有看买得多不多。",
            "夸得最好听、只买过一次的人，是绝对忠诚吗？",
            _attitude_only,
        ),
        Mistake(
            "behaviour_only",
            "你只看了次数，没有看态度。",
            "买得最多、骂得最凶的人，是绝对忠诚吗？",
            _behaviour_only,
        ),
        Mistake(
            "upside_down",
            "高和低整个反了：绝对忠诚的人写成了非忠诚。",
            "第一个条件说的是哪一种人？和第一个名字配得上吗？",
            lambda customers, like, often: _typed(
                customers, _cells(customers, like, often), TYPES[::-1]
            ),
        ),
        Mistake(
            "two_columns",
            "你只留下了客户和忠诚类型，别的列不见了。",
            "题目要的是整张表再添一列，现在有几列？",
            lambda customers, like, often: reference_loyalty_types(customers, like, often)[
                ["客户", "忠诚类型"]
            ],
        ),
        Mistake(
            "column_only",
            "你只交回了忠诚类型这一列。",
            "算出来的一列，放进表里了吗？return 的是哪一个？",
            lambda customers, like, often: reference_loyalty_types(customers, like, often)[
                "忠诚类型"
            ],
        ),
    ),
    styles=(_by_masks, _by_loop, _by_two_words),
    hints=(
        "先在纸上画四格：态度高、次数多的是谁？每一格是两个条件用 & 连起来。",
        "照着“感受”的示例：一个列表放四个条件，一个列表放四个名字，default 放“态度未知”。“低”用 < 来写。",
        'conditions 的第一项是 (table["态度"] >= like) & (table["成交次数"] >= often)，另外三项只换符号。',
    ),
    random=cases.random_typed,
)
