"""What an ordinary order is worth: the median."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.cleaning import middle_amount as reference_middle_amount
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.cases import june_case
from helpers.exercises.model import Case, Exercise, Mistake, Part


def _known(kept: pd.DataFrame) -> list[float]:
    return [float(amount) for amount in kept["实付金额"].dropna()]


def _middle_by_sorting(kept: pd.DataFrame) -> float:
    amounts = sorted(_known(kept))
    size = len(amounts)
    return (amounts[(size - 1) // 2] + amounts[size // 2]) / 2


def _middle_by_quantile(kept: pd.DataFrame) -> Any:
    return kept["实付金额"].quantile(0.5)


def _as_they_come(kept: pd.DataFrame) -> float:
    amounts = _known(kept)
    return amounts[len(amounts) // 2]


def _upper(kept: pd.DataFrame) -> float:
    amounts = sorted(_known(kept))
    return amounts[len(amounts) // 2]


def _place_of_all(kept: pd.DataFrame) -> Any:
    return kept["实付金额"].sort_values().iloc[len(kept) // 2]


def _half_way(kept: pd.DataFrame) -> float:
    return float(kept["实付金额"].min() + kept["实付金额"].max()) / 2


def _trimmed(kept: pd.DataFrame) -> float:
    return float(kept[kept["实付金额"] <= 1000]["实付金额"].mean())


def _middle_cases() -> list[Case]:
    def said(number: int) -> str | None:
        return "请尽快发货" if number < 3 else None

    def case(name: str, title: str, *amounts: float | None) -> Case:
        rows = [
            (f"买家{n}", "12400001111", amount, "05" if amount is not None else None, said(n))
            for n, amount in enumerate(amounts, 1)
        ]
        return june_case(name, title, "kept", *rows)

    return [
        Case("june", "六月的订单", {"kept": cases.kept()}),
        case("three", "三笔订单", 40.0, 12.5, 20.0),
        case("whale", "四笔小的，一笔很大", 5760.0, 20.0, 30.5, 40.0, 30.0),
        case("even", "一共四笔", 10.0, 50.0, 21.0, 28.0),
        case("unknown", "有两笔没有金额", 18.0, None, 66.5, None, 25.0),
        case("same", "有三笔一样多", 41.0, 20.0, 35.5, 20.0, 20.0),
    ]


MIDDLE_AMOUNT = Exercise(
    name="middle_amount",
    title="平常的一笔是多少钱",
    kind="function",
    answer="middle_amount",
    asks="写函数 middle_amount(kept)：实付金额的中位数（元），没有金额的不算。",
    stub="def middle_amount(kept):\n    ...\n    return middle",
    reference=lambda kept: reference_middle_amount(kept),
    cases=_middle_cases,
    parts=(
        Part("三笔订单", 1, ("three",)),
        Part(
            "有鲸鱼、双数笔、没有金额的，六月的",
            3,
            ("june", "whale", "even", "unknown", "same"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "mean_amount",
            "你交的是平均数：一笔大单就能把它拉高。",
            "站在队伍正中间的那个数，用哪个方法？",
            lambda kept: float(kept["实付金额"].mean()),
        ),
        Mistake(
            "zeros_for_blanks",
            "没有金额的订单被当成了 0 元，中间的位置往小的那边挪了。",
            "不知道的金额，要不要排进队伍？",
            lambda kept: float(kept["实付金额"].fillna(0).median()),
        ),
        Mistake(
            "not_sorted",
            "你取的是表里中间的那一行，可是金额还没有从小到大排好。",
            "队伍没有按高矮排，站在中间的是中等个子吗？",
            _as_they_come,
        ),
        Mistake(
            "upper_of_two",
            "一共双数笔的时候，中间有两笔，你只取了其中一笔。",
            "中间站着两个人，中位数是谁？",
            _upper,
        ),
        Mistake(
            "place_of_all",
            "数中间的位置时，把没有金额的行也数了进去。",
            "排进队伍的有几笔，和表有几行，是一个数吗？",
            _place_of_all,
        ),
        Mistake(
            "half_way",
            "你取的是最小和最大的正中间，不是中间的那一笔。",
            "最大的一笔换成十万元，中位数该不该动？",
            _half_way,
        ),
        Mistake(
            "payable",
            "你取的是应付货款的中位数。",
            "方括号里取的是哪一列？",
            lambda kept: float(kept["买家应付货款"].median()),
        ),
        Mistake(
            "any_blank_dropped",
            "只要有一格空白，整行就没有进来：没有留言的订单全丢了。",
            "算中位数要看哪一列？别的列空着，碍不碍事？",
            lambda kept: float(kept.dropna()["实付金额"].median()),
        ),
        Mistake(
            "most_frequent",
            "你交的是出现次数最多的金额（众数）。",
            "排成一队以后，要的是站在哪里的那个？",
            lambda kept: float(kept["实付金额"].mode().min()),
        ),
        Mistake(
            "without_the_whale",
            "你先去掉了大单，再求平均：鲸鱼是真的，不能悄悄去掉。",
            "不删任何一行，哪个数不怕大单？",
            _trimmed,
        ),
        Mistake(
            "equal_amounts_once",
            "一样的金额只排了一次：两笔一样多，也是两笔。",
            "三个人一样高，排队的时候只站一个吗？",
            lambda kept: float(kept["实付金额"].drop_duplicates().median()),
        ),
        Mistake(
            "whole_yuan",
            "角和分不见了：中位数被取成了整数。",
            "是不是用了 int 或 round？",
            lambda kept: int(kept["实付金额"].median()),
        ),
    ),
    styles=(_middle_by_sorting, _middle_by_quantile),
    hints=(
        '先取出一列：kept["实付金额"]。',
        "平均数的方法叫 mean，中位数的方法在上面的例子里。",
        'middle = kept["____"].____()',
    ),
    random=cases.random_kept,
)
