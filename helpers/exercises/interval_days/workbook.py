"""客户管理.xlsx: four worksheets, the intervals in live formulas."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.interval_days import excel_days, interval_days, interval_table
from helpers.checking.worksheets import FILTERED, Worksheet, expected_entries
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.cases import GAPS, TIMES
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.shop.course_sheet import DATES

FILE = "客户管理.xlsx"
TOTAL = "总消费金额/元"
LEVELS = {"高价值客户": "专属客服", "中等价值客户": "优先回复", "一般客户": "常规回复"}
HIGH, MEDIUM, _ = LEVELS
L, M = GAPS
D, E, F = DATES

SHEETS = (
    Worksheet(HIGH, ("姓名", TIMES, TOTAL)),
    Worksheet(MEDIUM, ("姓名", TIMES, TOTAL)),
    Worksheet("间隔天数", ("姓名", L, M), inputs=(D, E, F), filtered=True),
    Worksheet("客户管理表", ("姓名", "性别", "客户类型", "服务级别"), filtered=True),
)


def _classes(sheet: pd.DataFrame, above: float = 200) -> pd.Series[str]:
    """Each customer's class (course task 2); high value lies above ``above`` yuan."""
    high = (sheet[TIMES] >= 4) & (sheet[TOTAL] > above)
    medium = sheet[TIMES].between(2, 3) & (sheet[TOTAL] > 100)
    classes = pd.Series("一般客户", index=sheet.index).mask(medium, MEDIUM)
    return classes.mask(high, HIGH)


def _book(sheet: pd.DataFrame, gaps: pd.DataFrame, above: float = 200) -> dict[str, Any]:
    """The whole workbook around a table of intervals."""
    kind = _classes(sheet, above)
    managed = sheet.assign(客户类型=kind, 服务级别=kind.map(LEVELS))
    tables = {
        HIGH: sheet[kind == HIGH],
        MEDIUM: sheet[kind == MEDIUM],
        "间隔天数": gaps.assign(姓名=sheet["姓名"]),
        "客户管理表": managed,
    }
    return expected_entries(tables, SHEETS)


def _right(sheet: pd.DataFrame) -> dict[str, Any]:
    return _book(sheet, interval_table(sheet, DATES))


Change = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]


def _gaps(change: Change) -> Callable[[pd.DataFrame], dict[str, Any]]:
    """The workbook in which ``change`` went wrong, from the sheet and its right intervals."""
    return lambda sheet: _book(sheet, change(sheet, interval_table(sheet, DATES)))


def _without(title: str) -> Callable[[pd.DataFrame], dict[str, Any]]:
    """The workbook without one worksheet."""

    def book(sheet: pd.DataFrame) -> dict[str, Any]:
        found = _right(sheet)
        filters = [name for name in found[FILTERED] if name != title]
        return {name: one for name, one in found.items() if name != title} | {FILTERED: filters}

    return book


def _with_sheet(title: str, make: Callable[[pd.DataFrame], pd.DataFrame]) -> Any:
    """The workbook in which one worksheet was made by ``make`` from the sheet."""
    return lambda sheet: _right(sheet) | {title: make(sheet)}


