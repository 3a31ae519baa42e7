"""The customer management table: classes of customers and their service levels (course task 2).

``customers`` has one row per customer with the columns 姓名, 性别, 近3个月总购买频次 (purchases) and
总消费金额/元 (yuan); further columns are carried along. Row order and index do not matter, and no
function changes its input. The bounds of the classes are keyword arguments, see ``Bounds``. Missing
values: a customer whose purchases or total are blank has no class (missing, not 一般客户), and so no
level. Totals are compared to the cent. A table without rows gives a table without rows. All functions
raise ``WorkbookError`` for a missing column, for text where numbers or dates belong, and for a bound
that does not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

import numpy as np
import pandas as pd

from helpers.analysis.tables import cents, require_columns, require_times
from helpers.errors import WorkbookError

TIMES = "近3个月总购买频次"
TOTAL = "总消费金额/元"
CLASS = "客户类型"
LEVEL = "服务级别"
HIGH, MEDIUM, ORDINARY = "高价值客户", "中等价值客户", "一般客户"
CLASSES = (HIGH, MEDIUM, ORDINARY)
TABLE_COLUMNS = ("姓名", "性别", CLASS, LEVEL)
DATES = ("第一次购买日期", "第二次购买日期", "第三次购买日期")
FIRST_DAY, LAST_DAY = pd.Timestamp("2019-05-01"), pd.Timestamp("2019-06-30")
"""The period of the course's sheet, both days included (the course writes 31 June: a slip)."""


class Bounds(TypedDict, total=False):
    """The bounds of the two classes that the course defines (course task 2).

    High value: total > ``high_total`` yuan and purchases ≥ ``high_times``. Medium: total >
    ``medium_total`` yuan and purchases from ``medium_from`` to ``medium_to``, both included. Everybody
    else is 一般客户, a class that the course does not name (本书补充). With other bounds the two classes may
    overlap: high value is asked first.
    """

    high_total: float
    high_times: int
    medium_total: float
    medium_from: int
    medium_to: int


COURSE_BOUNDS: Bounds = {
    "high_total": 200.0,
    "high_times": 4,
    "medium_total": 100.0,
    "medium_from": 2,
    "medium_to": 3,
}
"""The course's "2~3次以下" read as 2–3: the primary reading."""
UP_TO_THREE: Bounds = {"medium_from": 0}
"""The other reading: at most 3."""


def service_levels() -> pd.DataFrame:
    """The lookup table from class to service level (本书补充: the course leaves the level undefined)."""
    return pd.DataFrame({CLASS: list(CLASSES), LEVEL: ["专属客服", "优先回复", "常规回复"]})


def outside_period(
    customers: pd.DataFrame,
    dates: Sequence[str] = DATES,
    first: pd.Timestamp = FIRST_DAY,
    last: pd.Timestamp = LAST_DAY,
) -> pd.DataFrame:
    """The customers with a purchase before ``first`` or after ``last`` (days, both included).

    A blank date is no purchase.

    Raises:
        WorkbookError: a column of ``dates`` is missing or holds no dates; ``last`` is before ``first``.
    """
    require_columns(customers, dates)
    require_times(customers, dates)
    if last < first:
        raise WorkbookError(f"统计期的最后一天 {last.date()} 早于第一天 {first.date()}，请检查。")
    outside = pd.Series(False, index=customers.index)
    for column in dates:
        days = pd.to_datetime(customers[column]).dt.normalize()
        outside |= (days < first) | (days > last)
    return customers[outside]


def customer_classes(customers: pd.DataFrame, **bounds: Unpack[Bounds]) -> pd.Series[str]:
    """The class of each customer, with the index of ``customers`` (course task 2).

    Returns:
        A column named 客户类型 of the three names in ``CLASSES``; missing where purchases or total are.
    """
    high, medium, known = _masks(customers, bounds)
    names = np.select([high, medium, known], list(CLASSES), default="")
    column = pd.Series(names, index=customers.index, name=CLASS, dtype="str")
    return column.where(known)


def unclassified(customers: pd.DataFrame, **bounds: Unpack[Bounds]) -> pd.DataFrame:
    """The rows that fall through the course's two rules (course task 2): neither high nor medium.

    Customers with a blank in either number are left out: nothing can be said of them.
    """
    high, medium, known = _masks(customers, bounds)
    return customers[known & ~high & ~medium]


def classify(customers: pd.DataFrame, **bounds: Unpack[Bounds]) -> pd.DataFrame:
    """``customers`` with the further column 客户类型 (course task 2), see ``customer_classes``."""
    return customers.assign(**{CLASS: customer_classes(customers, **bounds)})


def class_summary(classified: pd.DataFrame) -> pd.DataFrame:
    """How many customers each class has, and what they spent.

    Args:
        classified: Needs 客户类型 and 总消费金额/元; rows without a class are left out.

    Returns:
        Columns 客户类型, 人数 (whole number), 消费合计 (yuan, exact to the cent); one row per class that
        occurs, in the order of ``CLASSES``, then any other class.
    """
    require_columns(classified, [CLASS, TOTAL], numeric=[TOTAL])
    work = classified[[CLASS]].assign(cents=cents(classified[TOTAL]))
    grouped = work.groupby(CLASS).agg(人数=("cents", "size"), 消费合计=("cents", "sum"))
    grouped["消费合计"] = (grouped["消费合计"].astype("float64") / 100).round(2)
    known = [name for name in CLASSES if name in grouped.index]
    others = sorted(name for name in grouped.index if name not in CLASSES)
    table = grouped.loc[known + others].rename_axis(CLASS).reset_index()
    return table.astype({"人数": "int64"})


