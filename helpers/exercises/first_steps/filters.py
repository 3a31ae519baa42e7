"""Rows by a condition, then by two of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.first_steps import in_state
from helpers.analysis.first_steps import to_remind as reference_to_remind
from helpers.analysis.states import CLOSED, PAID, SHIPPED, WAITING_PAYMENT
from helpers.exercises.first_steps import cases
from helpers.exercises.model import Exercise, Mistake, Part


def _waiting_by_query(orders: pd.DataFrame) -> pd.DataFrame:
    return orders.query("交易状态 == '等待买家付款'")


def _waiting_by_loop(orders: pd.DataFrame) -> pd.DataFrame:
    rows = [row for _, row in orders.iterrows() if row["交易状态"] == "等待买家付款"]
    return pd.DataFrame(rows, columns=orders.columns)


WAITING_ORDERS = Exercise(
    name="waiting_orders",
    title="谁还没付款",
    kind="function",
    answer="waiting_orders",
    asks="写函数 waiting_orders(orders)：只留下状态是“等待买家付款”的行。",
    stub="def waiting_orders(orders):\n    ...\n    return rows",
    reference=lambda orders: in_state(orders),
    cases=cases.order_cases,
    parts=(
        Part("没有人在等付款", 1, ("clear", "twice", "closed_after_paying")),
        Part("等待付款的行", 3, ("opening_day", "unpaid", "nobody_paid"), random=True),
    ),
    mistakes=(
        Mistake(
            "the_others",
            "留下的正好是不该留的：你写的是“不等于”。",
            "== 和 !=，哪一个是“等于”？",
            lambda orders: orders[orders["交易状态"] != WAITING_PAYMENT],
        ),
        Mistake(
            "no_payment_time",
            "没付款就关闭的订单也留下了：那些客户已经不买了。",
            "题目看的是状态，还是付款时间？",
            lambda orders: orders[orders["付款时间"].isna()],
        ),
        Mistake(
            "everything",
            "一行也没有去掉。",
            "方括号里写条件了吗？结果起名叫 rows 了吗？",
            lambda orders: orders,
        ),
        Mistake(
            "waiting_to_ship",
            "你留下的是付了款、等着发货的订单。",
            "“等待买家付款”，等的是谁？",
            lambda orders: orders[orders["交易状态"] == PAID],
        ),
        Mistake(
            "closed",
            "你留下的是已经关闭的订单。",
            "条件里写的是哪一种状态？",
            lambda orders: orders[orders["交易状态"] == CLOSED],
        ),
        Mistake(
            "nothing",
            "一行也没有留下：没有哪种状态正好叫你写的那个名字。",
            "引号里的六个字，和表里一个字不差吗？",
            lambda orders: orders[orders["交易状态"] == "等待付款"],
        ),
        Mistake(
            "one_column",
            "你只留下了一列，别的列不见了。",
            "要留下的是整行，外面那层方括号里放的是什么？",
            lambda orders: in_state(orders)[["买家"]],
        ),
        Mistake(
            "waiting_for_anything",
            "“等待买家确认”的也留下了：那是发了货、等收货的。",
            "条件里的字写全了吗？用的是 == 吗？",
            lambda orders: orders[orders["交易状态"].str.contains("等待买家")],
        ),
        Mistake(
            "state_overwritten",
            "你用了一个等号，把每一行的状态都改成了“等待买家付款”。",
            "问“是不是”，要写几个等号？",
            lambda orders: orders.assign(交易状态=WAITING_PAYMENT),
        ),
    ),
    styles=(_waiting_by_query, _waiting_by_loop),
    hints=(
        '先写条件：orders["交易状态"] == "等待买家付款"，得到一列 True/False。',
        "把条件放进方括号：orders[条件]，就只留下 True 的行。",
        'rows = orders[orders["____"] == "____"]',
    ),
    random=cases.random_orders,
)


def _both(orders: pd.DataFrame, waiting: pd.Series[bool], enough: pd.Series[bool]) -> pd.DataFrame:
    return orders[waiting & enough]


def _waits(orders: pd.DataFrame) -> pd.Series[bool]:
    return orders["交易状态"] == WAITING_PAYMENT


def _remind_by_query(orders: pd.DataFrame, amount: int) -> pd.DataFrame:
    return orders.query("交易状态 == '等待买家付款' and 订单金额 >= @amount")


def _remind_in_steps(orders: pd.DataFrame, amount: int) -> Any:
    waiting = orders[orders["交易状态"] == "等待买家付款"]
    return waiting[waiting["订单金额"] >= amount].sort_values("订单金额")


TO_REMIND = Exercise(
    name="to_remind",
    title="先提醒谁付款",
    kind="function",
    answer="to_remind",
    asks="写函数 to_remind(orders, amount)：等待买家付款，并且订单金额在 amount 元以上（含）的行。",
    stub="def to_remind(orders, amount):\n    ...\n    return remind",
    reference=lambda orders, amount: reference_to_remind(orders, amount),
    cases=cases.reminder_cases,
    parts=(
        Part("大单和小单", 2, ("clear",)),
        Part(
            "正好 30 元、关闭的订单，换一个金额也对",
            3,
            ("opening_day", "exactly", "closed", "other_amount", "nobody"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "exactly_out",
            "正好等于 amount 的订单被去掉了。",
            "“以上（含）”该写 > 还是 >=？",
            lambda orders, amount: _both(orders, _waits(orders), orders["订单金额"] > amount),
        ),
        Mistake(
            "either",
            "只满足一个条件的行也留下了：两个条件之间用了“或者”。",
            "& 和 |，哪一个是“并且”？",
            lambda orders, amount: orders[_waits(orders) | (orders["订单金额"] >= amount)],
        ),
        Mistake(
            "waiting_only",
            "你只看了状态，没有看金额。",
            "金额不够 amount 的那几单，要不要先提醒？",
            lambda orders, amount: orders[_waits(orders)],
        ),
        Mistake(
            "amount_only",
            "你只看了金额，付过款的也留下了。",
            "已经付了款的客户，还要催他付款吗？",
            lambda orders, amount: orders[orders["订单金额"] >= amount],
        ),
        Mistake(
            "smaller_orders",
            "留下的是小单：大于和小于写反了。",
            "“以上”的尖角朝哪一边？",
            lambda orders, amount: _both(orders, _waits(orders), orders["订单金额"] <= amount),
        ),
        Mistake(
            "fixed_amount",
            "金额写死成了 30，换成 50 元还是一样。",
            "括号里的 amount 用上了吗？",
            lambda orders, amount: _both(orders, _waits(orders), orders["订单金额"] >= 30),
        ),
        Mistake(
            "no_payment_time",
            "没付款就关闭的订单也留下了。",
            "订单已经关闭，还能付款吗？看哪一列更准？",
            lambda orders, amount: _both(
                orders, orders["付款时间"].isna(), orders["订单金额"] >= amount
            ),
        ),
        Mistake(
            "pieces_for_amount",
            "你拿件数去和金额比了。",
            "amount 说的是钱，该和哪一列比？",
            lambda orders, amount: _both(orders, _waits(orders), orders["商品件数"] >= amount),
        ),
        Mistake(
            "waiting_to_ship",
            "你留下的是付了款、等着发货的订单。",
            "例子里的状态换成“等待买家付款”了吗？",
            lambda orders, amount: _both(
                orders, orders["交易状态"] == PAID, orders["订单金额"] >= amount
            ),
        ),
        Mistake(
            "shipped",
            "你留下的是已经发了货的订单：例子里的状态没有换。",
            "题目要的是哪一种状态？",
            lambda orders, amount: _both(
                orders, orders["交易状态"] == SHIPPED, orders["订单金额"] >= amount
            ),
        ),
        Mistake(
            "names_only",
            "你只留下了买家的名字，别的列不见了。",
            "要留下的是整行，外面那层方括号里放的是什么？",
            lambda orders, amount: reference_to_remind(orders, amount)[["买家"]],
        ),
    ),
    styles=(_remind_by_query, _remind_in_steps),
    hints=(
        "两个条件，各加圆括号，中间用 &：状态是等待买家付款；订单金额不小于 amount。",
        '第一个条件和练习 6 一样，第二个是 (orders["订单金额"] >= amount)。',
        'remind = orders[(orders["交易状态"] == "____") & (orders["订单金额"] ____ amount)]',
    ),
    random=cases.random_reminder,
)
