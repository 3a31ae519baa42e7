"""The service level is looked up by class: VLOOKUP is a left merge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import add_service_level, classify, service_levels
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import HIGH, MEDIUM, ORDINARY
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.random_customer_table import random_customer_table

OURS = (("高价值客户", "专属客服"), ("中等价值客户", "优先回复"), ("一般客户", "常规回复"))


def written_down(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """The levels written into the program, whatever the lookup table says."""
    names = dict(OURS)
    found: list[Any] = [names.get(one) for one in classified["客户类型"]]
    return classified.assign(服务级别=found)


def inner(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Merged without how="left"."""
    return classified.merge(levels, on="客户类型")


def _merged(how: Any) -> Callable[..., pd.DataFrame]:
    return lambda classified, levels: classified.merge(levels, on="客户类型", how=how)


def _by_place(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table = classified.copy()
    table["服务级别"] = levels["服务级别"].reset_index(drop=True)
    return table


def _filled(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table = classified.merge(levels, on="客户类型", how="left")
    return table.fillna({"服务级别": "常规回复"})


def _is_filled(expected: Outcome, actual: Outcome) -> bool:
    """The right levels, and some text where there is none."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or set(mine.columns) != set(right.columns):
        return False
    wanted, given = (dict(zip(t["姓名"], t["服务级别"], strict=True)) for t in (right, mine))
    if len(mine) != len(right) or wanted.keys() != given.keys():
        return False
    return all(pd.isna(one) or one == given[name] for name, one in wanted.items())


def _dropped(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    return classified.merge(levels, on="客户类型", how="left").dropna()


def _one_per_class(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    return classified.merge(levels, on="客户类型", how="left").drop_duplicates("客户类型")


def _few_columns(expected: Outcome, actual: Outcome) -> bool:
    """The right levels beside the names, and more than the class is gone."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or not {"姓名", "服务级别"} <= set(mine.columns):
        return False
    left = [name for name in right.columns if name not in mine.columns]
    if not left or left == ["客户类型"]:
        return False
    return compare(right.drop(columns=left), mine) is None


def _level_by_map(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table = classified.copy()
    table["服务级别"] = table["客户类型"].map(levels.set_index("客户类型")["服务级别"])
    return table


def _level_by_dict(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    lookup = dict(zip(levels["客户类型"], levels["服务级别"], strict=True))
    found: list[Any] = [lookup.get(one) for one in classified["客户类型"]]
    return classified.assign(服务级别=found)


def _level_by_loc(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table = classified.copy()
    table["服务级别"] = None
    for _, row in levels.iterrows():
        table.loc[table["客户类型"] == row["客户类型"], "服务级别"] = row["服务级别"]
    return table


def _people(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["姓名", "性别", "客户类型"])


def _case(
    name: str,
    title: str,
    people: tuple[tuple[str, str, str], ...],
    levels: tuple[tuple[str, str], ...] = OURS,
) -> Case:
    args = {"classified": _people(*people), "levels": cases.level_table(*levels)}
    return Case(name, title, args)


_SIX = (
    ("阿满", "女", HIGH),
    ("豆豆", "女", ORDINARY),
    ("小禾", "男", MEDIUM),
    ("晓雯", "女", ORDINARY),
    ("佳佳", "女", HIGH),
    ("大禹", "男", MEDIUM),
)


def _cases() -> list[Case]:
    return [
        Case(
            "sheet",
            "24 位客户",
            {"classified": cases.the_classes(), "levels": service_levels()},
        ),
        _case("every_class", "每一类都查得到", _SIX),
        _case(
            "unknown_class",
            "有一类不在对照表里",
            (*_SIX[:4], ("团长", "女", "企业客户"), *_SIX[4:]),
        ),
        _case(
            "other_levels",
            "对照表换了写法和次序",
            _SIX,
            (("一般客户", "三级"), ("高价值客户", "一级"), ("中等价值客户", "二级")),
        ),
        _blank_case(),
        _case(
            "unused_level",
            "对照表里有一类没有人",
            (_SIX[1], _SIX[0], _SIX[3]),
            (*OURS, ("企业客户", "大客户专线")),
        ),
    ]


def _blank_case() -> Case:
    """Somebody with a blank in a column that has nothing to do with the level."""
    notes: list[Any] = ["爱吃核桃", None, "不要辣", None]
    people = _people(*_SIX[:4]).assign(备注=notes)
    args = {"classified": people, "levels": cases.level_table(*OURS)}
    return Case("other_blanks", "别的列有空白", args)


def _random(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    # some are of a class that is not in the lookup table, and one level has nobody
    classified = classify(random_customer_table(rng)).reset_index(drop=True)
    unknown = rng.random(len(classified)) < 0.2
    classified.loc[unknown, "客户类型"] = "企业客户"
    rows = [*OURS, ("潜在客户", "电话回访")]
    order = rng.permutation(len(rows))
    return {"classified": classified, "levels": cases.level_table(*[rows[i] for i in order])}


ADD_LEVEL = Exercise(
    name="add_level",
    title="查出服务级别",
    kind="function",
    answer="add_level",
    asks="写函数 add_level(classified, levels)：按 客户类型 查对照表，多一列 服务级别；查不到的留空。",
    stub="def add_level(classified, levels):\n    ...\n    return table",
    reference=lambda classified, levels: add_service_level(classified, levels),
    cases=_cases,
    parts=(
        Part("每一类都查得到", 2, ("every_class",)),
        Part("换一张对照表", 1, ("other_levels",)),
        Part(
            "查不到的留空，一位不多，一位不少",
            2,
            ("sheet", "unknown_class", "other_blanks", "unused_level"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "lost_customers",
            "查不到级别的客户，整行都不见了。",
            'how="left" 写了吗？不写，两边都有的才留下？',
            inner,
        ),
        Mistake(
            "from_the_right",
            "对照表里没有的客户不见了，没有人的那一类反而多了一行。",
            "要一位不少，客户表该在左边还是右边？",
            _merged("right"),
        ),
        Mistake(
            "both_sides",
            "多了一行没有姓名的：对照表里没有人的那一类也进来了。",
            "how 写的是 left 还是 outer？",
            _merged("outer"),
        ),
        Mistake(
            "written_down",
            "换一张对照表，级别还是老样子：级别写死在了函数里。",
            "函数里用到 levels 了吗？",
            written_down,
        ),
        Mistake(
            "by_place",
            "级别是按行的位置贴上去的，没有按客户类型去查。",
            "第 1 位客户，一定配对照表的第 1 行吗？",
            _by_place,
        ),
        Mistake(
            "every_pair",
            "每位客户都和对照表的每一行配了一次，人变多了。",
            "on= 写了吗？要按哪一列去查？",
            lambda classified, levels: classified.merge(levels, how="cross"),
        ),
        Mistake(
            "filled_up",
            "查不到级别的人，被填上了别的文字，应当留空。",
            "店长没有说的级别，程序能替他决定吗？",
            _filled,
            recognises=_is_filled,
        ),
        Mistake(
            "dropped_blanks",
            "哪一列有空白，那位客户就整行不见了。",
            "dropna 这一步，题目要了吗？",
            _dropped,
        ),
        Mistake(
            "one_per_class",
            "每一类只剩下一位客户。",
            "去掉重复的时候，“重复”指的是什么？",
            _one_per_class,
        ),
        Mistake(
            "class_lost",
            "级别查到了，客户类型那一列却不见了。",
            "店长想核对级别，他该看哪一列？",
            lambda classified, levels: _level_by_map(classified, levels).drop(columns="客户类型"),
        ),
        Mistake(
            "few_columns",
            "级别都查对了，可是原来的列不见了。",
            "题目要的是原来的表再多一列，是不是多做了一步？",
            lambda classified, levels: _level_by_map(classified, levels)[["姓名", "服务级别"]],
            recognises=_few_columns,
        ),
        Mistake(
            "not_looked_up",
            "你交回的还是原来的表，没有服务级别。",
            "merge 的结果，起名存下来了吗？",
            lambda classified, levels: classified,
        ),
    ),
    styles=(_level_by_map, _level_by_dict, _level_by_loc),
    hints=(
        "照着查发送方式的例子（ways）：左边是客户，右边是对照表，on= 写两张表共有的那一列。",
        'how="left" 的意思是：左边的人一个不少；右边查不到，就留空。',
        'table = classified.merge(____, on="____", how="____")',
    ),
    random=_random,
)
