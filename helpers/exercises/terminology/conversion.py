"""询单转化率: the 28 days, by buyers, by orders, and a colleague who averages daily rates."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis import terminology
from helpers.analysis.tables import ratio
from helpers.checking.compare import Rule
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases

_EVER: dict[str, Any] = {"as_of": "2100-01-01", "days": 60_000}  # the table is cut already


def _chose(letter: str, says: str, asks: str) -> Mistake:
    return Mistake(f"chose_{letter.lower()}", says, asks, lambda recent: letter)


WHO_ASKED = Exercise(
    name="who_asked",
    title="分母是谁",
    kind="choice",
    answer="denominator",
    asks="按人算询单转化率，这张小表的分母是哪一个？把字母交给 denominator。",
    stub='# 写成这样：denominator = "你选的字母"\n...',
    reference=lambda recent: "C",
    cases=lambda: cases.recent_cases()[:1],
    parts=(Part("选对", 1, ("september",)),),
    mistakes=(
        _chose(
            "A",
            "你数的是咨询的次数，同一个人问了几次就数了几次。",
            "按人算的时候，小满问了两次，是几个人？",
        ),
        _chose(
            "B",
            "你把没有咨询、自己下单的阿澈也算了进去。",
            "客服一句话也没和阿澈说过，这一单是谁转化来的？",
        ),
        _chose(
            "D",
            "你数的是问过并且下了单的人，那是分子。",
            "问了没买的人，客服接待过没有？该不该放进分母？",
        ),
    ),
    hints=(
        "“询单”就是来问过。先圈出问过的人，再看每个人是不是只圈了一次。",
        "阿澈没有问；小满问了两次，还是一个人。",
    ),
    rule=Rule(spellings={"c": "C", "Ｃ": "C", "ｃ": "C", "C 3 个人": "C", "C　3 个人": "C"}),
)


# ── the window of 28 days ──


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
        args = {"inquiries": cases.asked_table(*rows), "last": pd.Timestamp(last), "days": days}
        return Case(name, title, args)

    whole = {"inquiries": cases.inquiries(), "last": cases.LAST, "days": cases.DAYS}
    return [
        Case("september", "40 天的咨询", whole),
        case("middle", "都在中间", "2019-09-30", 28, "08-01", "09-10", "09-15", "09-21", "10-09"),
        case("first_day", "第 28 天和第 29 天", "2019-09-30", 28, "09-02", "09-03", "09-04"),
        case("last_day", "最后一天和后一天", "2019-09-30", 28, "09-29", "09-30", "10-01"),
        case("one_week", "换成 7 天", "2019-08-31", 7, "08-24", "08-25", "08-31", "09-05"),
    ]


RECENT_DAYS = Exercise(
    name="recent_days",
    title="切出最近 28 天",
    kind="function",
    answer="recent_days",
    asks="写函数 recent_days(inquiries, last, days)：只留下以 last 那天结尾的 days 天的行。",
    stub="def recent_days(inquiries, last, days):\n    ...\n    return recent",
    reference=cases.within_days,
    cases=_window_cases,
    parts=(
        Part("中间的日子", 1, ("middle",)),
        Part(
            "两头的边界，换一个天数也对",
            3,
            ("september", "first_day", "last_day", "one_week"),
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
            lambda inquiries, last, days: cases.within_days(inquiries, cases.LAST, 28),
        ),
        Mistake(
            "asked_only",
            "日期切对了，可是把静默下单的行也去掉了，这一步还不到时候。",
            "题目这一步只要求看日期，你是不是还看了咨询次数？",
            lambda inquiries, last, days: cases.within_days(inquiries, last, days).query(
                "咨询次数 > 0"
            ),
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


# ── by buyers ──


def _people(table: pd.DataFrame) -> int:
    return int(table["买家"].nunique())


def _asked(recent: pd.DataFrame) -> pd.DataFrame:
    return recent[recent["咨询次数"] > 0]


def _converted(recent: pd.DataFrame, column: str = "下单数") -> pd.DataFrame:
    return recent[(recent["咨询次数"] > 0) & (recent[column] > 0)]


def _ordered(recent: pd.DataFrame) -> pd.DataFrame:
    return recent[recent["下单数"] > 0]


def _or_zero(rate: float) -> float:
    return 0.0 if pd.isna(rate) else rate


def _by_buyers(recent: pd.DataFrame) -> float:
    return terminology.conversion_by_buyers(recent, **_EVER)


def _buyers_by_sets(recent: pd.DataFrame) -> float | None:
    asked, bought = set(), set()
    for _, row in recent.iterrows():
        if row["咨询次数"] > 0:
            asked.add(row["买家"])
            if row["下单数"] > 0:
                bought.add(row["买家"])
    return len(bought) / len(asked) if asked else None


def _buyers_by_group(recent: pd.DataFrame) -> Any:
    best = recent.query("咨询次数 > 0").groupby("买家")["下单数"].max()
    return (best > 0).mean()


def _buyers_by_dropping(recent: pd.DataFrame) -> float:
    asked = recent[recent["咨询次数"] != 0]
    if len(asked) == 0:
        return float("nan")
    bought = asked[asked["下单数"] >= 1].drop_duplicates("买家")
    return len(bought) / len(asked.drop_duplicates("买家"))


CONVERSION_BY_BUYERS = Exercise(
    name="conversion_by_buyers",
    title="询单转化率：按人算",
    kind="function",
    answer="conversion_by_buyers",
    asks="写函数 conversion_by_buyers(recent)：咨询并下单的人数 ÷ 咨询的人数（小数）。",
    stub="def conversion_by_buyers(recent):\n    ...\n    return ratio(converted, asked)",
    reference=_by_buyers,
    cases=cases.recent_cases,
    parts=(
        Part("每人只有一行", 2, ("clear",)),
        Part("同一个人、静默下单、没付款", 3, cases.TRAPS, random=True),
        Part("没有人咨询时是缺失", 1, ("nobody_asked",)),
    ),
    mistakes=(
        Mistake(
            "silent_in_numerator",
            "分子里混进了静默下单的人：他们没有问过，不是客服转化来的。",
            "分子要同时满足几个条件？咨询次数也看了吗？",
            lambda recent: ratio(_people(_ordered(recent)), _people(_asked(recent))),
        ),
        Mistake(
            "silent_everywhere",
            "分子和分母都没有去掉静默下单的人。",
            "“询单”是来问过的意思，咨询次数是 0 的行该不该留？",
            lambda recent: ratio(_people(_ordered(recent)), _people(recent)),
        ),
        Mistake(
            "silent_in_denominator",
            "分母里混进了没有问过的人。",
            "分母数的是表里所有的人，还是问过的人？",
            lambda recent: ratio(_people(_converted(recent)), _people(recent)),
        ),
        Mistake(
            "paid_for_ordered",
            "你数的是付了款的人，这里的转化看的是下单。",
            "下单和付款是两步，公式里写的是哪一步？",
            lambda recent: ratio(_people(_converted(recent, "付款数")), _people(_asked(recent))),
        ),
        Mistake(
            "rows_for_people",
            "你数的是行数：同一个人来了两天，就被数了两次。",
            "一行是“一个人的一天”，要数不同的人该用 len 还是 nunique？",
            lambda recent: ratio(len(_converted(recent)), len(_asked(recent))),
        ),
        Mistake(
            "rows_in_numerator",
            "分母去了重，分子没有去重：同一个人下单两天，被数了两次。",
            "分子是“人”还是“行”？",
            lambda recent: ratio(len(_converted(recent)), _people(_asked(recent))),
        ),
        Mistake(
            "rows_in_denominator",
            "分子去了重，分母没有去重：同一个人问了两天，被数了两次。",
            "分母是“人”还是“行”？",
            lambda recent: ratio(_people(_converted(recent)), len(_asked(recent))),
        ),
        Mistake(
            "by_orders",
            "你用下单的笔数除以咨询的次数，这是“按订单算”，不是“按人算”。",
            "这一题的上面和下面，数的都应该是什么？",
            lambda recent: ratio(_asked(recent)["下单数"].sum(), recent["咨询次数"].sum()),
        ),
        Mistake(
            "inquiries_in_denominator",
            "分子是人，分母却是咨询的次数，一上一下数的不是同一种东西。",
            "一个人问三次，分母该加几？",
            lambda recent: ratio(_people(_converted(recent)), recent["咨询次数"].sum()),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "“在问过的人里，有多少下了单”，“在……里”说的是上面还是下面？",
            lambda recent: ratio(_people(_asked(recent)), _people(_converted(recent))),
        ),
        Mistake(
            "order_of_another_day",
            "有人问的那天没下单，另一天没问就下了单，你把两天拼成了一次转化。",
            "咨询和下单两个条件，是在同一行里同时满足的吗？",
            lambda recent: ratio(
                len(set(_asked(recent)["买家"]) & set(_ordered(recent)["买家"])),
                _people(_asked(recent)),
            ),
        ),
        Mistake(
            "zero_for_missing",
            "没有人咨询时，你交了 0：那等于说“问过的人一个也没买”。",
            "一个人也没问，转化率是 0，还是说不出来？",
            lambda recent: _or_zero(_by_buyers(recent)),
        ),
        Mistake(
            "plain_division",
            "没有人咨询时，分母是 0，程序停了下来。",
            "return 那一行的 ratio 换成了 /，换回去好不好？",
            lambda recent: _people(_converted(recent)) / _people(_asked(recent)),
        ),
    ),
    styles=(_buyers_by_sets, _buyers_by_group, _buyers_by_dropping),
    hints=(
        '先做分母：asked_rows = recent[recent["咨询次数"] > 0]，再数里面有几个不同的买家。',
        "再做分子：在 asked_rows 里，只留下 下单数 大于 0 的行，数有几个不同的买家。",
        'asked = asked_rows["买家"].____()，'
        'converted = asked_rows[asked_rows["下单数"] > 0]["买家"].____()',
    ),
    random=cases.random_recent,
)
