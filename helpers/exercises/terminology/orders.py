"""询单转化率 in the course's second version, by orders; and a colleague who averages daily rates."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.tables import ratio
from helpers.analysis.terminology import conversion_by_orders as reference_conversion_by_orders
from helpers.analysis.terminology import within_days
from helpers.exercises.generic import or_zero
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables
from helpers.exercises.terminology.buyers import asked_rows, by_buyers, people


def _by_orders(recent: pd.DataFrame) -> float:
    return reference_conversion_by_orders(recent)


def _ordering(recent: pd.DataFrame) -> pd.DataFrame:
    return recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)]


def _orders_with_loop(recent: pd.DataFrame) -> float | None:
    top = bottom = 0
    for row in recent.to_dict("records"):
        if row["咨询次数"] > 0:
            top, bottom = top + row["下单数"], bottom + row["咨询次数"]
    return top / bottom if bottom else None


def _orders_with_query(recent: pd.DataFrame) -> Any:
    asked = recent.query("咨询次数 > 0")
    return asked["下单数"].sum() / asked["咨询次数"].sum()


def _orders_by_means(recent: pd.DataFrame) -> float:
    asked = recent[recent["咨询次数"] >= 1]
    return (
        float(asked["下单数"].mean()) / float(asked["咨询次数"].mean())
        if len(asked)
        else float("nan")
    )


CONVERSION_BY_ORDERS = Exercise(
    name="conversion_by_orders",
    title="询单转化率：按订单算",
    kind="function",
    answer="conversion_by_orders",
    asks="写函数 conversion_by_orders(recent)：咨询带来的订单数 ÷ 咨询次数（小数）。",
    stub="def conversion_by_orders(recent):\n    ...\n    return ratio(orders, times)",
    reference=_by_orders,
    cases=cases.recent_cases,
    parts=(
        Part("每人只有一行", 1, ("clear",)),
        Part("静默下单不算，问几次算几次", 2, cases.TRAPS, random=True),
        Part("没有人咨询时是缺失", 1, ("nobody_asked",)),
    ),
    mistakes=(
        Mistake(
            "silent_orders",
            "分子里混进了静默下单的订单：那些订单不是咨询带来的。",
            "求和之前，咨询次数是 0 的行去掉了吗？",
            lambda recent: ratio(recent["下单数"].sum(), recent["咨询次数"].sum()),
        ),
        Mistake(
            "paid_orders",
            "你加的是付款数，这里的分子是下单数。",
            "方括号里写的是“下单数”还是“付款数”？",
            lambda recent: ratio(asked_rows(recent)["付款数"].sum(), recent["咨询次数"].sum()),
        ),
        Mistake(
            "by_buyers",
            "你算的还是“按人算”，这一题要数笔数和次数。",
            "一个人下了四单，分子该加 1 还是加 4？",
            by_buyers,
        ),
        Mistake(
            "rows_for_inquiries",
            "分母用了行数：一行里可能问了好几次。",
            "要的是咨询次数的合计，用 len 还是 .sum()？",
            lambda recent: ratio(asked_rows(recent)["下单数"].sum(), len(asked_rows(recent))),
        ),
        Mistake(
            "people_for_inquiries",
            "分子是订单，分母却是人，一上一下数的不是同一种东西。",
            "下面应该加“咨询次数”这一列，还是数买家？",
            lambda recent: ratio(asked_rows(recent)["下单数"].sum(), people(asked_rows(recent))),
        ),
        Mistake(
            "counted_rows",
            "分子数的是有几行下了单：一行里的四单只当成了一单。",
            "笔数写在“下单数”这一列里，应该数行，还是把它加起来？",
            lambda recent: ratio(
                (asked_rows(recent)["下单数"] > 0).sum(), asked_rows(recent)["咨询次数"].sum()
            ),
        ),
        Mistake(
            "averaged_rows",
            "你先给每一行算了一个率，再求平均；应该先加起来，最后只除一次。",
            "问 1 次的行和问 10 次的行，说话的分量一样吗？",
            lambda recent: float(
                (asked_rows(recent)["下单数"] / asked_rows(recent)["咨询次数"]).mean()
            ),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "要问“每一次咨询带来几单”，咨询次数该在上面还是下面？",
            lambda recent: ratio(recent["咨询次数"].sum(), asked_rows(recent)["下单数"].sum()),
        ),
        Mistake(
            "zero_for_missing",
            "没有人咨询时，你交了 0：那等于说“问了都没买”。",
            "分母是 0 的时候，应该交 0，还是交缺失？",
            lambda recent: or_zero(_by_orders(recent)),
        ),
        Mistake(
            "counted_both",
            "分子和分母数的都是行数。",
            "次数和笔数写在格子里，要数行，还是用 .sum() 加起来？",
            lambda recent: ratio((asked_rows(recent)["下单数"] > 0).sum(), len(asked_rows(recent))),
        ),
        Mistake(
            "ordering_rows_only",
            "分母只加了下过单的那些行的咨询次数，问了没买的不见了。",
            "问了没买的那几次，该不该放进分母？",
            lambda recent: ratio(
                _ordering(recent)["下单数"].sum(), _ordering(recent)["咨询次数"].sum()
            ),
        ),
        Mistake(
            "capped_at_one",
            "你把超过 1 的结果压成了 1。",
            "一次咨询带来四单，真有其事，为什么要改掉？",
            lambda recent: min(_by_orders(recent), 1.0),
        ),
    ),
    styles=(_orders_with_loop, _orders_with_query, _orders_by_means),
    hints=(
        "和练习 3 一样，先只留下咨询次数大于 0 的行。",
        "这一次不数人：把“下单数”这一列加起来，把“咨询次数”这一列加起来。",
        'orders = asked_rows["____"].sum()，times = asked_rows["____"].sum()',
    ),
    random=cases.random_recent,
)


# ── a colleague's program ──


def _rates(daily: pd.DataFrame) -> pd.Series[float]:
    rates: pd.Series[float] = daily["下单数"] / daily["咨询次数"]
    return rates


def _pooled(daily: pd.DataFrame) -> float:
    return ratio(daily["下单数"].sum(), daily["咨询次数"].sum())


def _pooled_with_loop(daily: pd.DataFrame) -> float | None:
    top = bottom = 0
    for row in daily.to_dict("records"):
        top += row["下单数"]
        bottom += row["咨询次数"]
    return top / bottom if bottom else None


def _pooled_by_weights(daily: pd.DataFrame) -> float:
    days = daily[daily["咨询次数"] > 0]
    total = days["咨询次数"].sum()
    return float((_rates(days) * days["咨询次数"] / total).sum()) if len(days) else float("nan")


def _daily_cases() -> list[Case]:
    def case(name: str, title: str, *rows: tuple[str, int, int]) -> Case:
        return Case(name, title, {"daily": tables.daily_table(*rows)})

    recent = within_days(tables.inquiries(), tables.LAST, tables.DAYS)
    return [
        Case("september", "九月 28 天，一天一行", {"daily": tables.by_day(recent)}),
        case("one_day", "只有一天", ("09-04", 6, 4)),
        case("busy_and_quiet", "一天冷清，一天热闹", ("09-10", 2, 2), ("09-25", 50, 20)),
        case("over_one", "有一天超过 100%", ("09-15", 7, 8), ("09-16", 8, 4), ("09-17", 6, 2)),
        case("quiet_day", "有一天没人来问", ("09-20", 3, 2), ("09-21", 0, 0), ("09-22", 9, 3)),
        case("nobody_asked", "每一天都没人来问", ("09-20", 0, 0), ("09-21", 0, 0)),
    ]


POOLED_RATE = Exercise(
    name="pooled_rate",
    title="找错：每天的率再平均",
    kind="function",
    answer="pooled_rate",
    asks="同事把每天的转化率加起来再平均。写出改好的 pooled_rate(daily)：先合计，只除一次。",
    stub="def pooled_rate(daily):\n    ...\n    return rate",
    reference=_pooled,
    cases=_daily_cases,
    parts=(
        Part(
            "冷清的一天和热闹的一天",
            2,
            ("september", "one_day", "busy_and_quiet", "over_one", "quiet_day"),
            random=True,
        ),
        Part("每一天都没人来问时是缺失", 1, ("nobody_asked",)),
    ),
    mistakes=(
        Mistake(
            "averaged_days",
            "错还在：只有 2 次咨询的一天，和有 50 次咨询的一天，分量成了一样的。",
            "先除后加，还是先加后除？",
            lambda daily: float(_rates(daily).mean()),
        ),
        Mistake(
            "median_day",
            "你换成了中位数，可还是先给每一天算率。",
            "先把 28 天的订单加在一起，会不会更直接？",
            lambda daily: float(_rates(daily).median()),
        ),
        Mistake(
            "summed_rates",
            "你把每天的率加在了一起，几天就超过了 100%。",
            "率能直接相加吗？能相加的是哪两列？",
            lambda daily: float(_rates(daily).sum()),
        ),
        Mistake(
            "capped_days",
            "你把超过 100% 的日子压成了 100%，再求平均。",
            "一次咨询带来两单，真有其事，为什么要改掉？",
            lambda daily: float(_rates(daily).clip(upper=1).mean()),
        ),
        Mistake(
            "dropped_days",
            "你把超过 100% 的日子删掉了。",
            "那一天的订单是真的，删掉以后，合计还对吗？",
            lambda daily: _pooled(daily[daily["下单数"] <= daily["咨询次数"]]),
        ),
        Mistake(
            "quiet_day_as_zero",
            "没人来问的那一天被当成了 0%，把平均数拉低了。",
            "没人来问，是“问了都没买”吗？",
            lambda daily: float(_rates(daily).sum() / len(daily)),
        ),
        Mistake(
            "orders_per_day",
            "你算的是平均一天几单，分母用成了天数。",
            "除号下面应该是几天，还是几次咨询？",
            lambda daily: ratio(daily["下单数"].sum(), len(daily)),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "“每次咨询带来几单”，哪一列在上面？",
            lambda daily: ratio(daily["咨询次数"].sum(), daily["下单数"].sum()),
        ),
        Mistake(
            "zero_for_missing",
            "一次咨询也没有时，你交了 0，应该交缺失。",
            "最后一步，用 ratio 了吗？",
            lambda daily: or_zero(_pooled(daily)),
        ),
        Mistake(
            "rates_over_inquiries",
            "分子是率的合计，分母是次数的合计，一上一下说的不是一件事。",
            "上面应该加“率”，还是加“下单数”？",
            lambda daily: ratio(_rates(daily).sum(), daily["咨询次数"].sum()),
        ),
    ),
    styles=(_pooled_with_loop, _pooled_by_weights),
    hints=(
        "拿“2 次咨询 2 单、50 次咨询 20 单”来试：一共 52 次咨询、22 单，怎么也到不了 70%。",
        "分子是“下单数”一列的合计，分母是“咨询次数”一列的合计，只除一次。",
        'rate = ratio(daily["____"].sum(), daily["____"].sum())',
    ),
    random=cases.random_daily,
)
