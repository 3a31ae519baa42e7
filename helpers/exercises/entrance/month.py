"""What can be read from the table of the month: its best day, unpaid orders, the days of most orders."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.checking.calls import Outcome
from helpers.exercises.entrance import cases
from helpers.exercises.model import Exercise, Mistake, Part

_DAY_OF_MOST_MONEY = 20


def day_of_most(month: pd.DataFrame, column: str) -> int:
    """The day on which a column is largest."""
    return int(month.nlargest(1, column)["几号"].iloc[0])


def days_of_most(month: pd.DataFrame, column: str) -> list[int]:
    """The three days on which a column is largest, the largest first."""
    return [int(day) for day in month.nlargest(3, column)["几号"]]


def total(month: pd.DataFrame, column: str) -> int:
    """A column of whole numbers added up."""
    return int(month[column].sum())


BEST_DAY = Exercise(
    name="best_day",
    title="收钱最多的一天",
    kind="value",
    answer="best_day",
    asks="看 31 天的图：收钱最多的是五月几号？把数写在三个点的位置。",
    stub="# 把三个点换成一个数：只写几号，不写“号”字\nbest_day = (\n    ...\n)",
    reference=lambda month: day_of_most(month, "付款金额"),
    cases=cases.month_cases,
    parts=(Part("读对", 2, ("may",)),),
    mistakes=(
        Mistake(
            "first_week_only",
            "开店那天是第一个星期里最高的，可是后面还有三个多星期。",
            "上面那张图，head 的括号里改成 31 了吗？",
            lambda month: day_of_most(month.head(7), "付款金额"),
        ),
        Mistake(
            "one_too_early",
            "你读成了最高那根柱子的左边一根。",
            "最高的柱子正下方，写的是几？",
            lambda month: day_of_most(month, "付款金额") - 1,
        ),
        Mistake(
            "one_too_late",
            "你读成了最高那根柱子的右边一根。",
            "最高的柱子正下方，写的是几？",
            lambda month: day_of_most(month, "付款金额") + 1,
        ),
        Mistake(
            "money_for_day",
            "你写的是那一天收了多少钱，题目问的是几号。",
            "横着的轴上，哪个数写的是日子？",
            lambda month: float(month["付款金额"].max()),
            recognises=lambda expected, actual: (
                isinstance(actual.value, (int, float)) and 1000 < actual.value < 2000
            ),
        ),
        Mistake(
            "number_of_days",
            "你写的是图上一共有几天，或者最后一天。",
            "最高的柱子，是最右边的那一根吗？",
            lambda month: len(month),
        ),
        Mistake(
            "month_and_day",
            "你把月份也写了进去，电脑把它读成了另外一个数。",
            "题目只问几号，月份那一半还要写吗？",
            lambda month: 5.2,
            recognises=lambda expected, actual: (
                isinstance(actual.value, (int, float)) and actual.value in {5.2, 520, 0.25}
            ),
        ),
        Mistake(
            "lowest_day",
            "你读的是最矮的一根柱子，那一天收得最少。",
            "收得最多的一天，柱子高还是矮？",
            lambda month: int(month.nsmallest(1, "付款金额")["几号"].iloc[0]),
        ),
    ),
    hints=(
        "先把画图那一格里的 7 改成 31，再运行，图上才有整个月。",
        "找最高的柱子，从它的脚下往下看，横轴上写的就是几号。",
        "它在一个星期一，前后两天的柱子都很矮。",
    ),
)


def _unpaid_share(month: pd.DataFrame) -> float:
    return 1 - total(month, "付款笔数") / total(month, "下单笔数")


def _is_share(value: Any) -> bool:
    """51 of 332 as a fraction or as a percentage, rounded or not."""
    return isinstance(value, float) and (15 <= value <= 15.4 or 0.15 <= value <= 0.154)


NOT_PAID = Exercise(
    name="not_paid",
    title="多少笔没有付款",
    kind="value",
    answer="not_paid",
    asks="五月下的订单，有几笔到最后也没有付款？",
    stub="# 把三个点换成一个数，或者一个减法算式，比如 90 - 80\nnot_paid = (\n    ...\n)",
    reference=lambda month: total(month, "下单笔数") - total(month, "付款笔数"),
    cases=cases.month_cases,
    parts=(Part("算对", 2, ("may",)),),
    mistakes=(
        Mistake(
            "added",
            "你把两个数加了起来。付了款的那些，本来就在下单的里面。",
            "下了单的里面去掉付了款的，用加还是用减？",
            lambda month: total(month, "下单笔数") + total(month, "付款笔数"),
        ),
        Mistake(
            "turned_round",
            "减反了，得到一个负数：没付款的不会比零还少。",
            "两个数里大的是哪一个，它该写在减号的哪一边？",
            lambda month: total(month, "付款笔数") - total(month, "下单笔数"),
        ),
        Mistake(
            "minus_inquiries",
            "你减去的是来咨询的，不是付了款的。",
            "“没有付款”该拿下单和哪一站比？",
            lambda month: total(month, "下单笔数") - total(month, "咨询人数"),
        ),
        Mistake(
            "paid_minus_inquiries",
            "你拿付款和咨询比了，下单那一站没有用上。",
            "下了单、没付款的人，停在哪两站中间？",
            lambda month: total(month, "付款笔数") - total(month, "咨询人数"),
        ),
        Mistake(
            "paid_number",
            "你写的是付了款的笔数。",
            "题目要的是付了款的，还是没付款的？",
            lambda month: total(month, "付款笔数"),
        ),
        Mistake(
            "ordered_number",
            "你写的是下单的笔数，付了款的还在里面。",
            "从它里面还要去掉谁？",
            lambda month: total(month, "下单笔数"),
        ),
        Mistake(
            "share_of_orders",
            "你写的是没付款的占几成，题目问的是几笔。",
            "除法那一步，题目要了吗？",
            lambda month: _unpaid_share(month) * 100,
            recognises=lambda expected, actual: _is_share(actual.value),
        ),
        Mistake(
            "days_with_unpaid",
            "你数的是有几天出现过没付款的订单，题目问的是一共几笔。",
            "一天里有三笔没付款，该算一个还是三个？",
            lambda month: int((month["下单笔数"] > month["付款笔数"]).sum()),
        ),
        Mistake(
            "opening_day_only",
            "你只算了开店第一天，题目问的是整个五月。",
            "图上“下单”和“付款”下面写的是几？",
            lambda month: int(month["下单笔数"].iloc[0] - month["付款笔数"].iloc[0]),
        ),
    ),
    hints=(
        "看上面那张流程图：下单那一站写着几笔，付款那一站写着几笔？",
        "停在这两站中间的，就是下了单、没付款的。",
        "用下单的笔数，减去付款的笔数。",
    ),
)


def _wrong_third(expected: Outcome, actual: Outcome) -> bool:
    """Two of the days are right, and the third is not the day of most money, nor one of the first three."""
    mine = actual.value
    if (
        not isinstance(mine, list)
        or len(mine) != 3
        or not all(isinstance(day, int) for day in mine)
    ):
        return False
    first, second, third = expected.value
    rest = set(mine) - {first, second}
    return len(rest) == 1 and not rest <= {third, _DAY_OF_MOST_MONEY}


TOP_DAYS = Exercise(
    name="top_days",
    title="下单最多的三天",
    kind="value",
    answer="top_days",
    asks="下单笔数最多的三天，是五月几号？三个数写在方括号里。",
    stub="# 把三个点换成三个数，中间用英文逗号隔开，比如 8, 15, 22\ntop_days = [\n    ...\n]",
    reference=lambda month: days_of_most(month, "下单笔数"),
    cases=cases.month_cases,
    parts=(Part("三天都对", 2, ("may",)),),
    mistakes=(
        Mistake(
            "by_money",
            "这是收钱最多的三天：引号里的列名还没有换。",
            "题目问的是下单，排序用的是哪一列？",
            lambda month: days_of_most(month, "付款金额"),
        ),
        Mistake(
            "wrong_third",
            "前两天对了，第三天不对：也许按别的列排了，也许看串了行。",
            "引号里换上去的是题目问的那一列吗，第三行是几号？",
            lambda month: [*days_of_most(month, "下单笔数")[:2], 3],
            recognises=_wrong_third,
        ),
        Mistake(
            "first_three",
            "这是表里最前面的三天，不是下单最多的三天。",
            "写下来的是排好序以后的那张表吗？",
            lambda month: [int(day) for day in month["几号"].head(3)],
        ),
        Mistake(
            "numbers_for_days",
            "你写的是那三天各下了几笔，题目问的是几号。",
            "表里哪一列写的是日子？",
            lambda month: [int(number) for number in month["下单笔数"].nlargest(3)],
        ),
        Mistake(
            "row_numbers",
            "你抄的是最左边的行号。行号从 0 数起，比日子小 1。",
            "写着日子的那一列，最上面的名字叫什么？",
            lambda month: [day - 1 for day in days_of_most(month, "下单笔数")],
        ),
        Mistake(
            "not_three",
            "你写的不是正好三天。",
            "方括号里有几个数，中间的逗号是英文的吗？",
            lambda month: days_of_most(month, "下单笔数")[:2],
            recognises=lambda expected, actual: (
                isinstance(actual.value, list) and len(actual.value) != 3
            ),
        ),
        Mistake(
            "quoted_days",
            "日子的两边加了引号，就成了文字，不再是数。",
            "方括号里只写数和逗号，引号去掉好吗？",
            lambda month: [str(day) for day in days_of_most(month, "下单笔数")],
            recognises=lambda expected, actual: (
                isinstance(actual.value, list)
                and len(actual.value) == 3
                and all(isinstance(day, str) for day in actual.value)
            ),
        ),
        Mistake(
            "fewest_orders",
            "这三天里有下单最少的日子，排序的方向反了。",
            "从大到小排，最大的在最上面还是最下面？",
            lambda month: [int(day) for day in month.nsmallest(3, "下单笔数")["几号"]],
        ),
    ),
    hints=(
        "先把排序那一格引号里的“付款金额”换成“下单笔数”，再运行。",
        "看新的表，最上面三行，“几号”那一列写的是几？先后没有关系。",
        "有一天就是开店那天，另外两天都在开店后的一个星期里。",
    ),
)
