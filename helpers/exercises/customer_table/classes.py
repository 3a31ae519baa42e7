"""Three classes with np.select, on both bounds and in every gap."""

from __future__ import annotations

from collections.abc import Callable
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


Classes = Callable[[pd.DataFrame], pd.DataFrame]

# wrong ways to class customers: every exercise that classes them knows these
WRONG_CLASSES: tuple[tuple[str, str, str, Classes], ...] = (
    (
        "high_from_200",
        "正好 200.00 元的人被当成了高价值客户。",
        "规则说“大于 200 元”，200.00 大于 200 吗？",
        lambda customers: classes(customers, high=lambda n, y: (n >= 4) & (y >= 200)),
    ),
    (
        "medium_from_100",
        "正好 100.00 元的人被当成了中等价值客户。",
        "规则说“大于 100 元”，100.00 大于 100 吗？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100)),
    ),
    (
        "both_bounds",
        "正好 200.00 元、正好 100.00 元的人都算进了规则。",
        "正好 200.00 元，算不算“大于”200 元？",
        lambda customers: classes(
            customers,
            high=lambda n, y: (n >= 4) & (y >= 200),
            medium=lambda n, y: (n >= 2) & (n <= 3) & (y >= 100),
        ),
    ),
    (
        "more_than_four",
        "正好 4 次、花得多的人没有算成高价值客户。",
        "“4 次及以上”包不包含 4？",
        lambda customers: classes(customers, high=lambda n, y: (n > 4) & (y > 200)),
    ),
    (
        "fewer_than_three",
        "正好 3 次的人没有算成中等价值客户。",
        "“2 到 3 次”包不包含 3？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n < 3) & (y > 100)),
    ),
    (
        "more_than_two",
        "正好 2 次的人没有算成中等价值客户。",
        "“2 到 3 次”包不包含 2？",
        lambda customers: classes(customers, medium=lambda n, y: (n > 2) & (n <= 3) & (y > 100)),
    ),
    (
        "up_to_three",
        "只来过 1 次、花得多的人成了中等价值：你读成了“3 次以下”。",
        "这一题按“2 到 3 次”来分，1 次在不在里面？",
        lambda customers: classes(customers, medium=lambda n, y: (n <= 3) & (y > 100)),
    ),
    (
        "no_upper_bound",
        "来得多、花得不多的人成了中等价值：条件里少了上限。",
        "“2 到 3 次”，除了从 2 次起，还要到几次为止？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (y > 100)),
    ),
    (
        "medium_caught_first",
        "高价值客户一位也没有：排在前面的条件把他们先收走了。",
        "np.select 从上往下问，先问的该是哪一类？",
        lambda customers: classes(
            customers, medium=lambda n, y: (n >= 2) & (y > 100), medium_first=True
        ),
    ),
    (
        "either_in_high",
        "只够一个条件的人，也成了高价值客户。",
        "次数和金额，要同时够，还是够一个就行？",
        lambda customers: classes(customers, high=lambda n, y: (n >= 4) | (y > 200)),
    ),
    (
        "either_in_medium",
        "来过两三次、花得很少的人，也成了中等价值客户。",
        "中等价值的次数和金额之间，该用 & 还是 |？",
        lambda customers: classes(customers, medium=lambda n, y: ((n >= 2) & (n <= 3)) | (y > 100)),
    ),
    (
        "either_in_both",
        "只够一个条件的人，也进了高价值、中等价值。",
        "规则里的“并且”，该写 & 还是 |？",
        lambda customers: classes(
            customers,
            high=lambda n, y: (n >= 4) | (y > 200),
            medium=lambda n, y: ((n >= 2) & (n <= 3)) | (y > 100),
        ),
    ),
    (
        "any_times",
        "中等价值只剩下金额一个条件：1 次的、来得多的也在里面。",
        "“2 到 3 次”是 >= 2 并且 <= 3，中间该用 & 还是 |？",
        lambda customers: classes(customers, medium=lambda n, y: y > 100),
    ),
    (
        "columns_swapped",
        "每一位都成了一般客户：两条规则一个人也没有收下。",
        "often 和 total，哪一个是次数，哪一个是金额？",
        lambda customers: classes(customers, names=(ORDINARY, ORDINARY, ORDINARY)),
    ),
    (
        "high_by_times",
        "高价值只看了次数：来得多、花得少的人也在里面。",
        "“大于 200 元”这个条件写在了哪里？",
        lambda customers: classes(customers, high=lambda n, y: n >= 4),
    ),
    (
        "high_by_amount",
        "高价值只看了金额：来得少、花得多的人也在里面。",
        "“4 次及以上”这个条件写在了哪里？",
        lambda customers: classes(customers, high=lambda n, y: y > 200),
    ),
    (
        "amount_only",
        "你只看了金额，次数一次也没有看。",
        "只来过一次、花了 268 元的人，符合哪一条规则？",
        lambda customers: classes(
            customers, high=lambda n, y: y > 200, medium=lambda n, y: y > 100
        ),
    ),
    (
        "medium_by_times",
        "中等价值只看了次数，没有看金额。",
        "“大于 100 元”这个条件写在了哪里？",
        lambda customers: classes(customers, medium=lambda n, y: (n >= 2) & (n <= 3)),
    ),
    (
        "default_medium",
        "哪一类也不是的人，都成了中等价值客户。",
        "default 是“前面都不是”的那一类，该写谁？",
        lambda customers: classes(customers, names=(HIGH, MEDIUM, MEDIUM)),
    ),
    (
        "names_swapped",
        "高价值和中等价值的名字换了位置。",
        "第一个条件，对着的是不是第一个名字？",
        lambda customers: classes(customers, names=(MEDIUM, HIGH, ORDINARY)),
    ),
)


def class_mistakes(then: Callable[..., Any] = lambda table: table) -> tuple[Mistake, ...]:
    """The wrong ways to class customers as mistakes; ``then`` is what is done with the classes."""

    def made(wrong: Classes) -> Callable[..., Any]:
        def answer(customers: pd.DataFrame, *others: Any) -> Any:
            return then(wrong(customers), *others)

        return answer

    return tuple(
        Mistake(name, says, asks, made(wrong)) for name, says, asks, wrong in WRONG_CLASSES
    )


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
