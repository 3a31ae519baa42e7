"""Attitude × behaviour: the four types, with both cut-offs and those who said nothing."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.loyalty import TYPES, UNKNOWN
from helpers.analysis.loyalty import loyalty_types as reference_loyalty_types
from helpers.checking.calls import Outcome
from helpers.checking.compare import Rule, compare
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import LIKE, OFTEN, other_word
from helpers.exercises.loyalty.four_types_cases import types_cases
from helpers.exercises.loyalty.four_types_ways import (
    SWAPPED,
    attitude_only,
    behaviour_only,
    blank_is_low,
    by_loop,
    by_masks,
    by_two_words,
    cells,
    either,
    knows_only_like,
    or_everywhere,
    strict,
    typed,
    with_gap,
    with_help,
)
from helpers.exercises.model import Exercise, Mistake, Part


def _of_the_example(expected: Outcome, actual: Outcome) -> bool:
    """The example's table has a column that no other has."""
    mine = actual.value
    return isinstance(mine, pd.DataFrame) and {"感受", "忠诚类型"} <= set(mine.columns)


def _only_two_columns(expected: Outcome, actual: Outcome) -> bool:
    columns, mine = ["客户", "忠诚类型"], actual.value
    if not isinstance(mine, pd.DataFrame) or sorted(mine.columns) != columns:
        return False
    return compare(expected.value[columns], mine) is None


def _only_the_column(expected: Outcome, actual: Outcome) -> bool:
    mine = actual.value
    return isinstance(mine, pd.Series) and compare(expected.value["忠诚类型"], mine) is None


