"""旺旺响应速度: how long a round waits on average, unanswered ones too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.tables import ratio
from helpers.analysis.terminology import average_response, counted_rounds
from helpers.exercises.generic import or_zero
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables
from helpers.exercises.terminology.tables import Round

Waits = Callable[["pd.Series[float]", int], "pd.Series[float]"]


def _average(served: pd.DataFrame, cap: int) -> float:
    return average_response(served, cap, opens=0, closes=24)


def _averaging(waits: Waits) -> Any:
    """An average over the rounds that ``waits`` leaves."""

    def answer(served: pd.DataFrame, cap: int) -> float:
        return _mean(waits(served["等待秒数"], cap))

    return answer


def _mean(waits: pd.Series[float]) -> float:
    return ratio(waits.sum(), len(waits))


def _mean_of_chats(served: pd.DataFrame, cap: int) -> float:
    capped = served["等待秒数"].fillna(cap).clip(upper=cap)
    return float(capped.groupby(served["会话编号"]).mean().mean())


def _first_only(served: pd.DataFrame, cap: int) -> float:
    return _average(served[served["轮次"] == 1], cap)


def _wait_with_loop(served: pd.DataFrame, cap: int) -> float | None:
    total = 0.0
    for seconds in served["等待秒数"]:
        total += cap if pd.isna(seconds) or seconds > cap else seconds
    return total / len(served) if len(served) else None


def _wait_with_mask(served: pd.DataFrame, cap: int) -> Any:
    return served["等待秒数"].where(served["等待秒数"] < cap, cap).mean()


def _wait_by_copy(served: pd.DataFrame, cap: int) -> float:
    table = served.copy()
    table["等待秒数"] = table["等待秒数"].fillna(cap)
    table.loc[table["等待秒数"] > cap, "等待秒数"] = cap
    return float(table["等待秒数"].mean())


def _wait_cases() -> list[Case]:
    def case(name: str, title: str, cap: int, *waits: float | None) -> Case:
        rows: list[Round] = [
            (f"H{100 + n // 2:06d}", 1 + n % 2, f"{9 + n:02d}:10:00", wait)
            for n, wait in enumerate(waits)
        ]
        return Case(name, title, {"served": tables.round_table(*rows), "cap": cap})

    whole = {"served": counted_rounds(tables.rounds()), "cap": tables.CAP}
    return [
        Case("september", "九月算数的轮次", whole),
        case("clear", "每一轮都很快有了回复", 600, 20.0, 40.0, 30.0),
        case("unanswered", "有一轮没有人回", 600, 30.0, None, 60.0, 50.0),
        case("long", "有一轮等了很久", 600, 45.0, 1500.0, 15.0),
        case("both", "有没回的，也有等很久的", 600, 24.0, 900.0, None, 600.0, 36.0),
        case("other_cap", "上限换成 300 秒", 300, 60.0, 450.0, None, 90.0),
        case("higher_cap", "上限换成 900 秒", 900, 40.0, None, 700.0, 1200.0),
        case("nobody", "一个人也没有来问", 600),
    ]


AVERAGE_WAIT = Exercise(
    name="average_wait",
    title="平均响应时间",
    kind="function",
    answer="average_wait",
    asks="写函数 average_wait(served, cap)：平均每轮等多少秒。没有回复和超过上限的，都按 cap 秒算。",
    stub="def average_wait(served, cap):\n    ...\n    return ratio(waits.sum(), len(waits))",
    reference=_average,
    cases=_wait_cases,
    parts=(
        Part("每一轮都有回复", 2, ("clear",)),
        Part(
            "没有回复的、等太久的，换一个上限也对",
            3,
            ("september", "unanswered", "long", "both", "other_cap", "higher_cap"),
            random=True,
        ),
        Part("没有人来问时是缺失", 1, ("nobody",)),
    ),
    mistakes=(
        Mistake(
            "blanks_dropped",
            "没有回复的轮次被丢掉了：最慢的那些人，反而让平均变好看了。",
            "空白不会自己变成 600，哪个方法能把空白填上？",
            _averaging(lambda waits, cap: waits.dropna().clip(upper=cap)),
        ),
        Mistake(
            "blanks_as_zero",
            "没有回复的轮次被当成了 0 秒：秒数里没有它，分母里却照样数了一轮。",
            "sum() 会跳过空白，len() 不会。空白应该先填成多少？",
            _averaging(lambda waits, cap: waits.fillna(0).clip(upper=cap)),
        ),
        Mistake(
            "not_capped",
            "等了很久的那一轮没有封顶，一个人就把平均拉高了。",
            "超过上限的秒数，用哪个方法压到上限？结果存回 waits 了吗？",
            _averaging(lambda waits, cap: waits.fillna(cap)),
        ),
        Mistake(
            "plain_mean",
            "没有回复的被丢掉了，等很久的也没有封顶：两步都没有做。",
            "先填空白，再封顶，最后才平均，你从哪一步开始的？",
            lambda served, cap: float(served["等待秒数"].mean()),
        ),
        Mistake(
            "blanks_as_zero_not_capped",
            "空白没有填上（求和时等于 0 秒），等很久的也没有封顶。",
            "填好、封好的那一列，存回 waits 了吗？",
            _averaging(lambda waits, cap: waits.fillna(0)),
        ),
        Mistake(
            "slow_dropped",
            "超过上限的和没有回复的轮次，都被删掉了。",
            "规则说按上限算，是删掉，还是改成上限？",
            _averaging(lambda waits, cap: waits[waits <= cap]),
        ),
        Mistake(
            "slow_dropped_blanks_filled",
            "没有回复的填上了，超过上限的却被删掉了。",
            "等了 1500 秒的人，应该不算，还是算作上限？",
            _averaging(lambda waits, cap: waits.fillna(cap)[lambda w: w <= cap]),
        ),
        Mistake(
            "floor_for_cap",
            "你把不到上限的都抬到了上限，方向反了。",
            "clip 的括号里，封顶写 upper 还是 lower？",
            _averaging(lambda waits, cap: waits.fillna(cap).clip(lower=cap)),
        ),
        Mistake(
            "fixed_cap",
            "上限写死成了 600，换成 300 秒还是一样。",
            "括号里的 cap 用上了吗？",
            _averaging(lambda waits, cap: waits.fillna(600).clip(upper=600)),
        ),
        Mistake(
            "median_wait",
            "你交的是中位数，题目要的是平均数。",
            "平均数要先把所有的秒数怎么样？",
            lambda served, cap: float(served["等待秒数"].fillna(cap).clip(upper=cap).median()),
        ),
        Mistake(
            "total_wait",
            "你交的是等待的总秒数，还没有除以轮次。",
            "“平均每轮”，加起来之后还差哪一步？",
            lambda served, cap: float(served["等待秒数"].fillna(cap).clip(upper=cap).sum()),
        ),
        Mistake(
            "first_rounds_only",
            "你只算了每段会话的第一轮，那是首次响应。",
            "平均响应看的是第一轮，还是所有的轮次？",
            _first_only,
        ),
        Mistake(
            "zero_for_missing",
            "没有人来问时，你交了 0：那等于说“一秒也不用等”。",
            "最后一行的 ratio 还在吗？",
            lambda served, cap: or_zero(_average(served, cap)),
        ),
        Mistake(
            "fixed_in_one_place",
            "填空白和封顶，有一处还是写死的 600。",
            "fillna 和 clip 的括号里，写的都是 cap 吗？",
            lambda served, cap: _mean(served["等待秒数"].fillna(cap).clip(upper=600)),
        ),
        Mistake(
            "filled_at_600",
            "空白填的是写死的 600，封顶用的才是 cap。",
            "fillna 的括号里，写的是 600 还是 cap？",
            lambda served, cap: _mean(served["等待秒数"].fillna(600).clip(upper=cap)),
        ),
        Mistake(
            "answered_below",
            "分母只数了得到回复的轮次：没有回的在分子里算了 600 秒，分母里却没有它。",
            "分母数的是原来那一列，还是填好空白的那一列？",
            lambda served, cap: ratio(
                served["等待秒数"].fillna(cap).clip(upper=cap).sum(), served["等待秒数"].count()
            ),
        ),
        Mistake(
            "mean_of_chats",
            "你先算每段会话的平均，再把它们平均：只有一轮的会话分量太重。",
            "先加后除，加的是轮次还是会话的平均？",
            lambda served, cap: _mean_of_chats(served, cap),
        ),
    ),
    styles=(_wait_with_loop, _wait_with_mask, _wait_by_copy),
    hints=(
        '先填空白：served["等待秒数"].fillna(cap)，没有回复的就变成了上限。',
        "再封顶：后面接着写 .clip(upper=cap)，超过上限的就变成了上限。",
        'waits = served["等待秒数"].____(cap).____(upper=cap)',
    ),
    random=cases.random_waits,
)
