"""The sheet 客户管理表: classes, levels, four columns, everybody in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer_table import classify, service_levels
from helpers.analysis.customer_table import management_table as reference_table
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import classes
from helpers.exercises.customer_table.levels import OURS, inner, written_down
from helpers.exercises.customer_table.wrong_classes import class_mistakes
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.course_sheet import course_sheet
from helpers.shop.random_customer_table import random_customer_table

COLUMNS = ["姓名", "性别", "客户类型", "服务级别"]


# what the notebook calls classified, written into a function by mistake
_LESSON = {"classified": classify(course_sheet())}


def _finish(classified: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table: pd.DataFrame = classified.merge(levels, on="客户类型", how="left")[COLUMNS]
    return table


def _table(customers: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    return _finish(classes(customers), levels)


def _headers_swapped(customers: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    table = _table(customers, levels)
    return table.rename(columns={"客户类型": "服务级别", "服务级别": "客户类型"})


def _table_by_loop(customers: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    lookup = dict(zip(levels["客户类型"], levels["服务级别"], strict=True))
    rows = []
    for _, row in customers.iterrows():
        often, total = row["近3个月总购买频次"], row["总消费金额/元"]
        name = "一般客户"
        if often >= 4 and total > 200:
            name = "高价值客户"
        elif often in (2, 3) and total > 100:
            name = "中等价值客户"
        rows.append([row["姓名"], row["性别"], name, lookup.get(name)])
    return pd.DataFrame(rows, columns=["姓名", "性别", "客户类型", "服务级别"])


def _table_by_map(customers: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    table = customers[["姓名", "性别"]].copy()
    table["客户类型"] = "一般客户"
    table.loc[often.isin([2, 3]) & total.gt(100), "客户类型"] = "中等价值客户"
    table.loc[often.ge(4) & total.gt(200), "客户类型"] = "高价值客户"
    table["服务级别"] = table["客户类型"].map(levels.set_index("客户类型")["服务级别"])
    return table


def _table_from_parts(customers: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    number = ((often >= 4) & (total > 200)) * 2 + (often.between(2, 3) & (total > 100)) * 1
    names = pd.DataFrame({"号": [2, 1, 0], "客户类型": ["高价值客户", "中等价值客户", "一般客户"]})
    found = customers.assign(号=number).merge(names, on="号", how="left")
    return found.merge(levels, on="客户类型", how="left").filter(
        ["姓名", "性别", "客户类型", "服务级别"]
    )


def _with_levels(case: Case, *levels: tuple[str, str]) -> Case:
    return Case(case.name, case.title, {**case.args, "levels": cases.level_table(*levels)})


def _cases() -> list[Case]:
    lesson, clear, *others = cases.all_cases()
    renamed = cases.people_case("other_levels", "对照表换了写法和次序", *cases.CLEAR)
    short = cases.people_case("unknown_class", "对照表里少了一类", *cases.CLEAR)
    return [
        Case(lesson.name, lesson.title, {**lesson.args, "levels": service_levels()}),
        _with_levels(clear, *OURS),
        *[_with_levels(case, *OURS) for case in others],
        _with_levels(
            renamed, ("一般客户", "三级"), ("高价值客户", "一级"), ("中等价值客户", "二级")
        ),
        _with_levels(short, OURS[1], OURS[0]),
    ]


def _random(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    return {"customers": random_customer_table(rng), "levels": cases.level_table(*OURS)}


def _wide(customers: pd.DataFrame, levels: pd.DataFrame) -> Any:
    return classes(customers).merge(levels, on="客户类型", how="left")


MANAGEMENT_TABLE = Exercise(
    name="management_table",
    title="客户管理表",
    kind="function",
    answer="management_table",
    asks="自己写 def management_table(customers, levels)：交回 姓名、性别、客户类型、服务级别，每位客户一行。",
    stub="# 自己写：第一行 def management_table(customers, levels):，最后一行 return\n...",
    reference=lambda customers, levels: reference_table(customers, levels),
    cases=_cases,
    parts=(
        Part("一看就分得清的客户", 3, ("clear",)),
        Part("边界和规则之间的缝", 2, ("sheet", *cases.BOUND_NAMES, *cases.GAP_NAMES), random=True),
        Part("级别去对照表里查，一位不少", 2, ("other_levels", "unknown_class")),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        *class_mistakes(_finish),
        Mistake(
            "lost_customers",
            "查不到级别的客户，整行都不见了。",
            'merge 里的 how="left" 写了吗？',
            lambda customers, levels: inner(classes(customers), levels)[COLUMNS],
        ),
        Mistake(
            "written_down",
            "换一张对照表，级别还是老样子：级别写死在了函数里。",
            "函数里用到 levels 了吗？",
            lambda customers, levels: written_down(classes(customers), levels)[COLUMNS],
        ),
        Mistake(
            "used_classified",
            "换一张表来试，人却还是本课的 24 位：函数里用了外面的 classified。",
            "函数里面，哪一行用到了括号里的 customers？",
            lambda customers, levels: _finish(_LESSON["classified"], levels),
        ),
        Mistake(
            "all_columns",
            "内容都对，可是次数和金额那几列还在表里。",
            "怎样用一个列表，只留下四列？",
            _wide,
        ),
        Mistake(
            "no_level",
            "少了一列：服务级别没有查。",
            "分好类以后，merge 了没有？",
            lambda customers, levels: classes(customers)[COLUMNS[:3]],
        ),
        Mistake(
            "no_sex",
            "少了一列：性别没有留下。",
            "题目要的四列，是哪四列？",
            lambda customers, levels: _table(customers, levels).drop(columns="性别"),
        ),
        Mistake(
            "without_ordinary",
            "一般客户不在表里：每位客户都要有一行。",
            "只管高价值和中等价值的客户，尹素梅怎么办？",
            lambda customers, levels: _table(customers, levels).query("客户类型 != '一般客户'"),
        ),
        Mistake(
            "headers_swapped",
            "“客户类型”和“服务级别”两列的内容换了位置。",
            "“常规回复”是类型，还是级别？",
            _headers_swapped,
        ),
    ),
    styles=(_table_by_loop, _table_by_map, _table_from_parts),
    hints=(
        "两段你都写过：前半段是 classify_customers，后半段是 add_level，可以直接用这两个函数。",
        '只留几列，方括号里放一个列表：table[["姓名", "性别", …]]。',
        "def 下面三行：classified = classify_customers(customers)；table = add_level(classified, levels)；"
        "return table[[…]]。",
    ),
    random=_random,
)