LOYALTY_TYPES = Exercise(
    name="loyalty_types",
    title="四种忠诚",
    kind="function",
    answer="loyalty_types",
    asks="写函数 loyalty_types(customers, like, often)：复制表，添一列“忠诚类型”，交回整张表。",
    stub="# 函数叫 loyalty_types，圆括号里依次是 customers, like, often。def 和 return 都由你来写\n...",
    reference=lambda customers, like, often: reference_loyalty_types(customers, like, often),
    cases=types_cases,
    parts=(
        Part("四种人分得清", 3, ("clear",)),
        Part("正好在线上，换两条线也对", 3, ("like_edge", "often_edge", "other_cutoffs")),
        Part(
            "会员的整张表（含没有答卷的人）",
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
            lambda customers, like, often: strict(customers, like, often, "态度"),
        ),
        Mistake(
            "often_excluded",
            "次数正好等于 often 的人被算成了买得少。",
            "“不少于”这条线，该写 > 还是 >=？",
            lambda customers, like, often: strict(customers, like, often, "次数"),
        ),
        Mistake(
            "both_excluded",
            "正好在线上的人，态度和次数两边都算低了。",
            "“及以上”包不包括线上的那个数？",
            lambda customers, like, often: strict(customers, like, often, "态度和次数"),
        ),
        Mistake(
            "on_the_like_line",
            "态度正好在线上的人哪一格也没进，成了“态度未知”。",
            "“4 分及以上”包不包括 4？",
            lambda customers, like, often: with_gap(customers, like, often, "态度"),
        ),
        Mistake(
            "on_the_often_line",
            "次数正好在线上的人哪一格也没进，成了“态度未知”。",
            "“4 次及以上”包不包括 4？",
            lambda customers, like, often: with_gap(customers, like, often, "次数"),
        ),
        Mistake(
            "on_either_line",
            "正好在线上的人哪一格也没进，成了“态度未知”：两条线都是这样。",
            "“4 分及以上”“4 次及以上”包不包括 4？",
            lambda customers, like, often: with_gap(customers, like, often, "态度和次数"),
        ),
        Mistake(
            "names_swapped",
            "潜在忠诚和惯性忠诚写反了。",
            "心里喜欢、还没常来的，是“潜在”还是“惯性”？",
            lambda customers, like, often: typed(customers, cells(customers, like, often), SWAPPED),
        ),
        Mistake(
            "blank_is_low",
            "没有答卷的人被当成了态度低：他们什么也没有说过。",
            "空白的“不是高”，就等于“低”吗？",
            blank_is_low,
        ),
        Mistake(
            "blank_is_nobody",
            "没有答卷的人被写成了非忠诚。",
            "四个条件都不成立的时候，default 该写什么？",
            lambda customers, like, often: typed(
                customers, cells(customers, like, often), TYPES, TYPES[3]
            ),
        ),
        Mistake(
            "blank_is_empty",
            "没有答卷的人那一格是空的：题目要写“态度未知”。",
            "np.select 里，default= 后面写的是什么？",
            lambda customers, like, often: typed(
                customers, cells(customers, like, often), TYPES, ""
            ),
        ),
        Mistake(
            "other_word",
            "人都分对了，只是有一个名字和题目里写的不一样。",
            "逐个字对照四个名字；没说过的人，default 写的是“态度未知”吗？",
            lambda customers, like, often: typed(
                customers,
                cells(customers, like, often),
                [w.replace("诚", "城") for w in TYPES],
            ),
            recognises=other_word("忠诚类型", (*TYPES, UNKNOWN)),
        ),
        Mistake(
            "blank_is_nought",
            "没有答卷的人，态度先被填成了 0 分。",
            "没有回答，等于打了 0 分吗？fillna 该不该写？",
            lambda customers, like, often: reference_loyalty_types(
                customers.fillna({"态度": 0}), like, often
            ),
        ),
        Mistake(
            "outer_table",
            "你用的是示例里的 felt，不是圆括号里交进来的 customers。",
            "函数的第一行，.copy() 前面写的是哪一张表？",
            lambda *args: pd.DataFrame(
                {"客户": ["村尾的桂婶"], "感受": ["低于期望"], "忠诚类型": ["惯性忠诚"]}
            ),
            recognises=_of_the_example,
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
            lambda customers, like, often: typed(customers, cells(customers, LIKE, OFTEN)),
        ),
        Mistake(
            "often_fixed",
            "次数的那条线写死成了 4。",
            "圆括号里的 often 用上了吗？",
            knows_only_like,
        ),
        Mistake(
            "cutoffs_swapped",
            "两条线用反了：拿 often 去比了态度，拿 like 去比了次数。",
            "哪一条线是给态度的？",
            lambda customers, like, often: typed(customers, cells(customers, often, like)),
        ),
        Mistake(
            "either",
            "只高一样的人也成了绝对忠诚：第一个条件里用了“或者”。",
            "& 和 |，哪一个是“并且”？",
            either,
        ),
        Mistake(
            "or_everywhere",
            "四个条件里用的都是“或者”：差不多谁都满足第一个。",
            "& 和 |，哪一个是“并且”？",
            or_everywhere,
        ),
        Mistake(
            "first_type_only",
            "你只认出了绝对忠诚，别的人都成了“态度未知”。",
            "一共有几种忠诚，列表里写了几个条件、几个名字？",
            lambda customers, like, often: typed(
                customers, cells(customers, like, often)[:1], TYPES[:1]
            ),
        ),
        Mistake(
            "attitude_only",
            "你只看了态度，没有看买得多不多。",
            "夸得最好听、只买过一次的人，是绝对忠诚吗？",
            attitude_only,
        ),
        Mistake(
            "behaviour_only",
            "你只看了次数，没有看态度。",
            "买得最多、骂得最凶的人，是绝对忠诚吗？",
            behaviour_only,
        ),
        Mistake(
            "upside_down",
            "高和低整个反了：绝对忠诚的人写成了非忠诚。",
            "第一个条件说的是哪一种人？和第一个名字配得上吗？",
            lambda customers, like, often: typed(
                customers, cells(customers, like, often), TYPES[::-1]
            ),
        ),
        Mistake(
            "two_columns",
            "你只留下了客户和忠诚类型，别的列不见了。",
            "题目要的是整张表再添一列，现在有几列？",
            lambda customers, like, often: reference_loyalty_types(customers, like, often)[
                ["客户", "忠诚类型"]
            ],
            recognises=_only_two_columns,
        ),
        Mistake(
            "column_only",
            "你只交回了忠诚类型这一列。",
            "算出来的一列，放进表里了吗？return 的是哪一个？",
            lambda customers, like, often: reference_loyalty_types(customers, like, often)[
                "忠诚类型"
            ],
            recognises=_only_the_column,
        ),
    ),
    styles=(by_masks, by_loop, by_two_words, with_help),
    hints=(
        "先在纸上画四格：态度高、次数多的是谁？每一格是两个条件用 & 连起来。",
        "照着“感受”的示例：一个列表放四个条件，一个列表放四个名字，default 放“态度未知”。“低”用 < 来写。",
        'conditions 的第一项是 (table["态度"] >= like) & (table["成交次数"] >= often)，另外三项只换符号。',
    ),
    rule=Rule(more_columns=True),  # columns that help on the way may stay
    random=cases.random_typed,
)
