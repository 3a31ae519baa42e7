"""The three kinds of loyal customer, and what becomes of somebody who fits two of them or none."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.loyalty import KINDS, NO_KIND
from helpers.analysis.loyalty import loyal_kinds as reference_loyal_kinds
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import ABSENT, RICH, other_word
from helpers.exercises.loyalty.kinds_cases import EDGES, TRAPS, kinds_cases
from helpers.exercises.loyalty.kinds_ways import (
    ORDER,
    by_apply,
    by_masks,
    by_query,
    conditions,
    last_wins,
    named,
    names_swapped,
    new_before_absent,
    small_before_new,
    with_first,
    with_second,
    with_third,
)
from helpers.exercises.model import Exercise, Mistake, Part


def _on_the_line(change: Callable[..., pd.DataFrame], how: str, who: str) -> Mistake:
    def answer(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
        return change(customers, rich, absent, how)

    return Mistake(how, f"{who}被漏掉了。", "题目里的“≥”“≤”，包不包括这个数？", answer)


LOYAL_KINDS = Exercise(
    name="loyal_kinds",
    title="三种忠诚客户",
    kind="function",
    answer="loyal_kinds",
    asks="写函数 loyal_kinds(customers, rich, absent)：添一列“忠诚客户”，符合几种时按先后取第一种，都不符合写“其他”。",
    stub="def loyal_kinds(customers, rich, absent):\n    table = customers.copy()\n    ...\n    return table",
    reference=lambda customers, rich, absent: reference_loyal_kinds(customers, rich, absent),
    cases=kinds_cases,
    parts=(
        Part("三种人和其他", 2, ("clear",)),
        Part("每条线上的人", 2, EDGES),
        Part("两种都像的人，换两个数，会员的整张表", 2, TRAPS, random=True),
    ),
    mistakes=(
        Mistake(
            "absent_from",
            "正好 absent 天没来的人，也被算成久未来了。",
            "“超过 180 天”包不包括 180 天？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "from"),
        ),
        Mistake(
            "rich_excluded",
            "正好花了 rich 元的人被漏掉了。",
            "“满 500 元”包不包括 500 元？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "above"),
        ),
        Mistake(
            "either",
            "只满足一个条件的人，也成了久未来的大客户。",
            "“花得多”和“好久没来”，要同时满足吗？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "either"),
        ),
        Mistake(
            "still_coming",
            "还在来的大客户被算成了久未来的。",
            "距今天数越大，是来得越近还是越久没来？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "recent"),
        ),
        Mistake(
            "amount_only",
            "大客户只看了金额，没有看是不是好久没来。",
            "第一种的名字里，“久未来”三个字落在哪一列上？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "amount"),
        ),
        Mistake(
            "first_for_last",
            "你拿首购天数去看谁好久没来了。",
            "“好久没来”，看第一次还是最近一次？",
            lambda customers, rich, absent: with_first(customers, rich, absent, "first_purchase"),
        ),
        Mistake(
            "newcomers_not_new",
            "第二种里混进了老客户：没有看是不是新来的。",
            "“新来的”三个字，落在哪一列上？",
            lambda customers, rich, absent: with_second(customers, rich, absent, "not_new"),
        ),
        Mistake(
            "last_for_first",
            "你拿距今天数去看谁是新来的：老客户昨天也可能来过。",
            "“新来”，看第一次还是最近一次？",
            lambda customers, rich, absent: with_second(customers, rich, absent, "last_purchase"),
        ),
        Mistake(
            "newcomers_not_often",
            "新来的常客没有看次数。",
            "只来了两次的人，算不算“常”客？",
            lambda customers, rich, absent: with_second(customers, rich, absent, "not_often"),
        ),
        Mistake(
            "newcomers_not_big",
            "新来的常客没有看金额。",
            "第二种有几个条件？数一数，写全了吗？",
            lambda customers, rich, absent: with_second(customers, rich, absent, "not_big"),
        ),
        Mistake(
            "small_without_attitude",
            "第三种没有看态度：每笔小的人都算成了爱店的。",
            "“爱店”两个字，落在哪一列上？",
            lambda customers, rich, absent: with_third(customers, rich, absent, "without_attitude"),
        ),
        Mistake(
            "fond_of_any_size",
            "第三种没有看每笔多少钱：喜欢店的人都算成了小客户。",
            "“小”字，落在哪一列上？",
            lambda customers, rich, absent: with_third(customers, rich, absent, "any_amount"),
        ),
        Mistake(
            "whole_amount",
            "你拿一共花的钱去和 30 元比了。",
            "“每笔不超过 30 元”，该看哪一列？",
            lambda customers, rich, absent: with_third(customers, rich, absent, "whole_amount"),
        ),
        Mistake(
            "last_wins",
            "两种都像的人，归到了排在后面的那一种。",
            "np.select 从上往下看，三个条件的先后和题目一样吗？",
            last_wins,
        ),
        Mistake(
            "small_before_new",
            "第二种和第三种的先后换了：小额的新常客归到了第三种。",
            "三个条件的先后，和题目里的一样吗？",
            small_before_new,
        ),
        Mistake(
            "new_before_absent",
            "新来的常客放到了第一位：两种都像的人归错了。",
            "三个条件的先后，和题目里的一样吗？",
            new_before_absent,
        ),
        Mistake(
            "names_swapped",
            "后两个名字对调了：名字和条件没有一个对一个。",
            "第二个条件说的是新来的，还是爱店的？",
            names_swapped,
        ),
        Mistake(
            "other_word",
            "人都分对了，只是有一个名字和题目里写的不一样。",
            "逐个字对照三个名字和“其他”，少了哪个字？",
            lambda customers, rich, absent: reference_loyal_kinds(customers, rich, absent).replace(
                {"忠诚客户": {"新来的常客": "新来常客"}}
            ),
            recognises=other_word("忠诚客户", (*KINDS, NO_KIND)),
        ),
        _on_the_line(with_second, "days_excluded", "首购天数正好 90 的人"),
        _on_the_line(with_second, "times_excluded", "正好成交 3 次的新客"),
        _on_the_line(with_second, "amount_excluded", "正好花了 200 元的新客"),
        _on_the_line(with_third, "like_excluded", "态度正好 4 分的人"),
        _on_the_line(with_third, "each_excluded", "每笔正好 30 元的人"),
        Mistake(
            "fixed_numbers",
            "500 和 180 写死了，换两个数还是一样。",
            "圆括号里的 rich 和 absent 用上了吗？",
            lambda customers, rich, absent: reference_loyal_kinds(customers, RICH, ABSENT),
        ),
        Mistake(
            "others_empty",
            "三种都不像的人，那一格是空的：题目要写“其他”。",
            "np.select 里，default= 后面写的是什么？",
            lambda customers, rich, absent: named(
                customers, conditions(customers, rich, absent), ORDER, ""
            ),
        ),
        Mistake(
            "others_dropped",
            "三种都不像的人，整行不见了。",
            "题目要的是整张表，他们该写成什么？",
            lambda customers, rich, absent: reference_loyal_kinds(customers, rich, absent).query(
                "忠诚客户 != '其他'"
            ),
        ),
    ),
    styles=(by_masks, by_apply, by_query),
    hints=(
        "一种一种来：先把三种的条件各写成一行，起名 away、new、fond，每个小条件加圆括号。",
        "np.select 从上往下看，先碰到哪个条件成立就用哪个名字，所以先后就是“先归谁”。",
        'np.select([away, new, fond], ["久未来的大客户", "新来的常客", "爱店的小客户"], default="____")',
    ),
    random=cases.random_kinds,
)
