"""The three kinds of loyal customer, and what becomes of somebody who fits two of them or none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analysis.loyalty import KINDS, NO_KIND
from helpers.analysis.loyalty import loyal_kinds as reference_loyal_kinds
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import ABSENT, RICH
from helpers.exercises.loyalty.kinds_cases import TRAPS, kinds_cases
from helpers.exercises.model import Exercise, Mistake, Part

ORDER = (0, 1, 2)


def _conditions(table: pd.DataFrame, rich: float, absent: float) -> list[pd.Series[bool]]:
    return [
        (table["成交金额"] >= rich) & (table["距今天数"] > absent),
        (table["首购天数"] <= 90) & (table["成交次数"] >= 3) & (table["成交金额"] >= 200),
        (table["态度"] >= 4) & (table["笔均"] <= 30),
    ]


def _named(
    table: pd.DataFrame,
    conditions: Sequence[pd.Series[bool]],
    order: Sequence[int] = ORDER,
    otherwise: str = NO_KIND,
) -> pd.DataFrame:
    found = np.select([conditions[i] for i in order], [KINDS[i] for i in order], default=otherwise)
    return table.assign(忠诚客户=found)


def _with_first(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    amount, away = table["成交金额"], table["距今天数"]
    first = {
        "from": (amount >= rich) & (away >= absent),
        "above": (amount > rich) & (away > absent),
        "either": (amount >= rich) | (away > absent),
        "recent": (amount >= rich) & (away <= absent),
        "amount": amount >= rich,
        "first_purchase": (amount >= rich) & (table["首购天数"] > absent),
    }[how]
    return _named(table, [first, *_conditions(table, rich, absent)[1:]])


def _with_second(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    one, _, three = _conditions(table, rich, absent)
    new, often = table["首购天数"] <= 90, table["成交次数"] >= 3
    big = table["成交金额"] >= 200
    second = {
        "not_new": often & big,
        "not_often": new & big,
        "not_big": new & often,
        "last_purchase": (table["距今天数"] <= 90) & often & big,
    }[how]
    return _named(table, [one, second, three])


def _with_third(table: pd.DataFrame, rich: float, absent: float, how: str) -> pd.DataFrame:
    one, two, _ = _conditions(table, rich, absent)
    third = {
        "without_attitude": table["笔均"] <= 30,
        "any_amount": table["态度"] >= 4,
        "whole_amount": (table["态度"] >= 4) & (table["成交金额"] <= 30),
    }[how]
    return _named(table, [one, two, third])


def _last_wins(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    return _named(table, _conditions(table, rich, absent), (2, 1, 0))


def _small_before_new(table: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    return _named(table, _conditions(table, rich, absent), (0, 2, 1))


def _by_masks(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    table = customers.copy()
    table["忠诚客户"] = "其他"
    table.loc[(table["态度"] >= 4) & (table["笔均"] <= 30), "忠诚客户"] = "爱店的小客户"
    new = (table["首购天数"] <= 90) & (table["成交次数"] >= 3) & (table["成交金额"] >= 200)
    table.loc[new, "忠诚客户"] = "新来的常客"
    table.loc[(table["成交金额"] >= rich) & (table["距今天数"] > absent), "忠诚客户"] = (
        "久未来的大客户"
    )
    return table


def _by_apply(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    def name(row: pd.Series) -> str:
        if row["成交金额"] >= rich and row["距今天数"] > absent:
            return "久未来的大客户"
        if row["首购天数"] <= 90 and row["成交次数"] >= 3 and row["成交金额"] >= 200:
            return "新来的常客"
        if row["态度"] >= 4 and row["笔均"] <= 30:
            return "爱店的小客户"
        return "其他"

    return customers.assign(忠诚客户=customers.apply(name, axis=1))


def _by_query(customers: pd.DataFrame, rich: float, absent: float) -> pd.DataFrame:
    away = customers.query("成交金额 >= @rich and 距今天数 > @absent").index
    new = customers.query("首购天数 <= 90 and 成交次数 >= 3 and 成交金额 >= 200").index
    small = customers.query("态度 >= 4 and 笔均 <= 30").index
    words = pd.Series("其他", index=customers.index)
    for rows, word in ((small, "爱店的小客户"), (new, "新来的常客"), (away, "久未来的大客户")):
        words[rows] = word
    return customers.assign(忠诚客户=words)


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
        Part("每条线上的人", 2, TRAPS[2:5]),
        Part("两种都像的人，换两个数，会员的整张表", 2, TRAPS, random=True),
    ),
    mistakes=(
        Mistake(
            "absent_from",
            "正好 absent 天没来的人，也被算成久未来了。",
            "“超过 180 天”包不包括 180 天？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "from"),
        ),
        Mistake(
            "rich_excluded",
            "正好花了 rich 元的人被漏掉了。",
            "“满 500 元”包不包括 500 元？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "above"),
        ),
        Mistake(
            "either",
            "只满足一个条件的人，也成了久未来的大客户。",
            "“花得多”和“好久没来”，要同时满足吗？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "either"),
        ),
        Mistake(
            "still_coming",
            "还在来的大客户被算成了久未来的。",
            "距今天数越大，是来得越近还是越久没来？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "recent"),
        ),
        Mistake(
            "amount_only",
            "大客户只看了金额，没有看是不是好久没来。",
            "第一种的名字里，“久未来”三个字落在哪一列上？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "amount"),
        ),
        Mistake(
            "first_for_last",
            "你拿首购天数去看谁好久没来了。",
            "“好久没来”，看第一次还是最近一次？",
            lambda customers, rich, absent: _with_first(customers, rich, absent, "first_purchase"),
        ),
        Mistake(
            "newcomers_not_new",
            "第二种里混进了老客户：没有看是不是新来的。",
            "“新来的”三个字，落在哪一列上？",
            lambda customers, rich, absent: _with_second(customers, rich, absent, "not_new"),
        ),
        Mistake(
            "last_for_first",
            "你拿距今天数去看谁是新来的：老客户昨天也可能来过。",
            "“新来”，看第一次还是最近一次？",
            lambda customers, rich, absent: _with_second(customers, rich, absent, "last_purchase"),
        ),
        Mistake(
            "newcomers_not_often",
            "新来的常客没有看次数。",
            "只来了两次的人，算不算“常”客？",
            lambda customers, rich, absent: _with_second(customers, rich, absent, "not_often"),
        ),
        Mistake(
            "newcomers_not_big",
            "新来的常客没有看金额。",
            "第二种有几个条件？数一数，写全了吗？",
            lambda customers, rich, absent: _with_second(customers, rich, absent, "not_big"),
        ),
        Mistake(
            "small_without_attitude",
            "第三种没有看态度：每笔小的人都算成了爱店的。",
            "“爱店”两个字，落在哪一列上？",
            lambda customers, rich, absent: _with_third(
                customers, rich, absent, "without_attitude"
            ),
        ),
        Mistake(
            "fond_of_any_size",
            "第三种没有看每笔多少钱：喜欢店的人都算成了小客户。",
            "“小”字，落在哪一列上？",
            lambda customers, rich, absent: _with_third(customers, rich, absent, "any_amount"),
        ),
        Mistake(
            "whole_amount",
            "你拿一共花的钱去和 30 元比了。",
            "“每笔不超过 30 元”，该看哪一列？",
            lambda customers, rich, absent: _with_third(customers, rich, absent, "whole_amount"),
        ),
        Mistake(
            "last_wins",
            "两种都像的人，归到了排在后面的那一种。",
            "np.select 从上往下看，三个条件的先后和题目一样吗？",
            _last_wins,
        ),
        Mistake(
            "small_before_new",
            "第二种和第三种的先后换了：小额的新常客归到了第三种。",
            "三个条件的先后，和题目里的一样吗？",
            _small_before_new,
        ),
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
            lambda customers, rich, absent: _named(
                customers, _conditions(customers, rich, absent), ORDER, ""
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
    styles=(_by_masks, _by_apply, _by_query),
    hints=(
        "一种一种来：先把三种的条件各写成一行，起名 away、new、fond，每个小条件加圆括号。",
        "np.select 从上往下看，先碰到哪个条件成立就用哪个名字，所以先后就是“先归谁”。",
        'np.select([away, new, fond], ["久未来的大客户", "新来的常客", "爱店的小客户"], default="____")',
    ),
    random=cases.random_kinds,
)
