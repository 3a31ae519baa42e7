"""Three classes with np.select, on both bounds and in every gap."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.customer_table import CLASSES, classify
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import (
    HIGH,
    MEDIUM,
    ORDINARY,
    classes,
)
from helpers.exercises.customer_table.wrong_classes import class_mistakes
from helpers.exercises.model import Exercise, Mistake, Part


def _other_names(customers: pd.DataFrame) -> pd.DataFrame:
    return classes(customers, names=(HIGH, MEDIUM, "普通客户"))


def _is_renamed(expected: Outcome, actual: Outcome) -> bool:
    """The right groups, some under other names; the names of two groups swapped is another mistake."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or set(mine.columns) != set(right.columns):
        return False
    if len(mine) != len(right) or "姓名" not in mine.columns or mine["姓名"].duplicated().any():
        return False
    wanted = right.set_index("姓名")["客户类型"]
    given = mine.set_index("姓名")["客户类型"].reindex(wanted.index)
    pairs = set(zip(wanted, given, strict=True))
    renamed = {name for name in given if name not in CLASSES and name not in NO_NAMES}
    whole = len(pairs) == wanted.nunique() == given.nunique()
    rest = mine.drop(columns="客户类型"), right.drop(columns="客户类型")
    return whole and all(a == b or b in renamed for a, b in pairs) and compare(*rest[::-1]) is None


NO_NAMES = ("", " ", "0", None)


def _is_unnamed(expected: Outcome, actual: Outcome) -> bool:
    """Right but for people without a class, who should be ordinary."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or "客户类型" not in mine.columns:
        return False
    nameless = mine["客户类型"].isna() | mine["客户类型"].isin(NO_NAMES)
    return compare(right, mine.assign(客户类型=mine["客户类型"].mask(nameless, ORDINARY))) is None


def _the_column(customers: pd.DataFrame) -> Any:
    return list(classes(customers)["客户类型"])


def _is_column(expected: Outcome, actual: Outcome) -> bool:
    mine = actual.value
    if not isinstance(mine, (pd.Series, list)):
        return False
    return list(mine) == list(expected.value["客户类型"])


def _classify_by_loc(customers: pd.DataFrame) -> pd.DataFrame:
    table = customers.copy()
    table["客户类型"] = "一般客户"
    often, total = table["近3个月总购买频次"], table["总消费金额/元"]
    table.loc[(often >= 2) & (often <= 3) & (total > 100), "客户类型"] = "中等价值客户"
    table.loc[(often >= 4) & (total > 200), "客户类型"] = "高价值客户"
    return table


def _classify_by_row(customers: pd.DataFrame) -> pd.DataFrame:
    def name_of(row: Any) -> str:
        if row["近3个月总购买频次"] >= 4 and row["总消费金额/元"] > 200:
            return "高价值客户"
        if row["近3个月总购买频次"] in (2, 3) and row["总消费金额/元"] > 100:
            return "中等价值客户"
        return "一般客户"

    table = customers.copy()
    table["客户类型"] = [name_of(row) for _, row in table.iterrows()]
    return table


def _classify_by_concat(customers: pd.DataFrame) -> pd.DataFrame:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    high = (often > 3) & (total > 200)
    medium = often.between(2, 3) & (total > 100)
    parts = [
        customers[high].assign(客户类型="高价值客户"),
        customers[medium].assign(客户类型="中等价值客户"),
        customers[~high & ~medium].assign(客户类型="一般客户"),
    ]
    return pd.concat(parts)


CLASSIFY_CUSTOMERS = Exercise(
    name="classify_customers",
    title="给每位客户分一类",
    kind="function",
    answer="classify_customers",
    asks="写函数 classify_customers(customers)：交回原来的表，多一列 客户类型（三类之一）。",
    stub="def classify_customers(customers):\n    ...\n    return table",
    reference=lambda customers: classify(customers),
    cases=cases.all_cases,
    parts=(
        Part("一看就分得清的客户", 3, ("clear",)),
        Part(
            "边界：200.00 元、100.00 元、4、3、2、1 次",
            2,
            ("sheet", *cases.BOUND_NAMES),
            random=True,
        ),
        Part("规则没有说到的人是一般客户", 2, cases.GAP_NAMES),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        *class_mistakes(),
        Mistake(
            "other_names",
            "人都分对了，只是某一类的名字和题目里的不一样。",
            "三个名字，和题目里一个字一个字对过吗？",
            _other_names,
            recognises=_is_renamed,
        ),
        Mistake(
            "no_name",
            "有的人没有名字：前面的条件他一个也不符合。",
            "前面都不成立的人，该叫什么？它写在 default 里了吗？",
            lambda customers: classes(customers, names=(HIGH, MEDIUM, "")),
            recognises=_is_unnamed,
        ),
        Mistake(
            "column_only",
            "你只交回了新的一列，原来的表不见了。",
            "np.select 的结果，放进 table 的新列里了吗？",
            _the_column,
            recognises=_is_column,
        ),
        Mistake(
            "names_and_classes",
            "类型都对，可是表里只剩姓名和类型，别的列不见了。",
            "题目要的是原来的表再多一列，是不是多做了一步？",
            lambda customers: classes(customers)[["姓名", "客户类型"]],
        ),
        Mistake(
            "nobody_left_over",
            "一般客户不见了：表里少了人。",
            "哪一类也不是的人，也要留在表里吗？",
            lambda customers: classes(customers).query("客户类型 != '一般客户'"),
        ),
    ),
    styles=(_classify_by_loc, _classify_by_row, _classify_by_concat),
    hints=(
        "照着礼物的例子，可是 often 和 total 两列要在函数里取（像练习 3），再写 high 和 medium 两个条件。",
        'np.select([high, medium], ["高价值客户", "____"], default="____")，两个方括号一样长，次序对应。',
        'table = customers.copy()，下一行 table["客户类型"] = np.select(…)。',
    ),
    random=cases.random_people,
)
