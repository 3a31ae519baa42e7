"""The 28 days: which rows of the inquiries count at all."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.terminology import within_days
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables


def _days(
    before: int = -1, first_counts: bool = True, last_counts: bool = True, fixed: int = 0
) -> Any:
    """A window that begins ``days + before`` days before the last one."""

    def answer(inquiries: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
        first = last - pd.Timedelta(days=(fixed or days) + before)
        day = inquiries["日期"]
        begun = day >= first if first_counts else day > first
        return inquiries[begun & (day <= last if last_counts else day < last)]

    return answer


def _recent_loop(inquiries: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
    rows = [row for _, row in inquiries.iterrows() if 0 <= (last - row["日期"]).days < days]
    return pd.DataFrame(rows, columns=inquiries.columns)


def _recent_in_steps(inquiries: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
    kept = inquiries[inquiries["日期"] <= last]
    return kept[kept["日期"] > last - pd.Timedelta(days=days)].sort_values("日期")


def _recent_isin(inquiries: pd.DataFrame, last: pd.Timestamp, days: int) -> pd.DataFrame:
    return inquiries[inquiries["日期"].isin(pd.date_range(end=last, periods=days))]


def _window_cases() -> list[Case]:
    def case(name: str, title: str, last: str, days: int, *dates: str) -> Case:
        rows = [(date, f"买家{n}", n % 3, 1, 1) for n, date in enumerate(dates, 1)]
        args = {"inquiries": tables.asked_table(*rows), "last": pd.Timestamp(last), "days": days}
        return Case(name, title, args)

    whole = {"inquiries": tables.inquiries(), "last": tables.LAST, "days": tables.DAYS}
    return [
        Case("september", "40 天的咨询", whole),
        case("middle", "都在中间", "2019-09-30", 28, "08-01", "09-10", "09-15", "09-21", "10-09"),
        case("first_day", "第 28 天和第 29 天", "2019-09-30", 28, "09-02", "09-03", "09-04"),
        case("last_day", "最后一天和后一天", "2019-09-30", 28, "09-29", "09-30", "10-01"),
        case(
            "several_a_day", "一天有几行", "2019-09-30", 2, "09-28", *["09-29"] * 3, *["09-30"] * 2
        ),
        case("one_week", "换成 7 天", "2019-08-31", 7, "08-24", "08-25", "08-31", "09-05"),
    ]


RECENT_DAYS = Exercise(
    name="recent_days",
    title="切出最近 28 天",
    kind="function",
    answer="recent_days",
    asks="写函数 recent_days(inquiries, last, days)：只留下以 last 那天结尾的 days 天的行。",
    stub="def recent_days(inquiries, last, days):\n    ...\n    return recent",
    reference=within_days,
    cases=_window_cases,
    parts=(
        Part("中间的日子", 1, ("middle",)),
        Part(
            "两头的边界，换一个天数也对",
            3,
            ("september", "first_day", "last_day", "several_a_day", "one_week"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "one_day_more",
            "前面多切进来一天：从最后一天倒退 28 天，连头带尾就有 29 天了。",
            "只要 2 天（29 日和 30 日）的话，要从 30 日倒退几天？",
            _days(before=0),
        ),
        Mistake(
            "first_day_out",
            "第一天没有留下，只剩下 27 天。",
            "第一天自己算不算？该写 > 还是 >=？",
            _days(first_counts=False),
        ),
        Mistake(
            "last_day_out",
            "最后一天没有留下。",
            "统计到 9 月 30 日，30 日这天的咨询算不算？",
            _days(last_counts=False),
        ),
        Mistake(
            "later_days",
            "最后一天以后的行还留着，表里混进了十月。",
            "两个条件都写了吗？一头管开始，另一头管什么？",
            lambda inquiries, last, days: inquiries[
                inquiries["日期"] >= last - pd.Timedelta(days=days - 1)
            ],
        ),
        Mistake(
            "earlier_days",
            "第一天以前的行还留着，表里混进了八月。",
            "只写了“不晚于最后一天”，那从哪一天开始呢？",
            lambda inquiries, last, days: inquiries[inquiries["日期"] <= last],
        ),
        Mistake(
            "all_days",
            "一行也没有切掉。",
            "两个条件之间用的是 & 还是 |？结果有没有起名叫 recent？",
            lambda inquiries, last, days: inquiries,
        ),
        Mistake(
            "always_28",
            "天数写死成了 28，换成 7 天还是切 28 天。",
            "括号里的 days 用上了吗？",
            _days(fixed=28),
        ),
        Mistake(
            "fixed_dates",
            "日期写死成了 9 月 3 日到 30 日，换一个最后一天就不对了。",
            "括号里的 last 和 days 用上了吗？",
            lambda inquiries, last, days: within_days(inquiries, pd.Timestamp("2019-09-30"), 28),
        ),
        Mistake(
            "asked_only",
            "日期切对了，可是把静默下单的行也去掉了，这一步还不到时候。",
            "题目这一步只要求看日期，你是不是还看了咨询次数？",
            lambda inquiries, last, days: within_days(inquiries, last, days).query("咨询次数 > 0"),
        ),
        Mistake(
            "shifted_a_day",
            "天数对了，可是往前挪了一天：多了前面一天，少了最后一天。",
            "连头带尾数，第一天是哪一天，最后一天算不算？",
            _days(before=0, last_counts=False),
        ),
        Mistake(
            "one_bound_and_more",
            "只写了开始的条件，而且前面多切进来一天。",
            "两头都要管：从哪一天开始，到哪一天为止？",
            lambda inquiries, last, days: inquiries[
                inquiries["日期"] >= last - pd.Timedelta(days=days)
            ],
        ),
        Mistake(
            "dates_only",
            "你只留下了日期这一列，别的列不见了。",
            "要留下的是整行，方括号里放的是条件还是列名？",
            lambda inquiries, last, days: within_days(inquiries, last, days)[["日期"]],
        ),
        Mistake(
            "last_rows",
            "你取的是最后几行，不是最后几天：一天可能有很多行。",
            "tail(28) 留下的是 28 天，还是 28 行？",
            lambda inquiries, last, days: inquiries.tail(days),
        ),
    ),
    styles=(_recent_loop, _recent_in_steps, _recent_isin),
    hints=(
        "数手指：以 30 日结尾的 3 天是 28、29、30 日，从 30 日倒退了 2 天。28 天要倒退几天？",
        '两个条件，各加圆括号，中间用 &：(inquiries["日期"] >= first) 和 (inquiries["日期"] <= last)。',
        "first = last - pd.Timedelta(days=days - ____)；然后 "
        'recent = inquiries[(inquiries["日期"] ____ first) & (inquiries["日期"] ____ last)]',
    ),
    random=cases.random_window,
)
