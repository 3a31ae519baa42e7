"""客户管理表 as a real workbook: three sheets, live formulas, an AutoFilter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.customer_table import customer_workbook, service_levels, unclassified
from helpers.checking.calls import Outcome
from helpers.checking.compare import compare
from helpers.checking.worksheets import FILTERED, Worksheet, expected_entries
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.cases import HIGH, MEDIUM, classes
from helpers.exercises.customer_table.classes import WRONG_CLASSES
from helpers.exercises.model import Case, Exercise, Mistake, Part

FILE = "客户管理表.xlsx"
WHOLE = "客户管理表"
NUMBERS = ("近3个月总购买频次", "总消费金额/元")
BASIC = ("姓名", "性别", *NUMBERS)
SHEETS = (
    Worksheet(HIGH, BASIC),
    Worksheet(MEDIUM, BASIC),
    Worksheet(WHOLE, (*BASIC, "客户类型", "服务级别"), inputs=NUMBERS, filtered=True),
)
Book = dict[str, Any]

# what is typed over: onto a bound, over it, into a gap
_CHANGES: dict[str, tuple[int, float]] = {
    "沈若兰": (3, 386.5),
    "杜明远": (4, 158.0),
    "贺青禾": (2, 268.0),
    "石磊": (4, 243.5),
    "叶知秋": (1, 512.5),
    "尹素梅": (8, 200.5),
    "乔安平": (3, 100.5),
    "熊大川": (4, 228.5),
    "莫子谦": (3, 100.0),
    "佟雅琴": (5, 200.0),
}


def _changed() -> pd.DataFrame:
    table = cases.the_sheet().copy()
    for name, numbers in _CHANGES.items():
        table.loc[table["姓名"] == name, list(NUMBERS)] = numbers
    return table.astype({NUMBERS[0]: "int64"})


def _reference(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
    return expected_entries(customer_workbook(customers, levels), SHEETS)


def _book(classified: pd.DataFrame, levels: pd.DataFrame) -> Book:
    """The workbook of customers with a class each."""
    sheets = {name: classified[classified["客户类型"] == name] for name in (HIGH, MEDIUM)}
    whole = classified.merge(levels, on="客户类型", how="left")
    return expected_entries({**sheets, WHOLE: whole}, SHEETS)


def _pasted(*columns: str) -> Callable[..., Book]:
    """A workbook in which these columns are values of the lesson's data, not formulas."""

    def answer(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
        book = _reference(customers, levels)
        before = customer_workbook(cases.the_sheet(), levels)[WHOLE].set_index("姓名")
        table = book[WHOLE].copy()
        for column in columns:
            table[column] = table["姓名"].map(before[column])
        return {**book, WHOLE: table}

    return answer


def _changing(change: Callable[[Book], Book]) -> Callable[..., Book]:
    """The right workbook with some sheets done otherwise."""

    def answer(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
        book = _reference(customers, levels)
        return {**book, **change(book)}

    return answer


def _with_classes(wrong: Callable[[pd.DataFrame], pd.DataFrame]) -> Callable[..., Book]:
    return lambda customers, levels: _book(wrong(customers), levels)


def _only_classed(book: Book) -> Book:
    """The rows of those who had a class when the sheet was made; a formula adds nobody."""
    nowhere = unclassified(cases.the_sheet())["姓名"]
    return {WHOLE: book[WHOLE][~book[WHOLE]["姓名"].isin(nowhere)]}


def _everybody(book: Book) -> Book:
    whole = book[WHOLE][list(BASIC)]
    return {HIGH: whole, MEDIUM: whole}


def _with_wrong_levels(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
    turned = dict(zip(levels["服务级别"], levels["服务级别"].to_list()[::-1], strict=True))
    book = _reference(customers, levels)
    whole = book[WHOLE]
    return {**book, WHOLE: whole.assign(服务级别=whole["服务级别"].map(turned))}


def _has_wrong_levels(expected: Outcome, actual: Outcome) -> bool:
    """All is right but for the levels: what a lookup gives without FALSE depends on the program."""
    right, mine = expected.value.get(WHOLE), (actual.value or {}).get(WHOLE)
    if not isinstance(mine, pd.DataFrame) or "服务级别" not in mine.columns:
        return False
    same = compare(right.drop(columns="服务级别"), mine.drop(columns="服务级别"), cases.CENTS)
    return same is None and compare(right, mine, cases.CENTS) is not None


def _book_by_loc(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
    often, total = customers["近3个月总购买频次"], customers["总消费金额/元"]
    table = customers.copy()
    table["客户类型"] = "一般客户"
    table.loc[often.between(2, 3) & (total > 100), "客户类型"] = "中等价值客户"
    table.loc[(often >= 4) & (total > 200), "客户类型"] = "高价值客户"
    table["服务级别"] = table["客户类型"].map(levels.set_index("客户类型")["服务级别"])
    parts = dict(iter(table.groupby("客户类型")))
    return expected_entries({HIGH: parts[HIGH], MEDIUM: parts[MEDIUM], WHOLE: table}, SHEETS)


def _book_by_classes(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
    return _book(classes(customers), levels)


_IN_FORMULAS = (
    "high_from_200",
    "medium_from_100",
    "more_than_four",
    "fewer_than_three",
    "more_than_two",
    "up_to_three",
    "no_upper_bound",
    "high_by_times",
    "high_by_amount",
    "medium_by_times",
    "default_medium",
)


CUSTOMER_TABLE_FILE = Exercise(
    name="customer_table_file",
    title="交一本真的《客户管理表》",
    kind="workbook",
    answer=FILE,
    asks=f"交一个文件 {FILE}：三张工作表 {HIGH}、{MEDIUM}、{WHOLE}；{WHOLE} 的 客户类型、服务级别 用公式，打开自动筛选。",
    stub="# 用代码做，就写在这里；用 Excel/WPS 做，这一格不用动\n...",
    reference=_reference,
    cases=lambda: [
        Case("sheet", "24 位客户", {"customers": cases.the_sheet(), "levels": service_levels()}),
        Case("changed", "改了几个数", {"customers": _changed(), "levels": service_levels()}),
    ],
    parts=(
        Part("高价值、中等价值两张工作表", 3, ("sheet",), entries=(HIGH, MEDIUM)),
        Part("客户管理表的内容", 3, ("sheet",), entries=(WHOLE,)),
        Part("数一改，公式跟着变", 3, ("changed",)),
        Part("自动筛选", 1, ("sheet",), entries=(FILTERED,)),
    ),
    mistakes=(
        Mistake(
            "pasted_values",
            "改了次数和金额，客户类型和服务级别还是老样子：格子里是值，不是公式。",
            "点一下客户类型的格子，编辑栏里有没有等号？",
            _pasted("客户类型", "服务级别"),
        ),
        Mistake(
            "level_pasted",
            "客户类型会跟着变，服务级别却没有变。",
            "服务级别那一列，是公式还是打上去的字？",
            _pasted("服务级别"),
        ),
        Mistake(
            "class_pasted",
            "服务级别会跟着变，客户类型却没有变。",
            "客户类型那一列，是公式还是打上去的字？",
            _pasted("客户类型"),
        ),
        *(
            Mistake(name, says, asks, _with_classes(wrong))
            for name, says, asks, wrong in WRONG_CLASSES
            if name in _IN_FORMULAS
        ),
        Mistake(
            "sheets_swapped",
            "“高价值客户”和“中等价值客户”两张工作表的内容换了位置。",
            "工作表下面的名字，和里面的人对得上吗？",
            _changing(lambda book: {HIGH: book[MEDIUM], MEDIUM: book[HIGH]}),
        ),
        Mistake(
            "everybody_in_both",
            "两张分类的工作表里，都是全部 24 位客户。",
            "筛选以后再复制，藏起来的行有没有一起粘过去？",
            _changing(_everybody),
        ),
        Mistake(
            "without_ordinary",
            "“客户管理表”里没有一般客户：每位客户都要有一行。",
            "只抄了两张分类的工作表，还有谁没有抄？",
            _changing(_only_classed),
        ),
        Mistake(
            "no_level",
            "“客户管理表”少了“服务级别”这一列。",
            "查对照表的那一列，写了没有？",
            _changing(lambda book: {WHOLE: book[WHOLE].drop(columns="服务级别")}),
        ),
        Mistake(
            "level_wrong",
            "客户类型都对，服务级别却查错了，或者查不到。",
            "VLOOKUP 的最后一项写 FALSE 了吗？对照表的范围加 $ 了吗？",
            _with_wrong_levels,
            recognises=_has_wrong_levels,
        ),
        Mistake(
            "no_filter",
            "内容和公式都对，只是“客户管理表”没有打开自动筛选。",
            "表头的格子上，有没有小箭头？",
            _changing(lambda book: {FILTERED: []}),
        ),
    ),
    styles=(_book_by_loc, _book_by_classes),
    hints=(
        "先有三张工作表：筛选出两类写两张，再把全部 24 位写到“客户管理表”。名字要一字不差。",
        "公式照着 Excel 桥写：把 G3、I3 换成你的次数和金额所在的格子；先在一行上试对，再填满。",
        '代码里：for row in range(2, len(表) + 2): 下面两行，sheet[f"E{row}"] = … 和 sheet[f"F{row}"] = …。',
    ),
    rule=cases.CENTS,
    sheets=SHEETS,
)
