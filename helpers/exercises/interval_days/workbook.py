"""客户管理.xlsx: four worksheets, the intervals in live formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.customer_table import HIGH, MEDIUM, TOTAL, customer_classes
from helpers.analysis.interval_days import excel_days, interval_days, interval_table
from helpers.checking.compare import Rule
from helpers.checking.worksheets import FILTERED
from helpers.exercises.cells import has_a_row_more
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.book import (
    FILE,
    SHEETS,
    D,
    E,
    F,
    L,
    M,
    book,
    book_cases,
    by_loop,
    by_merge,
    right,
    with_gaps,
)
from helpers.exercises.interval_days.cases import TIMES
from helpers.exercises.interval_days.formulas import UNREAD, in_blanks, serials, zeros
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.shop.course_sheet import DATES


def _without(title: str) -> Callable[[pd.DataFrame], dict[str, Any]]:
    """The workbook without one worksheet."""

    def made(sheet: pd.DataFrame) -> dict[str, Any]:
        found = right(sheet)
        filters = [name for name in found[FILTERED] if name != title]
        return {name: one for name, one in found.items() if name != title} | {FILTERED: filters}

    return made


def _with_sheet(title: str, make: Callable[[pd.DataFrame], pd.DataFrame]) -> Any:
    """The workbook in which one worksheet was made by ``make`` from the sheet."""
    return lambda sheet: right(sheet) | {title: make(sheet)}


def _in_excel(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.assign(**{L: excel_days(sheet, D, E), M: excel_days(sheet, E, F)})


def _pasted(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """Numbers as they were before anything was changed."""
    return interval_table(cases.customers(), DATES)


def _not_to_the_last(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.iloc[:-1].reindex(gaps.index)


def _mean_row(sheet: pd.DataFrame) -> dict[str, Any]:
    found = right(sheet)
    table = found["间隔天数"]
    means = pd.DataFrame([["平均", table[L].mean(), table[M].mean()]], columns=["姓名", L, M])
    return found | {"间隔天数": pd.concat([table, means])}


def _first_date_asked(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """M asks whether E is blank, as L does."""
    return gaps.assign(**{M: excel_days(sheet, E, F).where(sheet[E].notna())})


def _of_first_row(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.assign(**{L: gaps[L].iloc[0], M: gaps[M].iloc[0]})


def _in_words(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.astype("object").where(gaps.notna(), "无")


INTERVAL_WORKBOOK = Exercise(
    name="interval_workbook",
    title="客户管理.xlsx",
    kind="workbook",
    answer=FILE,
    asks=f"交一个文件 {FILE}：高价值客户、中等价值客户、间隔天数（L、M 两列是公式）、客户管理表。",
    stub="# 用代码做，就写在这里；用 Excel/WPS 做，这一格不用动\n...",
    reference=right,
    cases=book_cases,
    parts=(
        Part("另外三张工作表", 2, ("course",), entries=(HIGH, MEDIUM, "客户管理表")),
        Part("间隔天数：数对，空白留空白", 2, ("course",), entries=("间隔天数",)),
        Part("改动日期，公式跟着变", 2, ("moved",), entries=("间隔天数",)),
        Part("补上、清空日期，公式也对", 1, ("filled",), entries=("间隔天数",)),
        Part("自动筛选", 1, ("course",), entries=(FILTERED,)),
    ),
    mistakes=(
        Mistake(
            "no_if",
            "空白的地方出现了负四万多和悄悄的 0：公式没有先看是不是空白。",
            '公式里的 IF(E3="","",…) 写了吗？',
            with_gaps(_in_excel),
            recognises=in_blanks(serials),
        ),
        Mistake(
            "blank_as_zero",
            "没有间隔的格子里是 0：0 天的意思是同一天又买了。",
            'IF 的第二格里，写的是 0 还是 ""？',
            with_gaps(lambda sheet, gaps: gaps.fillna(0)),
            recognises=in_blanks(zeros),
        ),
        *UNREAD,
        Mistake(
            "first_date_asked",
            "L 列对了；M 列里，只来过两次的客户出现了负四万多。",
            "M 列看的是 E 是不是空白，还是 F？",
            with_gaps(_first_date_asked),
        ),
        Mistake(
            "of_first_row",
            "24 行的天数都一样：每一行算的都是第 3 行。",
            "公式里的行号，是写死的 3，还是 {row}？",
            with_gaps(_of_first_row),
        ),
        Mistake(
            "pasted_numbers",
            "数是对的，可是日期一改，L、M 没有跟着变：贴上去的是死的数。",
            "点一下 L3，编辑栏里看到的是数，还是等号开头的公式？",
            with_gaps(_pasted),
        ),
        Mistake(
            "negatives_blanked",
            "负数变成空白了，可是两个日期都空白的客户，M 列还是 0。",
            "先看差是不是负数，还是先看日期是不是空白？",
            with_gaps(
                lambda sheet, gaps: _in_excel(sheet, gaps).where(_in_excel(sheet, gaps) >= 0)
            ),
        ),
        Mistake(
            "only_where_dates",
            "原来空白的行没有写公式：日期补上了，间隔没有跟着出来。",
            "公式从第 3 行到第 26 行，每一行都有吗？",
            with_gaps(
                lambda sheet, gaps: _in_excel(sheet, gaps).where(_pasted(sheet, gaps).notna())
            ),
        ),
        Mistake(
            "rows_skipped",
            "有几行没有公式：原来空白的客户，日期补上以后还是空的。",
            "公式从第 3 行到第 26 行，每一行都有吗？",
            with_gaps(lambda sheet, gaps: gaps.where(_pasted(sheet, gaps).notna())),
        ),
        Mistake(
            "mean_row",
            "“间隔天数”表的最后多了一行平均，它不是一位客户。",
            "一行是一位客户，“平均”是谁？",
            _mean_row,
            recognises=has_a_row_more("间隔天数", Rule()),
        ),
        Mistake(
            "third_minus_first",
            "M 列是第三次减第一次：跨过了中间那一次。",
            "M3 的公式里，F3 减的是 D3 还是 E3？",
            with_gaps(lambda sheet, gaps: gaps.assign(**{M: interval_days(sheet, D, F)})),
        ),
        Mistake(
            "same_twice",
            "L 和 M 两列一模一样：都是第一次和第二次的间隔。",
            "复制到 M 列的公式，列的字母改了吗？",
            with_gaps(lambda sheet, gaps: gaps.assign(**{M: gaps[L]})),
        ),
        Mistake(
            "columns_swapped",
            "L 和 M 两列的内容换了位置。",
            "“第一二次”那一列里，放的是哪两次的间隔？",
            with_gaps(lambda sheet, gaps: gaps.set_axis([M, L], axis=1)),
        ),
        Mistake(
            "earlier_minus_later",
            "天数前面都是负号：减反了。",
            "公式里该写 E3-D3，还是 D3-E3？",
            with_gaps(lambda sheet, gaps: -gaps),
        ),
        Mistake(
            "one_row_off",
            "每个人拿到的是下一位客户的天数：公式差了一行。",
            "L3 的公式里，行号是 3 还是 4？",
            with_gaps(lambda sheet, gaps: gaps.shift(-1)),
        ),
        Mistake(
            "not_to_the_last_row",
            "最后一位客户的日期补上以后，她的格子还是空的。",
            "range(3, 26) 会走到第几行？表到第几行？",
            with_gaps(_not_to_the_last),
        ),
        Mistake(
            "words_for_blank",
            "没有间隔的地方写了字，还不是空白。",
            "这一列要求平均，里面放一个“无”字，好不好筛？",
            with_gaps(_in_words),
        ),
        Mistake(
            "from_two_hundred",
            "正好 200.00 元的尹素梅被算成了高价值客户。",
            "规则说“大于 200”，200.00 大于 200 吗？",
            lambda sheet: book(sheet, interval_table(sheet, DATES), above=199.995),
        ),
        Mistake(
            "high_not_filtered",
            "“高价值客户”那张表里是所有的客户，没有筛选。",
            "写进去的是 high，还是 sheet？",
            _with_sheet(HIGH, lambda sheet: sheet[["姓名", TIMES, TOTAL]]),
        ),
        Mistake(
            "high_and_medium_swapped",
            "“高价值客户”和“中等价值客户”两张表的内容换了位置。",
            "high 该写进哪一张工作表？",
            lambda sheet: right(sheet) | {HIGH: right(sheet)[MEDIUM], MEDIUM: right(sheet)[HIGH]},
        ),
        Mistake(
            "no_medium",
            "文件里没有工作表“中等价值客户”。",
            "四次 to_excel 都写了吗，名字一字不差吗？",
            _without(MEDIUM),
        ),
        Mistake(
            "no_level",
            "“客户管理表”里没有“服务级别”这一列。",
            "客户类型后面，还缺哪一列？",
            _with_sheet(
                "客户管理表",
                lambda sheet: sheet[["姓名", "性别"]].assign(客户类型=customer_classes(sheet)),
            ),
        ),
        Mistake(
            "no_filter",
            "四张表都对，只是表头上还没有自动筛选。",
            "auto_filter.ref，或者“数据 → 筛选”，做了吗？",
            lambda sheet: right(sheet) | {FILTERED: []},
        ),
        Mistake(
            "one_filter",
            "“间隔天数”有筛选了，“客户管理表”还没有。",
            "写了 writer.sheets[…] 那一句，或者点过“数据 → 筛选”吗？",
            lambda sheet: right(sheet) | {FILTERED: ["间隔天数"]},
        ),
    ),
    styles=(by_loop, by_merge),
    hints=(
        "照“演示.xlsx”那一格写：with 那一行换文件名，里面写四次 to_excel，间隔天数那张用 startrow=1。",
        "循环里写两行，一行写 L 列，一行写 M 列：M 列是第三次减第二次，也就是 F 减 E。",
        '空白要先看：IF(后一次是空白, 空白, 后一次-前一次)。另一个筛选：writer.sheets["客户管理表"].auto_filter.ref = "A1:D25"',
    ),
    sheets=SHEETS,
)
