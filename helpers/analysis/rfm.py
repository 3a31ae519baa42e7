"""RFM: how recently, how often and for how much a customer bought (course task 4, 本书补充).

R is the number of days from the last successful trade to the analysis date, F the number of
successful orders (orders, not lines of orders), M their amount. The rules are the Chinese textbook
one (each of R, F and M high or low against the mean, high = strictly better than the mean; R is high
where the days are *fewer*) and the Western one (scores 1–5 by quintiles).

The tables:

* ``trades``: one row per order. 客户, 付款日期 (a date or a moment; blank: not paid), 交易状态,
  交易金额 (yuan); further columns are not looked at.
* ``table`` (from ``rfm_table``): one row per customer. 客户, R (whole days), F (whole number), M
  (yuan, to the cent); later functions add R级, F级, M级 (高 or 低), 代码, 类别, or R分, F分, M分.

Missing values: a customer without a successful trade has no R, F or M and hence no row (missing, not
0); an order without a customer or without a date counts for nobody; a blank amount adds nothing, the
order still counts; a customer without R, F or M has no level, no class and no score. Row order and
index of the trades do not matter, tables come sorted by 客户. A table without rows gives one without
rows. All functions raise ``WorkbookError`` for a missing column, text in place of numbers or dates,
and impossible parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import numpy as np
import pandas as pd

from helpers.analysis.states import SUCCESS
from helpers.analysis.tables import cents, require_columns, require_times
from helpers.errors import WorkbookError

Measure = Literal["R", "F", "M"]
MEASURES: tuple[Measure, ...] = ("R", "F", "M")
LEVELS = ("R级", "F级", "M级")
HIGH, LOW = "高", "低"

CLASSES: Mapping[str, str] = {
    "111": "重要价值",
    "101": "重要发展",
    "011": "重要保持",
    "001": "重要挽留",
    "110": "一般价值",
    "100": "一般发展",
    "010": "一般保持",
    "000": "一般挽留",
}
"""The eight classes by code in the order R, F, M (1 = high); sources differ on some of the names."""

Cut = Literal["mean", "median"]


def as_day(as_of: str | pd.Timestamp) -> pd.Timestamp:
    """The analysis date as a day without a time.

    Raises:
        WorkbookError: not a date.
    """
    day = pd.to_datetime(as_of, errors="coerce") if isinstance(as_of, (str, date)) else None
    if not isinstance(day, pd.Timestamp):
        raise WorkbookError(f"分析日 {as_of!r} 不是一个日期，请写成 2021-12-31 这样。")
    return day.normalize()


def rfm_table(
    trades: pd.DataFrame,
    as_of: str | pd.Timestamp,
    state: str = SUCCESS,
    when: str = "付款日期",
) -> pd.DataFrame:
    """R, F and M of each customer at the analysis date (course task 4).

    Args:
        trades: One row per order.
        as_of: The analysis date; orders after this day do not count.
        state: The state that counts as a successful trade.
        when: The column of dates that R looks at (by default the day of payment: the customer's own
            act; confirmations come by themselves).

    Returns:
        Columns 客户, R (days, 0 on the analysis date itself), F, M (yuan), sorted by 客户.
    """
    require_columns(trades, ["客户", when, "交易状态", "交易金额"], numeric=["交易金额"])
    require_times(trades, [when])
    last = as_day(as_of)
    day = pd.to_datetime(trades[when]).dt.normalize()
    work = pd.DataFrame({"客户": trades["客户"], "day": day, "cents": cents(trades["交易金额"])})
    done = work[(trades["交易状态"] == state) & (day <= last)]
    grouped = done.groupby("客户", as_index=False, observed=True)
    table = grouped.agg(day=("day", "max"), F=("cents", "size"), M=("cents", "sum"))
    table["M"] = (table["M"].astype("float64") / 100).round(2)
    table.insert(1, "R", (last - table["day"]).dt.days)
    return table.drop(columns="day").astype({"R": "int64", "F": "int64"})


def cut_points(table: pd.DataFrame, cut: Cut | Mapping[str, float] = "mean") -> dict[str, float]:
    """Where high and low meet, for each of R (days), F (orders) and M (yuan).

    Args:
        table: From ``rfm_table``.
        cut: "mean" (the textbook's), "median", or the three limits themselves.

    Raises:
        WorkbookError: neither of these.
    """
    _require(table)
    if isinstance(cut, Mapping):
        missing = [name for name in MEASURES if name not in cut]
        if missing:
            raise WorkbookError(f"分界缺少：{'、'.join(missing)}。R、F、M 三个都要给。")
        return {name: float(cut[name]) for name in MEASURES}
    if cut not in ("mean", "median"):
        raise WorkbookError(f"分界只能是 mean（平均数）或 median（中位数），现在是 {cut!r}。")
    exact = table[list(MEASURES)].apply(pd.to_numeric).assign(M=cents(table["M"]))
    points = exact.mean() if cut == "mean" else exact.median()
    return {"R": float(points["R"]), "F": float(points["F"]), "M": float(points["M"]) / 100}


def add_levels(table: pd.DataFrame, cut: Cut | Mapping[str, float] = "mean") -> pd.DataFrame:
    """Add R级, F级 and M级: 高 where strictly better than the cut, 低 otherwise (course task 4).

    Better is fewer days for R, more for F and M; what equals the cut is 低. ``table`` stays as it is.
    """
    points = cut_points(table, cut)
    result = table.copy()
    for name, level in zip(MEASURES, LEVELS, strict=True):
        # in cents, a sum that equals the mean is not taken for more by a rounding error
        values = cents(table["M"]) if name == "M" else pd.to_numeric(table[name])
        point = round(points["M"] * 100, 6) if name == "M" else points[name]
        better = values < point if name == "R" else values > point
        result[level] = _words(better, values.notna())
    return result


def _words(better: pd.Series[bool], known: pd.Series[bool]) -> pd.Series[str]:
    words = pd.Series(np.where(better, HIGH, LOW), index=better.index, dtype="str")
    return words.where(known)


def class_names() -> pd.DataFrame:
    """The eight classes as a table to look up in: 代码 (three of 高 and 低 in the order RFM), 类别."""
    words = [code.replace("1", HIGH).replace("0", LOW) for code in CLASSES]
    return pd.DataFrame({"代码": words, "类别": list(CLASSES.values())})


def add_class(table: pd.DataFrame, names: pd.DataFrame | None = None) -> pd.DataFrame:
    """Add 代码 (the three levels written together, in the order R, F, M) and 类别 (course task 4).

    Args:
        table: With the columns R级, F级, M级 (from ``add_levels``).
        names: The table of names, 代码 and 类别; by default ``class_names``. Who has another code, or
            none, has no class.
    """
    require_columns(table, LEVELS)
    known = class_names() if names is None else names
    require_columns(known, ["代码", "类别"])
    code = table["R级"] + table["F级"] + table["M级"]
    lookup = known.drop_duplicates("代码").set_index("代码")["类别"]
    return table.assign(代码=code, 类别=code.map(lookup))


def classify(
    trades: pd.DataFrame, as_of: str | pd.Timestamp, cut: Cut | Mapping[str, float] = "mean"
) -> pd.DataFrame:
    """From orders to classes in one step: ``rfm_table``, ``add_levels``, ``add_class``."""
    return add_class(add_levels(rfm_table(trades, as_of), cut))


def class_shares(table: pd.DataFrame) -> pd.DataFrame:
    """How many customers are in each class and what part of the amount is theirs.

    Args:
        table: With the columns M (yuan) and 类别.

    Returns:
        Columns 类别, 人数, 金额 (yuan), 金额占比 (a fraction of all amounts, nan where they add up to
        0); one row per class that occurs, largest amount first, equal ones by name.
    """
    require_columns(table, ["M", "类别"], numeric=["M"])
    work = pd.DataFrame({"类别": table["类别"], "cents": cents(table["M"])})
    shares = work.groupby("类别", as_index=False, observed=True).agg(
        人数=("cents", "size"), 金额=("cents", "sum")
    )
    money = shares["金额"].astype("float64")
    total = money.sum()
    shares["金额"] = (money / 100).round(2)
    shares["金额占比"] = money / total if total else float("nan")
    ordered = shares.sort_values(["金额", "类别"], ascending=[False, True], ignore_index=True)
    return ordered.astype({"人数": "int64"})


def send_list(table: pd.DataFrame, kind: str, budget: float, price: float) -> pd.DataFrame:
    """Whom of one class a budget reaches: those with the largest M first.

    Args:
        table: With the columns 客户, M (yuan) and 类别.
        kind: The class that the coupons are for.
        budget: What may be spent, in yuan.
        price: What one coupon costs, in yuan.

    Returns:
        The rows of ``table``, at most as many as whole coupons can be paid; of equal amounts the
        name that sorts first goes first.

    Raises:
        WorkbookError: the price is not more than 0, or the budget less than 0.
    """
    require_columns(table, ["客户", "M", "类别"], numeric=["M"])
    if price <= 0 or budget < 0:
        raise WorkbookError(
            f"每张券的成本要大于 0，预算不能是负数；现在是 {price:g} 元和 {budget:g} 元。"
        )
    coupons = round(budget * 100) // round(price * 100)  # in cents: 0.3 is three times 0.1
    members = table[table["类别"] == kind]
    ordered = members.sort_values(["M", "客户"], ascending=[False, True], ignore_index=True)
    return ordered.head(coupons)


def quintile_scores(
    values: pd.Series[Any], best: Literal["high", "low"] = "high", groups: int = 5
) -> pd.Series[int] | pd.Series[float]:
    """Scores 1 to ``groups`` by equal shares of customers (course task 4, the Western rule).

    Of equal values the earlier row gets the lower rank ("rank first"), so that every group gets its
    share however many ties there are; the same table in another order can therefore give the tied
    customers each other's scores. The limits are those of ``pd.qcut`` on the ranks.

    Args:
        values: One value per customer; blanks get no score.
        best: "high": the largest value scores highest (F, M); "low": the smallest (R).
        groups: How many groups, at least 2.

    Returns:
        Whole numbers, as floats where some are missing; all missing where there are fewer values
        than groups.

    Raises:
        WorkbookError: fewer than two groups, or another word than "high" and "low".
    """
    if groups < 2 or best not in ("high", "low"):
        raise WorkbookError("至少分成两组，best 只能是 high（越大越好）或 low（越小越好）。")
    rank = pd.to_numeric(values).rank(method="first")
    size = int(rank.notna().sum())
    if size < groups:
        return pd.Series(np.nan, index=values.index, dtype="float64")
    score = pd.Series(np.ceil((rank - 1) * groups / (size - 1)), index=values.index).clip(lower=1)
    score = score if best == "high" else groups + 1 - score
    return score if score.isna().any() else score.astype("int64")


def add_scores(table: pd.DataFrame, groups: int = 5) -> pd.DataFrame:
    """Add R分, F分 and M分, 1 (worst) to ``groups`` (best); few days are good for R."""
    _require(table)
    return table.assign(
        R分=quintile_scores(table["R"], "low", groups),
        F分=quintile_scores(table["F"], "high", groups),
        M分=quintile_scores(table["M"], "high", groups),
    )


def above_median_only(table: pd.DataFrame, measure: Measure = "M") -> int:
    """How many customers are above the median and yet not above the mean.

    They are the ones that a few very large values (whales) push to the low side.
    """
    require_columns(table, [measure], numeric=[measure])
    values = cents(table[measure])
    return int(((values > values.median()) & (values <= values.mean())).sum())


def count_class(table: pd.DataFrame, code: str = "111", cut: Cut = "mean") -> int:
    """How many customers have this code of three digits, from R, F and M themselves.

    Raises:
        WorkbookError: no such code.
    """
    if code not in CLASSES:
        raise WorkbookError(f"没有 {code!r} 这个代码：请写三位 0 或 1，例如 111。")
    wanted = code.replace("1", HIGH).replace("0", LOW)
    levels = add_levels(table, cut)
    return int((levels["R级"] + levels["F级"] + levels["M级"] == wanted).sum())


def _require(table: pd.DataFrame) -> None:
    require_columns(table, MEASURES, numeric=MEASURES)
