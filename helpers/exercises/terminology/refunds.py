"""商品退款率: pieces that came back ÷ pieces sold, of the same period."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.tables import ratio
from helpers.analysis.terminology import refund_rate as reference_refund_rate
from helpers.exercises.generic import or_zero
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables

Numbers = tuple[int, int, int]


def _reference(refunds: pd.DataFrame) -> float:
    return reference_refund_rate(refunds)


def _back(refunds: pd.DataFrame) -> pd.Series[int]:
    return refunds["退款件数"] - refunds["前期退款件数"]


def _rate(refunds: pd.DataFrame, sold: str, back: str, earlier: str = "") -> float:
    taken = refunds[back].sum() - (refunds[earlier].sum() if earlier else 0)
    return ratio(taken, refunds[sold].sum())


def _with_loop(refunds: pd.DataFrame) -> float | None:
    sold = back = 0
    for row in refunds.to_dict("records"):
        sold += row["售出件数"]
        back += row["退款件数"] - row["前期退款件数"]
    return back / sold if sold else None


def _by_totals(refunds: pd.DataFrame) -> float:
    total = refunds.drop(columns="商品").sum()
    if total["售出件数"] == 0:
        return float("nan")
    return float((total["退款件数"] - total["前期退款件数"]) / total["售出件数"])


def _by_weights(refunds: pd.DataFrame) -> float:
    sold = refunds[refunds["售出件数"] > 0]
    rates = (sold["退款件数"] - sold["前期退款件数"]) / sold["售出件数"]
    share = sold["售出件数"] / sold["售出件数"].sum()
    return float((rates * share).sum()) if len(sold) else float("nan")


def _refund_cases() -> list[Case]:
    def case(name: str, title: str, *rows: tuple[str, Numbers, Numbers, tuple[float, ...]]) -> Case:
        return Case(name, title, {"refunds": tables.refund_table(*rows)})

    return [
        Case("september", "九月的 24 种商品", {"refunds": tables.refunds()}),
        case(
            "clear",
            "没有前期的退款",
            ("盐焗花生", (40, 2, 0), (30, 2, 0), (400.0, 20.0, 0.0)),
            ("芒果干", (10, 1, 0), (8, 1, 0), (95.0, 9.5, 0.0)),
        ),
        case(
            "earlier",
            "退的有八月卖出的",
            ("薄皮核桃", (20, 3, 2), (16, 3, 2), (536.0, 80.4, 53.6)),
            ("海苔脆", (30, 2, 1), (24, 2, 1), (177.0, 11.8, 5.9)),
        ),
        case(
            "money_only",
            "只补偿了钱，没有退货",
            ("炭烧腰果", (25, 1, 0), (20, 3, 0), (620.0, 34.8, 0.0)),
            ("山楂条", (15, 0, 0), (12, 1, 0), (102.0, 3.4, 0.0)),
        ),
        case(
            "large_and_small",
            "卖得多的和卖得少的",
            ("五香瓜子", (90, 3, 0), (60, 3, 0), (891.0, 29.7, 0.0)),
            ("坚果礼盒", (2, 1, 0), (2, 1, 0), (256.0, 128.0, 0.0)),
        ),
        case(
            "nothing_sold",
            "这个月一件也没卖",
            ("年货大礼包", (0, 0, 0), (0, 0, 0), (0.0, 0.0, 0.0)),
        ),
    ]


REFUND_RATE = Exercise(
    name="refund_rate",
    title="商品退款率",
    kind="function",
    answer="refund_rate",
    asks="写函数 refund_rate(refunds)：（退款件数 − 前期退款件数）÷ 售出件数，所有商品合在一起算。",
    stub="def refund_rate(refunds):\n    ...\n    return ratio(back, sold)",
    reference=_reference,
    cases=_refund_cases,
    parts=(
        Part("没有前期的退款", 1, ("clear",)),
        Part(
            "前期的退款、只补偿钱的、大小不同的商品",
            2,
            ("september", "earlier", "money_only", "large_and_small"),
            random=True,
        ),
        Part("一件也没卖时是缺失", 1, ("nothing_sold",)),
    ),
    mistakes=(
        Mistake(
            "earlier_included",
            "八月卖出、九月才退的也算了进去，上下说的不是同一批货。",
            "“前期退款件数”这一列，应该加还是减？",
            lambda refunds: _rate(refunds, "售出件数", "退款件数"),
        ),
        Mistake(
            "earlier_only",
            "你只数了前期卖出的退款，正好是不该算的那一部分。",
            "分子要的是本期卖出、本期退的，哪两列相减？",
            lambda refunds: _rate(refunds, "售出件数", "前期退款件数"),
        ),
        Mistake(
            "earlier_added",
            "前期退款件数应该减掉，你加了上去。",
            "“退款件数”里已经包含前期的了，再加一次对吗？",
            lambda refunds: ratio(
                (refunds["退款件数"] + refunds["前期退款件数"]).sum(), refunds["售出件数"].sum()
            ),
        ),
        Mistake(
            "by_orders",
            "你按子订单数算，课程的口径是按件数。",
            "只补偿了一点钱、没有退货的，件数是几？",
            lambda refunds: _rate(refunds, "付款子订单数", "退款子订单数", "前期退款子订单数"),
        ),
        Mistake(
            "by_amount",
            "你按金额算，课程的口径是按件数。",
            "三种口径都有人用，这一题要的是哪一种？",
            lambda refunds: _rate(refunds, "销售额", "退款额", "前期退款额"),
        ),
        Mistake(
            "by_orders_with_earlier",
            "你按子订单数算，前期的退款也没有减掉。",
            "题目要的是件数还是子订单数？前期的减了吗？",
            lambda refunds: _rate(refunds, "付款子订单数", "退款子订单数"),
        ),
        Mistake(
            "by_amount_with_earlier",
            "你按金额算，前期的退款也没有减掉。",
            "题目要的是件数还是金额？前期的减了吗？",
            lambda refunds: _rate(refunds, "销售额", "退款额"),
        ),
        Mistake(
            "averaged_products",
            "你先给每种商品算退款率再平均：卖 2 件的和卖 90 件的，分量成了一样的。",
            "先除后加，还是先加后除？",
            lambda refunds: float((_back(refunds) / refunds["售出件数"]).mean()),
        ),
        Mistake(
            "counted_products",
            "你数的是有退款的商品有几种。",
            "一种商品退了 3 件，分子该加 1 还是加 3？",
            lambda refunds: ratio((_back(refunds) > 0).sum(), len(refunds)),
        ),
        Mistake(
            "per_kept_piece",
            "分母用的是没有退的件数。",
            "分母是卖出去的，还是留在客户手里的？",
            lambda refunds: ratio(
                _back(refunds).sum(), (refunds["售出件数"] - _back(refunds)).sum()
            ),
        ),
        Mistake(
            "upside_down",
            "分子和分母放反了。",
            "“卖出去的里面，退了多少”，哪一个在下面？",
            lambda refunds: ratio(refunds["售出件数"].sum(), _back(refunds).sum()),
        ),
        Mistake(
            "zero_for_missing",
            "一件也没卖时，你交了 0：那等于说“卖了，没有人退”。",
            "最后一行的 ratio 还在吗？",
            lambda refunds: or_zero(_reference(refunds)),
        ),
        Mistake(
            "pieces_over_orders",
            "分子是件数，分母是子订单数，一上一下数的不是同一种东西。",
            "分母该取“售出件数”还是“付款子订单数”？",
            lambda refunds: _rate(refunds, "付款子订单数", "退款件数", "前期退款件数"),
        ),
        Mistake(
            "earlier_off_both",
            "前期退款在分母里也减了一次：它本来就不在本期售出里。",
            "“售出件数”里，有八月卖出的吗？",
            lambda refunds: ratio(
                _back(refunds).sum(), (refunds["售出件数"] - refunds["前期退款件数"]).sum()
            ),
        ),
        Mistake(
            "refunded_products_only",
            "你只留下了有退款的商品，没有退款的不在分母里。",
            "一件也没退的商品，它卖出的件数该不该算？",
            lambda refunds: ratio(
                _back(refunds).sum(), refunds.loc[_back(refunds) > 0, "售出件数"].sum()
            ),
        ),
        Mistake(
            "minus_turned_round",
            "减号两边放反了，得到一个负数。",
            "退款件数里减前期，还是前期里减退款件数？",
            lambda refunds: -_reference(refunds),
        ),
    ),
    styles=(_with_loop, _by_totals, _by_weights),
    hints=(
        "分子：退款件数的合计，减去前期退款件数的合计。",
        "分母：售出件数的合计。两个合计只除一次。",
        'back = refunds["____"].sum() - refunds["____"].sum()，sold = refunds["____"].sum()',
    ),
    random=cases.random_products,
)
