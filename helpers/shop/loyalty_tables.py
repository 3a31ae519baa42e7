"""Lesson 10's tables: what members of the shop's group answered, and what they bought, at the end of 2021."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from helpers.analysis.states import SUCCESS
from helpers.shop.config import stream
from helpers.shop.orders import state_at
from helpers.shop.simulate import Shop

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[Any]

EXPORTED = pd.Timestamp("2022-01-01")  # the first moment after the analysis date
MEMBERS, WITHOUT_SUCCESS, ANSWERED = 226, 8, 138
SEED = 20211231

BEHAVIOUR = ["客户", "首次购买", "最近购买", "成交次数", "成交金额", "品类数"]
SURVEY = ["答卷日期", "客户", "期望值", "感知值", "认可", "推荐", "换店", "几成", "总评", "留言"]

# Customers put in by hand, so that each idea of the lesson has a face: what they bought …
_BOUGHT: tuple[tuple[str, str | None, str | None, int, float, int], ...] = (
    ("村尾的桂婶", "2019-07-14", "2021-12-27", 63, 2016.5, 13),
    ("见谁都夸的小柏", "2020-09-05", "2020-09-05", 1, 42.0, 1),
    ("等快递的小曼", "2020-03-21", "2021-12-12", 9, 486.5, 7),
    ("开民宿的老贺", "2019-11-02", "2021-05-16", 11, 1840.0, 9),
    ("攒零钱的阿芹", "2020-02-18", "2021-12-24", 14, 263.0, 5),
    ("刚搬来的许家", "2021-10-20", "2021-12-26", 6, 612.0, 8),
    ("每天一包的阿檀", "2021-10-09", "2021-12-29", 8, 232.0, 3),  # new and often, small orders
    ("正好四次的阿苇", "2020-06-01", "2021-11-11", 4, 128.0, 4),  # both cut-offs exactly
    ("退了又退的小葛", None, None, 0, 0.0, 0),
)
# … and what they answered; the last three answered without ever buying
_SAID: tuple[tuple[object, ...], ...] = (
    ("2021-12-03", "村尾的桂婶", 80, 50, 2, 2, 5, 9, 3, "又压碎了半袋。"),
    ("2021-12-18", "村尾的桂婶", 80, 45, 2, 1, 5, 9, 1, "要不是全村只有你们一个取货点，我早换了。"),
    ("2021-12-02", "见谁都夸的小柏", 75, 98, 5, 5, 1, 1, 5, "太好吃了，一定再来！"),
    ("2021-12-04", "等快递的小曼", 85, 55, 2, 2, 4, 4, 2, "等了九天，人都瘦了。"),
    ("2021-12-20", "等快递的小曼", 85, 92, 5, 4, 1, 6, 5, "客服补寄了一份，还打电话来问，服气。"),
    ("2021-12-06", "开民宿的老贺", 85, 88, 5, 4, 2, 7, 5, "客人都问在哪儿买的。"),
    ("2021-12-07", "攒零钱的阿芹", 70, 86, 5, 5, 1, 10, 5, "每月就等发工资买一小包。"),
    ("2021-12-09", "刚搬来的许家", 75, 84, 4, 4, 2, 8, 5, None),
    ("2021-12-10", "每天一包的阿檀", 78, 85, 5, 4, 1, 9, 5, "一天一包，上班不困。"),
    ("2021-12-11", "正好四次的阿苇", 80, 80, 4, 4, 2, 5, 4, None),
    ("2021-12-13", "只看不买的阿弥", 90, None, 4, 5, 3, 0, 5, "包装真好看。"),
    ("2021-12-14", "替朋友答的老庄", 60, None, 3, 4, 4, 0, 5, None),
    ("2021-12-15", "路过的小闵", None, None, 3, 3, 5, 0, 4, None),
)  # fmt: skip


def behaviour_2021(shop: Shop) -> pd.DataFrame:
    """One row per member of the shop's group, everything since the opening, as of 2021-12-31.

    Columns 客户, 首次购买 and 最近购买 (days), 成交次数 (successful orders), 成交金额 (yuan),
    品类数 (kinds of goods bought). Who never had a successful order has blank days and zeros.
    """
    table = _members(shop)
    mine = pd.DataFrame(_BOUGHT, columns=BEHAVIOUR)
    for column in ("首次购买", "最近购买"):
        mine[column] = pd.to_datetime(mine[column]).astype("datetime64[s]")
    table = pd.concat([table[BEHAVIOUR], mine], ignore_index=True)
    order = stream(SEED, "order").permutation(len(table))
    return table.iloc[order].reset_index(drop=True)


def survey_2021(shop: Shop) -> pd.DataFrame:
    """One row per answer of December 2021; two members answered twice, three answerers never bought.

    Columns 答卷日期; 客户; 期望值 and 感知值 (0–100); 认可, 推荐 and, the other way round, 换店
    (1–5); 几成 (tenths of the money for snacks that are spent here); 总评 (1–5 stars); 留言.
    """
    members = _members(shop)
    members = members[members["成交次数"] > 0].reset_index(drop=True)
    rng = stream(SEED, "answers")
    size = len(members)
    often = np.log2(members["成交次数"].to_numpy())
    liking = rng.normal(0, 1, size) + 0.35 * (often - often.mean())
    keen = np.exp(0.75 * liking + 0.45 * often)
    chosen = np.sort(rng.choice(size, ANSWERED, replace=False, p=keen / keen.sum()))
    table = _answers(rng, members["客户"].to_numpy()[chosen], liking[chosen])
    mine = pd.DataFrame(_SAID, columns=SURVEY)
    mine["答卷日期"] = pd.to_datetime(mine["答卷日期"]).astype("datetime64[s]")
    table = pd.concat([table, mine.astype(table.dtypes.to_dict())], ignore_index=True)
    numbers = [*SURVEY[2:-1]]
    table[numbers] = table[numbers].astype("Int64")  # whole numbers and blanks
    return table.sort_values(["答卷日期", "客户"], ignore_index=True)[SURVEY]


def _members(shop: Shop) -> pd.DataFrame:
    """Members drawn from the shop's customers, frequent ones more often; some had no success."""
    rng = stream(SEED, "members")
    orders = shop.orders[state_at(shop.orders, EXPORTED) == SUCCESS]
    names = shop.customers.set_index("customer_id")["account"]
    lines = shop.lines.merge(shop.products[["product_id", "category"]], on="product_id")
    lines = lines.merge(orders[["order_id", "customer_id"]], on="order_id")
    grouped = orders.groupby("customer_id")
    table = pd.DataFrame(
        {
            "首次购买": grouped["created_at"].min().dt.normalize(),
            "最近购买": grouped["created_at"].max().dt.normalize(),
            "成交次数": grouped.size(),
            "成交金额": grouped["amount_cents"].sum() / 100,
            "品类数": lines.groupby("customer_id")["category"].nunique(),
        }
    )
    weight = np.sqrt(np.minimum(table["成交次数"].to_numpy(), 16))
    new = table["首次购买"] >= EXPORTED - pd.Timedelta(days=91)
    weight = weight * np.where(new & (table["成交次数"] >= 3), 5, 1)
    picked = rng.choice(len(table), MEMBERS, replace=False, p=weight / weight.sum())
    never = names.index.difference(pd.Index(orders["customer_id"])).to_numpy()
    table = table.iloc[np.sort(picked)].reindex(
        np.r_[table.index[np.sort(picked)], rng.choice(never, WITHOUT_SUCCESS, replace=False)]
    )
    numbers = {"成交次数": "int64", "成交金额": "float64", "品类数": "int64"}
    table = table.fillna(dict.fromkeys(numbers, 0)).astype(numbers)
    table.insert(0, "客户", names.loc[table.index].to_numpy())
    return table.reset_index(drop=True)


