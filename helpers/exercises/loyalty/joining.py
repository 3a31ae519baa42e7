"""Find the bug: somebody answered twice, and the join counted the money twice."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.loyalty import answered_amount as reference_answered_amount
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import bought, case, said
from helpers.exercises.model import Case, Exercise, Mistake, Part


def _said(survey: pd.DataFrame, behaviour: pd.DataFrame) -> pd.DataFrame:
    return behaviour[behaviour["客户"].isin(survey["客户"])]


def _money(table: pd.DataFrame) -> float:
    return float(table["成交金额"].sum())


def _draft(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    return _money(survey.merge(behaviour, on="客户"))


def _without_repeaters(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    once = survey.drop_duplicates("客户", keep=False)
    return _money(once.merge(behaviour, on="客户"))


def _distinct_amounts(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    return _money(_said(survey, behaviour).drop_duplicates("成交金额"))


def _without(name: str, survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    extra = survey[survey["客户"] == name].index[:1]
    return _draft(survey.drop(extra), behaviour)


def _by_merge(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    both = survey.drop_duplicates("客户", keep="last").merge(behaviour, on="客户", how="left")
    return float(both["成交金额"].sum())


def _by_merge_then_dropping(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    both = survey.merge(behaviour, on="客户", how="inner").drop_duplicates("客户")
    return float(both["成交金额"].sum())


def _by_loop(survey: pd.DataFrame, behaviour: pd.DataFrame) -> float:
    names = set(survey["客户"])
    total = 0.0
    for row in behaviour.to_dict("records"):
        if row["客户"] in names:
            total += row["成交金额"]
    return total


def _cases() -> list[Case]:
    def one(name: str, title: str, names: tuple[str, ...], *rows: tuple[str, int, float]) -> Case:
        return case(name, title, survey=said(*names), behaviour=bought(*rows))

    return [
        case(
            "december",
            "十二月的答卷和会员的购买行为",
            survey=cases.survey(),
            behaviour=cases.behaviour(),
        ),
        one(
            "once",
            "每人答一次",
            ("小禾", "阿满"),
            ("小禾", 3, 71.5),
            ("阿满", 4, 157.5),
            ("豆豆", 1, 12.0),
        ),
        one(
            "twice",
            "有人答了两次",
            ("村尾的桂婶", "小禾", "村尾的桂婶"),
            ("村尾的桂婶", 9, 200.0),
            ("小禾", 2, 50.5),
            ("豆豆", 1, 30.0),
        ),
        one(
            "same_amount",
            "两位花得一样多",
            ("柳叶", "茉莉", "豆豆", "豆豆"),
            ("柳叶", 2, 60.0),
            ("茉莉", 5, 60.0),
            ("豆豆", 1, 12.0),
        ),
        one(
            "stranger",
            "没买过的人也答了",
            ("路人", "小禾", "路人", "小禾"),
            ("小禾", 2, 44.5),
            ("团长", 6, 90.0),
        ),
        one("nobody", "答卷的人都没买过", ("路人", "过客"), ("小禾", 2, 44.5)),
    ]


ANSWERED_AMOUNT = Exercise(
    name="answered_amount",
    title="找错：钱怎么多出来了",
    kind="function",
    answer="answered_amount",
    asks="写函数 answered_amount(survey, behaviour)：答了卷的客户一共花了多少元，每人只算一次。",
    stub='def answered_amount(survey, behaviour):\n    ...\n    return both["成交金额"].sum()',
    reference=lambda survey, behaviour: reference_answered_amount(survey, behaviour),
    cases=_cases,
    parts=(
        Part("有人答了两次", 2, ("twice", "same_amount")),
        Part(
            "别的没有改坏",
            2,
            ("december", "once", "twice", "same_amount", "stranger", "nobody"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "counted_twice",
            "错还在：答了两次的人有两行，他花的钱也加了两次。",
            "合并以前，答卷表里每位客户是不是只剩一行？",
            _draft,
        ),
        Mistake(
            "repeaters_lost",
            "答了两次的人，两份都被去掉了，他花的钱也没了。",
            "keep 后面写了什么？要留下一份，还是一份也不留？",
            _without_repeaters,
        ),
        Mistake(
            "distinct_amounts",
            "你按金额去重：两位花得一样多的客户，只算了一位。",
            "要去重的是人，还是钱？",
            _distinct_amounts,
        ),
        Mistake(
            "everybody",
            "没有答卷的客户花的钱也加了进去。",
            "合并以后，留下的是答了卷的人，还是所有的客户？",
            lambda survey, behaviour: _money(behaviour),
        ),
        Mistake(
            "silent_ones",
            "你加的正好是没有答卷的人花的钱。",
            "条件前面是不是多了一个 ~？",
            lambda survey, behaviour: _money(behaviour) - _money(_said(survey, behaviour)),
        ),
        Mistake(
            "counted_people",
            "你数的是几位客户，题目问的是他们一共花了多少元。",
            "最后一行，方括号里是哪一列，后面用 sum 还是 nunique？",
            lambda survey, behaviour: len(_said(survey, behaviour)),
        ),
        Mistake(
            "summed_orders",
            "你加的是成交次数，不是钱。",
            "最后一行取的是哪一列？",
            lambda survey, behaviour: int(_said(survey, behaviour)["成交次数"].sum()),
        ),
        Mistake(
            "mean_amount",
            "你交的是平均每人多少元，不是一共多少元。",
            "一共，用 mean 还是 sum？",
            lambda survey, behaviour: float(_said(survey, behaviour)["成交金额"].mean()),
        ),
        Mistake(
            "only_repeaters",
            "只剩下答了两次的人：你留下的是重复的那几行。",
            "duplicated 和 drop_duplicates，哪一个是去掉重复？",
            lambda survey, behaviour: _money(
                survey[survey.duplicated("客户")].merge(behaviour, on="客户")
            ),
        ),
        Mistake(
            "only_this_aunt",
            "你只去掉了桂婶的一份：换一张表，答两次的是别人。",
            "哪一种写法，不管是谁答了两次都管用？",
            lambda survey, behaviour: _without("村尾的桂婶", survey, behaviour),
        ),
        Mistake(
            "minus_this_amount",
            "你减去的是桂婶的 2016.50 元：换一张表，多出来的是别的数。",
            "哪一种写法，不管是谁答了两次都管用？",
            lambda survey, behaviour: _draft(survey, behaviour) - 2016.5,
        ),
        Mistake(
            "halved",
            "你把总数除以了 2：只答一次的人，钱也少了一半。",
            "多算的是每一位，还是只有答了两次的人？",
            lambda survey, behaviour: _draft(survey, behaviour) / 2,
        ),
    ),
    styles=(_by_merge, _by_merge_then_dropping, _by_loop),
    hints=(
        "用小表走一遍：桂婶答了两次、花了 200 元。合并以后，200 元出现在几行里？",
        "合并以前，先让答卷表里每位客户只留最后一份。上面的示例里有这一行。",
        'last = survey.drop_duplicates("客户", keep="____")，再用 last 去合并',
    ),
    random=cases.random_both,
)