def class_changes(
    customers: pd.DataFrame, one: Bounds = COURSE_BOUNDS, other: Bounds = UP_TO_THREE
) -> pd.DataFrame:
    """The customers whose class differs between two readings of the rule.

    Returns:
        Their rows, with the further columns 客户类型 (by ``one``) and 另一种读法 (by ``other``).
    """
    both = classify(customers, **one).assign(另一种读法=customer_classes(customers, **other))
    known = both[CLASS].notna()
    return both[known & (both[CLASS] != both["另一种读法"])]


def add_service_level(classified: pd.DataFrame, levels: pd.DataFrame | None = None) -> pd.DataFrame:
    """Look up each customer's service level by the class (course task 2; the levels are 本书补充).

    Args:
        classified: Needs 客户类型.
        levels: Columns 客户类型 and 服务级别, one row per class; by default ``service_levels()``.

    Returns:
        The rows of ``classified`` in their order with the further column 服务级别: as many rows as
        before, missing where the class is blank or not in ``levels``.

    Raises:
        WorkbookError: a class stands twice in ``levels``.
    """
    levels = service_levels() if levels is None else levels
    require_columns(classified, [CLASS])
    require_columns(levels, [CLASS, LEVEL])
    lookup = levels[[CLASS, LEVEL]].dropna(subset=[CLASS])
    twice = lookup.loc[lookup[CLASS].duplicated(), CLASS].unique()
    if len(twice):
        raise WorkbookError(
            f"对照表里“{'、'.join(map(str, twice))}”出现了不止一次，查不出该用哪个级别，请只留一行。"
        )
    found = classified.drop(columns=LEVEL, errors="ignore").reset_index(drop=True)
    merged = found.astype({CLASS: "str"}).merge(lookup.astype({CLASS: "str"}), how="left", on=CLASS)
    return merged.set_axis(classified.index)


def management_table(
    customers: pd.DataFrame,
    levels: pd.DataFrame | None = None,
    columns: Sequence[str] = TABLE_COLUMNS,
    **bounds: Unpack[Bounds],
) -> pd.DataFrame:
    """The sheet 客户管理表 (course task 2): 姓名, 性别, 客户类型, 服务级别, one row per customer."""
    require_columns(customers, ["姓名", "性别"])
    return add_service_level(classify(customers, **bounds), levels)[list(columns)]


def customers_of_class(
    customers: pd.DataFrame, name: str, **bounds: Unpack[Bounds]
) -> pd.DataFrame:
    """The rows of the customers in one class: the sheets 高价值客户 and 中等价值客户 (course task 2)."""
    if name not in CLASSES:
        raise WorkbookError(f"没有“{name}”这一类，可以写的是：{'、'.join(CLASSES)}。")
    return customers[customer_classes(customers, **bounds) == name]


def customer_workbook(
    customers: pd.DataFrame, levels: pd.DataFrame | None = None, **bounds: Unpack[Bounds]
) -> dict[str, pd.DataFrame]:
    """The workbook's three sheets by name (course task 2; the fourth, 间隔天数, is task 3's).

    高价值客户 and 中等价值客户 hold 姓名, 性别, 近3个月总购买频次 and 总消费金额/元; 客户管理表 holds the
    same and 客户类型, 服务级别.
    """
    basic = ["姓名", "性别", TIMES, TOTAL]
    require_columns(customers, basic)
    sheets = {name: customers_of_class(customers, name, **bounds)[basic] for name in (HIGH, MEDIUM)}
    table = management_table(customers, levels, [*basic, CLASS, LEVEL], **bounds)
    return {**sheets, "客户管理表": table}


def _masks(
    customers: pd.DataFrame, bounds: Bounds
) -> tuple[pd.Series[bool], pd.Series[bool], pd.Series[bool]]:
    """Who is high, who is medium, and of whom both numbers are known."""
    require_columns(customers, [TIMES, TOTAL], numeric=[TIMES, TOTAL])
    wrong = [name for name in bounds if name not in COURSE_BOUNDS]
    if wrong:
        raise WorkbookError(f"没有叫“{wrong[0]}”的界限，可以写的是：{'、'.join(COURSE_BOUNDS)}。")
    rule: Bounds = {**COURSE_BOUNDS, **bounds}
    times = pd.to_numeric(customers[TIMES]).astype("float64")
    total = cents(customers[TOTAL])
    high = (times >= rule["high_times"]) & (total > round(rule["high_total"] * 100, 6))
    often = times.between(rule["medium_from"], rule["medium_to"])
    medium = often & (total > round(rule["medium_total"] * 100, 6))
    return high, medium, times.notna() & total.notna()