def _answers(rng: np.random.Generator, names: Names, liking: Floats) -> pd.DataFrame:
    size = len(names)
    expected = np.clip(np.round(rng.normal(83, 7, size)), 50, 100)
    gap = np.round(-6.5 + 8 * liking + rng.normal(0, 6, size))
    perceived = np.clip(expected + gap, 20, 100)

    def item(middle: float) -> Floats:
        score = middle + 0.8 * liking + rng.normal(0, 0.55, size)
        found: Floats = np.clip(np.round(score), 1, 5)
        return found

    table = pd.DataFrame(
        {
            "答卷日期": np.datetime64("2021-12-01", "s")
            + rng.integers(0, 21, size).astype("timedelta64[D]"),
            "客户": names,
            "期望值": expected,
            "感知值": perceived,
            "认可": item(3.8),
            "推荐": item(3.5),
            "换店": 6 - item(3.3),
            "几成": np.clip(np.round(4 + 1.5 * liking + rng.normal(0, 2, size)), 1, 10),
            "总评": np.clip(np.round(4.6 + 0.35 * liking + rng.normal(0, 0.4, size)), 2, 5),
            "留言": pd.Series([None] * size, dtype="str"),
        }
    )
    for column, blanks in (("期望值", 4), ("感知值", 3), ("认可", 3), ("推荐", 4), ("换店", 5)):
        table.loc[rng.choice(size, blanks, replace=False), column] = np.nan
    nothing = rng.choice(size, 2, replace=False)
    table.loc[nothing, ["认可", "推荐", "换店"]] = np.nan
    return table
