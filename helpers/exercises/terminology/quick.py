"""旺旺响应速度: the share of rounds that were answered within three minutes."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.tables import ratio
from helpers.analysis.terminology import counted_rounds, quick_reply_rate
from helpers.exercises.generic import or_zero
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables
from helpers.exercises.terminology.tables import Round


def _quick(served: pd.DataFrame, seconds: int) -> float:
    return quick_reply_rate(served, seconds, opens=0, closes=24)


def _quick_with_mean(served: pd.DataFrame, seconds: int) -> Any:
    return (served["等待秒数"] <= seconds).mean()


def _quick_with_loop(served: pd.DataFrame, seconds: int) -> float | None:
    quick = 0
    for wait in served["等待秒数"]:
        if wait <= seconds:
            quick += 1
    return quick / len(served) if len(served) else None


def _quick_by_rest(served: pd.DataFrame, seconds: int) -> float:
    slow = served[(served["等待秒数"] > seconds) | served["等待秒数"].isna()]
    return 1 - len(slow) / len(served) if len(served) else float("nan")


def _share(served: pd.DataFrame, kept: pd.Series[bool]) -> float:
    return ratio(kept.sum(), len(served))


def _quick_cases() -> list[Case]:
    def case(name: str, title: str, seconds: int, *rows: Round) -> Case:
        return Case(name, title, {"served": tables.round_table(*rows), "seconds": seconds})

    whole = {"served": counted_rounds(tables.rounds()), "seconds": tables.QUICK}
    return [
        Case("september", "九月算数的轮次", whole),
        case(
            "clear",
            "两快一慢",
            180,
            ("H000201", 1, "09:10:00", 30.0),
            ("H000202", 1, "10:10:00", 95.0),
            ("H000203", 1, "11:10:00", 400.0),
        ),
        case(
            "exactly",
            "正好 180 秒",
            180,
            ("H000204", 1, "09:20:00", 180.0),
            ("H000205", 1, "10:20:00", 181.0),
            ("H000206", 1, "11:20:00", 20.0),
            ("H000207", 1, "12:20:00", 300.0),
            ("H000207", 2, "12:30:00", 150.0),
        ),
        case(
            "unanswered",
            "有一轮没有人回",
            180,
            ("H000208", 1, "09:30:00", 40.0),
            ("H000209", 1, "10:30:00", None),
            ("H000209", 2, "10:50:00", 60.0),
            ("H000210", 1, "11:30:00", 200.0),
        ),
        case(
            "one_minute",
            "换成 60 秒",
            60,
            ("H000211", 1, "09:40:00", 55.0),
            ("H000212", 1, "10:40:00", 90.0),
            ("H000213", 1, "11:40:00", 2.0),
            ("H000214", 1, "12:40:00", 170.0),
        ),
        case(
            "ten_minutes",
            "换成 600 秒",
            600,
            ("H000221", 1, "09:50:00", 900.0),
            ("H000222", 1, "10:50:00", None),
            ("H000223", 1, "11:50:00", 45.0),
            ("H000223", 2, "11:55:00", 300.0),
        ),
        case("nobody", "一个人也没有来问", 180),
    ]


QUICK_RATE = Exercise(
    name="quick_rate",
    title="3 分钟响应率",
    kind="function",
    answer="quick_rate",
    asks="写函数 quick_rate(served, seconds)：在 seconds 秒以内（含）得到回复的轮次 ÷ 所有轮次。",
    stub="def quick_rate(served, seconds):\n    ...\n    return ratio(quick, len(served))",
    reference=_quick,
    cases=_quick_cases,
    parts=(
        Part("快的和慢的", 1, ("clear",)),
        Part(
            "正好 180 秒、没有回复，换一个秒数也对",
            2,
            ("september", "exactly", "unanswered", "one_minute", "ten_minutes"),
            random=True,
        ),
        Part("没有人来问时是缺失", 1, ("nobody",)),
    ),
    mistakes=(
        Mistake(
            "exactly_out",
            "正好 180 秒的那一轮没有算进去。",
            "“以内（含）”该写 < 还是 <=？",
            lambda served, seconds: _share(served, served["等待秒数"] < seconds),
        ),
        Mistake(
            "answered_only",
            "分母只有得到回复的轮次：从来不回的客服，反而不吃亏。",
            "没有人回的那一轮，客户等到了吗？该不该放进分母？",
            lambda served, seconds: ratio(
                (served["等待秒数"] <= seconds).sum(), served["等待秒数"].count()
            ),
        ),
        Mistake(
            "slow_share",
            "你算的是慢的那一部分。",
            "题目要快的还是慢的？大于号和小于号写对了吗？",
            lambda served, seconds: _share(served, served["等待秒数"] > seconds),
        ),
        Mistake(
            "blanks_are_quick",
            "没有回复的轮次被当成了很快：大概把空白填成了 0。",
            "没有人回，等待秒数是 0，还是没有结束？",
            lambda served, seconds: _share(served, served["等待秒数"].fillna(0) <= seconds),
        ),
        Mistake(
            "fixed_seconds",
            "秒数写死成了 180，换成 60 秒还是一样。",
            "括号里的 seconds 用上了吗？",
            lambda served, seconds: _share(served, served["等待秒数"] <= 180),
        ),
        Mistake(
            "minutes_for_seconds",
            "秒和分钟混在了一起：等待写的是秒，你拿来比的是分钟。",
            "3 分钟是多少秒？seconds 已经是秒了吗？",
            lambda served, seconds: _share(served, served["等待秒数"] <= seconds / 60),
        ),
        Mistake(
            "per_chat",
            "分母用的是会话数：一段会话里可能有好几轮。",
            "要数的是会话，还是轮次？",
            lambda served, seconds: ratio(
                (served["等待秒数"] <= seconds).sum(), served["会话编号"].nunique()
            ),
        ),
        Mistake(
            "first_rounds_only",
            "你只看了每段会话的第一轮。",
            "“所有轮次”，第二轮以后算不算？",
            lambda served, seconds: _quick(served[served["轮次"] == 1], seconds),
        ),
        Mistake(
            "counted_only",
            "你交的是快的有几轮，还没有除以所有轮次。",
            "“率”是一个比，分母在哪里？",
            lambda served, seconds: int((served["等待秒数"] <= seconds).sum()),
        ),
        Mistake(
            "zero_for_missing",
            "没有人来问时，你交了 0：那等于说“一个也没及时回”。",
            "分母是 0 的时候，应该交 0，还是交缺失？",
            lambda served, seconds: or_zero(_quick(served, seconds)),
        ),
        Mistake(
            "counted_all",
            "你数的是全部轮次：.count() 连 False 也数。",
            "一列 True/False，要数有几个 True，用 .count() 还是 .sum()？",
            lambda served, seconds: _share(served, served["等待秒数"].fillna(0) >= 0),
        ),
        Mistake(
            "first_rounds_above",
            "分子只数了每段会话的第一轮，分母却是所有轮次。",
            "第二轮、第三轮回得快的，该不该数进分子？",
            lambda served, seconds: _share(
                served, (served["轮次"] == 1) & (served["等待秒数"] <= seconds)
            ),
        ),
        Mistake(
            "seconds_as_minutes",
            "你把秒数又乘了 60：seconds 本来就是秒。",
            "180 已经是秒了，还要再换算吗？",
            lambda served, seconds: _share(served, served["等待秒数"] <= seconds * 60),
        ),
        Mistake(
            "quick_chats",
            "分子数的是会话，分母数的是轮次。",
            "一段会话里有两轮都回得快，该加 1 还是加 2？",
            lambda served, seconds: ratio(
                served.loc[served["等待秒数"] <= seconds, "会话编号"].nunique(), len(served)
            ),
        ),
        Mistake(
            "blanks_at_the_cap",
            "你先把空白和等得久的改成了 600，门槛放到 600 秒时，它们全成了“快”的。",
            "没有人回的那一轮，能算“在 600 秒以内得到回复”吗？",
            lambda served, seconds: _share(
                served, served["等待秒数"].fillna(600).clip(upper=600) <= seconds
            ),
        ),
        Mistake(
            "summed_seconds",
            "你把快的那几轮的秒数加了起来，得到的是秒，不是几轮。",
            "quick 要的是有几轮，该对哪一列 True/False 求和？",
            lambda served, seconds: ratio(
                served.loc[served["等待秒数"] <= seconds, "等待秒数"].sum(), len(served)
            ),
        ),
        Mistake(
            "share_over_all",
            "quick 里放的已经是占比了，又除了一次轮次数。",
            "quick 应该是个数，mean 得到的是什么？",
            lambda served, seconds: ratio((served["等待秒数"] <= seconds).mean(), len(served)),
        ),
    ),
    styles=(_quick_with_mean, _quick_with_loop, _quick_by_rest),
    hints=(
        '先得到一列 True/False：served["等待秒数"] <= seconds。空白和谁比都是 False。',
        "一列 True/False 用 .sum()，数出来的是有几个 True。",
        'quick = (served["等待秒数"] ____ seconds).____()',
    ),
    random=cases.random_quick,
)
