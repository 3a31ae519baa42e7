"""客户管理表 as a real workbook: three sheets, live formulas, an AutoFilter."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.customer_table import customer_workbook, service_levels, unclassified
from helpers.checking.worksheets import FILTERED, expected_entries
from helpers.exercises.customer_table import cases
from helpers.exercises.customer_table.book import (
    BASIC,
    FILE,
    SHEETS,
    WHOLE,
    Book,
    book,
    changed,
    changing,
    reference,
)
from helpers.exercises.customer_table.cases import HIGH, MEDIUM, classes
from helpers.exercises.customer_table.formulas import FORMULAS
from helpers.exercises.model import Case, Exercise, Mistake, Part


def _pasted(*columns: str) -> Callable[..., Book]:
    """A workbook in which these columns are values of the lesson's data, not formulas."""

    def answer(customers: pd.DataFrame, levels: pd.DataFrame) -> Book:
        right = reference(customers, levels)
        before = customer_workbook(cases.the_sheet(), levels)[WHOLE].set_index("姓名")
        table = right[WHOLE].copy()
        for column in columns:
            table[column] = table["姓名"].map(before[column])
        return {**right, WHOLE: table}

    return answer


def _only_classed(book: Book) -> Book:
    """The rows of those who had a class when the sheet was made; a formula adds nobody."""
    nowhere = unclassified(cases.the_sheet())["姓名"]
    return {WHOLE: book[WHOLE][~book[WHOLE]["姓名"].isin(nowhere)]}


def _everybody(book: Book) -> Book:
    whole = book[WHOLE][list(BASIC)]
    return {HIGH: whole, MEDIUM: whole}


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
    return book(classes(customers), levels)


CUSTOMER_TABLE_FILE = Exercise(
    name="customer_table_file",
    title="交一本真的《客户管理表》",
    kind="workbook",
    answer=FILE,
    asks=f"交一个文件 {FILE}：三张工作表 {HIGH}、{MEDIUM}、{WHOLE}；{WHOLE} 的 客户类型、服务级别 用公式，打开自动筛选。",
    stub="# 用代码做，就写在这里；用 Excel/WPS 做，这一格不用动\n...",
    reference=reference,
    cases=lambda: [
        Case("sheet", "24 位客户", {"customers": cases.the_sheet(), "levels": service_levels()}),
        Case("changed", "改了几个数", {"customers": changed(), "levels": service_levels()}),
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
        *FORMULAS,
        Mistake(
            "sheets_swapped",
            "“高价值客户”和“中等价值客户”两张工作表的内容换了位置。",
            "工作表下面的名字，和里面的人对得上吗？",
            changing(lambda book: {HIGH: book[MEDIUM], MEDIUM: book[HIGH]}),
        ),
        Mistake(
            "everybody_in_both",
            "两张分类的工作表里，都是全部 24 位客户。",
            "筛选以后再复制，藏起来的行有没有一起粘过去？",
            changing(_everybody),
        ),
        Mistake(
            "without_ordinary",
            "“客户管理表”里没有一般客户：每位客户都要有一行。",
            "只抄了两张分类的工作表，还有谁没有抄？",
            changing(_only_classed),
        ),
        Mistake(
            "no_level",
            "“客户管理表”少了“服务级别”这一列。",
            "查对照表的那一列，写了没有？",
            changing(lambda book: {WHOLE: book[WHOLE].drop(columns="服务级别")}),
        ),
        Mistake(
            "no_filter",
            "内容和公式都对，只是“客户管理表”没有打开自动筛选。",
            "表头的格子上，有没有小箭头？",
            changing(lambda book: {FILTERED: []}),
        ),
    ),
    styles=(_book_by_loc, _book_by_classes),
    hints=(
        "先有三张工作表：筛选出两类写两张，再把全部 24 位写到“客户管理表”。名字要一字不差。",
        "公式照着 Excel 桥写：I3 换成 D2，G3 换成 C2（代码里写 D{row}、C{row}）；先在一行上试对，再填满。",
        '代码里：for row in range(2, len(表) + 2): 下面两行，sheet[f"E{row}"] = … 和 sheet[f"F{row}"] = …。',
    ),
    rule=cases.CENTS,
    sheets=SHEETS,
)