def _in_excel(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.assign(**{L: excel_days(sheet, D, E), M: excel_days(sheet, E, F)})


def _pasted(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    """Numbers as they were before anything was changed."""
    return interval_table(cases.customers(), DATES)


def _not_to_the_last(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.iloc[:-1].reindex(gaps.index)


def _in_words(sheet: pd.DataFrame, gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps.astype("object").where(gaps.notna(), "无")


def _by_loop(sheet: pd.DataFrame) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = {one.title: [] for one in SHEETS}
    for row in sheet.to_dict("records"):
        kind = "一般客户"
        if row[TIMES] >= 4 and row[TOTAL] > 200:
            kind = HIGH
        elif row[TIMES] in (2, 3) and row[TOTAL] > 100:
            kind = MEDIUM
        if kind in rows:
            rows[kind].append({name: row[name] for name in ("姓名", TIMES, TOTAL)})
        one, two = (row[b] - row[a] for a, b in ((D, E), (E, F)))
        rows["间隔天数"].append({"姓名": row["姓名"], L: one.days, M: two.days})
        managed = {"姓名": row["姓名"], "性别": row["性别"], "客户类型": kind}
        rows["客户管理表"].append({**managed, "服务级别": LEVELS[kind]})
    tables = {title: pd.DataFrame(found) for title, found in rows.items()}
    return {**tables, FILTERED: ["客户管理表", "间隔天数"]}


def _by_merge(sheet: pd.DataFrame) -> dict[str, Any]:
    levels = pd.DataFrame({"客户类型": list(LEVELS), "服务级别": list(LEVELS.values())})
    high = sheet.query(f"`{TIMES}` >= 4 and `{TOTAL}` > 200")
    medium = sheet.query(f"2 <= `{TIMES}` <= 3 and `{TOTAL}` > 100")
    names = {**dict.fromkeys(medium["姓名"], MEDIUM), **dict.fromkeys(high["姓名"], HIGH)}
    managed = sheet[["姓名", "性别"]].assign(客户类型=sheet["姓名"].map(names).fillna("一般客户"))
    dates = sheet.set_index("姓名")[DATES].diff(axis=1).iloc[:, 1:].set_axis(GAPS, axis=1)
    gaps = dates.apply(lambda column: column.dt.days).reset_index()
    short = ["姓名", TIMES, TOTAL]
    return {
        HIGH: high[short].sort_values(TOTAL),
        MEDIUM: medium[short],
        "间隔天数": gaps,
        "客户管理表": managed.merge(levels, on="客户类型"),
        FILTERED: ["客户管理表", "间隔天数"],
    }


def _changed(**dates: tuple[str, str]) -> pd.DataFrame:
    """The course's customers with one date of some of them changed: 姓名=(column, month-day)."""
    sheet = cases.customers().copy()
    for name, (column, day) in dates.items():
        value = pd.Timestamp(f"2019-{day}") if day else pd.NaT
        sheet.loc[sheet["姓名"] == name, column] = value
    return sheet


def _cases() -> list[Case]:
    moved = _changed(
        沈若兰=(E, "05-15"), 叶知秋=(D, "05-02"), 白露=(F, "06-25"), 阮玉洁=(E, "05-10")
    )
    filled = _changed(
        杜明远=(F, "06-11"),
        贺青禾=(E, "05-20"),
        龚海涛=(E, ""),
        卓一凡=(F, ""),
        温静姝=(E, "06-30"),
    )
    return [
        Case("course", "课程的 24 位客户", {"sheet": cases.customers()}),
        Case("moved", "改动了四个日期", {"sheet": moved}),
        Case("filled", "补上三个日期，又清空两个", {"sheet": filled}),
    ]


INTERVAL_WORKBOOK = Exercise(
    name="interval_workbook",
    title="客户管理.xlsx",
    kind="workbook",
    answer=FILE,
    asks=f"交一个文件 {FILE}：高价值客户、中等价值客户、间隔天数（L、M 两列是公式）、客户管理表。",
    stub="# 用代码做，就写在这里；用 Excel/WPS 做，这一格不用动\n...",
    reference=_right,
    cases=_cases,
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
            _gaps(_in_excel),
        ),
        Mistake(
            "blank_as_zero",
            "没有间隔的格子里是 0：0 天的意思是同一天又买了。",
            'IF 的第二格里，写的是 0 还是 ""？',
            _gaps(lambda sheet, gaps: gaps.fillna(0)),
        ),
        Mistake(
            "pasted_numbers",
            "数是对的，可是日期一改，L、M 没有跟着变：贴上去的是死的数。",
            "点一下 L3，编辑栏里看到的是数，还是等号开头的公式？",
            _gaps(_pasted),
        ),
        Mistake(
            "third_minus_first",
            "M 列是第三次减第一次：跨过了中间那一次。",
            "M3 的公式里，F3 减的是 D3 还是 E3？",
            _gaps(lambda sheet, gaps: gaps.assign(**{M: interval_days(sheet, D, F)})),
        ),
        Mistake(
            "same_twice",
            "L 和 M 两列一模一样：都是第一次和第二次的间隔。",
            "复制到 M 列的公式，列的字母改了吗？",
            _gaps(lambda sheet, gaps: gaps.assign(**{M: gaps[L]})),
        ),
        Mistake(
            "columns_swapped",
            "L 和 M 两列的内容换了位置。",
            "“第一二次”那一列里，放的是哪两次的间隔？",
            _gaps(lambda sheet, gaps: gaps.set_axis([M, L], axis=1)),
        ),
        Mistake(
            "earlier_minus_later",
            "天数前面都是负号：减反了。",
            "公式里该写 E3-D3，还是 D3-E3？",
            _gaps(lambda sheet, gaps: -gaps),
        ),
        Mistake(
            "one_row_off",
            "每个人拿到的是下一位客户的天数：公式差了一行。",
            "L3 的公式里，行号是 3 还是 4？",
            _gaps(lambda sheet, gaps: gaps.shift(-1)),
        ),
        Mistake(
            "not_to_the_last_row",
            "最后一位客户的日期补上以后，她的格子还是空的。",
            "range(3, 26) 会走到第几行？表到第几行？",
            _gaps(_not_to_the_last),
        ),
        Mistake(
            "words_for_blank",
            "没有间隔的地方写了字，还不是空白。",
            "这一列要求平均，里面放一个“无”字，好不好筛？",
            _gaps(_in_words),
        ),
        Mistake(
            "from_two_hundred",
            "正好 200.00 元的尹素梅被算成了高价值客户。",
            "规则说“大于 200”，200.00 大于 200 吗？",
            lambda sheet: _book(sheet, interval_table(sheet, DATES), above=199.995),
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
            lambda sheet: (
                _right(sheet) | {HIGH: _right(sheet)[MEDIUM], MEDIUM: _right(sheet)[HIGH]}
            ),
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
                lambda sheet: sheet[["姓名", "性别"]].assign(客户类型=_classes(sheet)),
            ),
        ),
        Mistake(
            "no_filter",
            "四张表都对，只是表头上还没有自动筛选。",
            "auto_filter.ref，或者“数据 → 筛选”，做了吗？",
            lambda sheet: _right(sheet) | {FILTERED: []},
        ),
        Mistake(
            "one_filter",
            "“间隔天数”有筛选了，“客户管理表”还没有。",
            "题目要哪两张表带筛选？",
            lambda sheet: _right(sheet) | {FILTERED: ["间隔天数"]},
        ),
    ),
    styles=(_by_loop, _by_merge),
    hints=(
        "照“演示.xlsx”那一格写：with 那一行换文件名，里面写四次 to_excel，间隔天数那张用 startrow=1。",
        "循环里写两行，一行写 L 列，一行写 M 列：M 列是第三次减第二次，也就是 F 减 E。",
        "空白要先看：IF(后一次是空白, 空白, 后一次-前一次)。筛选写 auto_filter.ref，客户管理表是 A1:D25。",
    ),
    sheets=SHEETS,
)
