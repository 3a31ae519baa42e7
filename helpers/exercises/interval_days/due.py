"""Who was expected back by now?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.interval_days import due_customers as reference_due
from helpers.exercises.interval_days import cases
from helpers.exercises.interval_days.cases import TIMES
from helpers.exercises.model import Exercise, Mistake, Part
from helpers.shop.course_sheet import DATES

SEEN = len(DATES)


def _reference(known: pd.DataFrame, as_of: pd.Timestamp, days: int) -> pd.DataFrame:
    return reference_due(known[known[TIMES] <= SEEN], as_of, days)


def _due(known: pd.DataFrame, as_of: Any, days: Any, most: int = 3, early: int = 0) -> Any:
    """The customers seen completely whose day has come; ``early`` moves the day of the analysis."""
    rows = known[known["近3个月总购买频次"] <= most].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=days)
    return rows[rows["预计日期"] <= as_of - pd.Timedelta(days=early)]


def _others(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] <= 3].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=days)
    return rows[rows["预计日期"] > as_of]


def _from_today_on(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] <= 3].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=days)
    return rows[rows["预计日期"] >= as_of]


def _nanoseconds(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] <= 3].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days)
    return rows[rows["预计日期"] <= as_of]


def _all_rows(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] <= 3].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=days)
    return rows


def _minus(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] <= 3].copy()
    rows["预计日期"] = rows["最近购买日期"] - pd.Timedelta(days=days)
    return rows[rows["预计日期"] <= as_of]


def _often_only(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = known[known["近3个月总购买频次"] > 3].copy()
    rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=days)
    return rows[rows["预计日期"] <= as_of]


def _from_today(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = _due(known, as_of, days).copy()
    rows["预计日期"] = as_of + pd.Timedelta(days=days)
    return rows


def _by_silence(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    silent = (as_of - known["最近购买日期"]).dt.days
    rows = known[(silent >= days) & (known["近3个月总购买频次"] < 4)]
    return rows.assign(预计日期=rows["最近购买日期"] + pd.to_timedelta(days, unit="D"))


def _by_query(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    table = known.assign(预计日期=known["最近购买日期"] + pd.DateOffset(days=days))
    return table.query("预计日期 <= @as_of and 近3个月总购买频次 <= 3").sort_values("预计日期")


def _by_loop(known: pd.DataFrame, as_of: Any, days: Any) -> Any:
    rows = []
    for _, row in known.iterrows():
        day = row["最近购买日期"] + pd.Timedelta(days=days)
        if row["近3个月总购买频次"] <= 3 and day <= as_of:
            rows.append({**row, "预计日期": day})
    return pd.DataFrame(rows, columns=[*known.columns, "预计日期"])


DUE_CUSTOMERS = Exercise(
    name="due_customers",
    title="谁早该回来了",
    kind="function",
    answer="due_customers",
    asks="写函数 due_customers(known, as_of, days)：频次不超过 3、预计日期在 as_of 当天或以前的整行，带上“预计日期”。",
    stub="# def 和 return 也自己写\n...",
    reference=_reference,
    cases=cases.known_cases,
    parts=(
        Part("一个早该来了，一个刚来过", 2, ("clear", "nobody")),
        Part(
            "正好到日子，换一天也对，看不到的不猜",
            2,
            ("course", "exactly", "often", "other_day"),
            random=True,
        ),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "often_too",
            "买了四次以上的客户也在里面：他们后来的购买没有日期，“最近”并不是最近。",
            "买了 8 次的人，表里记下了几次的日期？",
            lambda known, as_of, days: _due(known, as_of, days, most=99),
        ),
        Mistake(
            "fewer_than_three",
            "正好买了 3 次的客户不见了：三次都有日期，看得全。",
            "“不超过 3”该写 < 还是 <=？",
            lambda known, as_of, days: _due(known, as_of, days, most=2),
        ),
        Mistake(
            "day_itself_out",
            "今天正好到日子的客户不见了。",
            "“当天或以前”该写 < 还是 <=？",
            lambda known, as_of, days: _due(known, as_of, days, early=1),
        ),
        Mistake(
            "the_others",
            "留下的正好是还没到日子的客户。",
            "预计日期在 as_of 的前面，该用 <= 还是 >？",
            _others,
        ),
        Mistake(
            "turned_round",
            "方向反了：留下的是今天和今天以后才到日子的客户。",
            "“当天或以前”，预计日期该比 as_of 小还是大？",
            _from_today_on,
        ),
        Mistake(
            "everybody_seen",
            "预计日期都算对了，可是还没到日子的也在里面。",
            "最后一步筛选了吗？",
            _all_rows,
        ),
        Mistake(
            "counted_back",
            "预计日期比最近一次购买还早：往回退了。",
            "下一次在以后，该加还是减？",
            _minus,
        ),
        Mistake(
            "often_only",
            "频次的条件写反了：留下的是看不全的客户。",
            "谁的购买日期全都看得到，3 次以下还是以上？",
            _often_only,
        ),
        Mistake(
            "fixed_days",
            "天数写死成了 14，换成 10 天还是一样。",
            "括号里的 days 用上了吗？",
            lambda known, as_of, days: _due(known, as_of, 14),
        ),
        Mistake(
            "fixed_day",
            "日子写死成了 6 月 30 日，换一天还是一样。",
            "括号里的 as_of 用上了吗？",
            lambda known, as_of, days: _due(known, pd.Timestamp("2019-06-30"), days),
        ),
        Mistake(
            "fixed_both",
            "14 天和 6 月 30 日都写死了：换天数、换日子，结果都不变。",
            "括号里的 as_of 和 days 用上了吗？",
            lambda known, as_of, days: _due(known, pd.Timestamp("2019-06-30"), 14),
        ),
        Mistake(
            "nanoseconds",
            "预计日期几乎没有动：数的前面没有写单位，加上去的不是天。",
            "和示例对照：pd.Timedelta 的括号里，少了什么？",
            _nanoseconds,
        ),
        Mistake(
            "from_today",
            "预计日期是从今天数起的，人人都一样。",
            "下一次该从谁的哪一天数起？",
            _from_today,
        ),
        Mistake(
            "no_expected_day",
            "行都对，只是没有“预计日期”这一列。",
            "店长想知道他该哪天来，看哪一列？",
            lambda known, as_of, days: _due(known, as_of, days).drop(columns="预计日期"),
        ),
        Mistake(
            "names_only",
            "你只留下了名字和预计日期，别的列不见了。",
            "题目要的是整行，每一行有几列？",
            lambda known, as_of, days: _due(known, as_of, days)[["姓名", "预计日期"]],
        ),
    ),
    styles=(_by_silence, _by_query, _by_loop),
    hints=(
        '先留下看得全的：rows = known[known["近3个月总购买频次"] <= 3].copy()',
        '再添一列：rows["预计日期"] = rows["最近购买日期"] + pd.Timedelta(days=____)',
        '最后一行：return rows[rows["预计日期"] ____ as_of]，前面几行都空四格。',
    ),
    random=cases.random_known,
)
