"""Large random tables in the form of the lessons' ones, for measuring."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd

from helpers.analysis import customer_table, rfm
from helpers.analysis.loyalty import join_survey, loyalty_types
from helpers.analysis.states import STATES

AS_OF = pd.Timestamp("2021-12-31")
_OPENS = pd.Timestamp("2019-05-01")
_DAYS = 970
ORDERS_EACH = 4  # orders per customer, on average


class Tables:
    """Every table for ``orders`` orders, made when first asked for; the same for the same number."""

    def __init__(self, orders: int, seed: int = 1) -> None:
        """Take the number of orders; a fourth of it is the number of customers."""
        self.size = orders
        self._rng = np.random.default_rng(seed)
        self._names = np.array([f"客户{n:07d}" for n in range(max(orders // ORDERS_EACH, 1))])

    def _moments(self, size: int) -> pd.Series[pd.Timestamp]:
        seconds = self._rng.integers(0, _DAYS * 86_400, size)
        return pd.Series(_OPENS + pd.to_timedelta(seconds, unit="s")).astype("datetime64[s]")

    @cached_property
    def orders(self) -> pd.DataFrame:
        """One row per order, with the columns of all lessons' order tables."""
        rng, n = self._rng, self.size
        who = rng.choice(self._names, n)
        amount = rng.integers(500, 30_000, n) / 100
        ordered = self._moments(n)
        paid = ordered.where(rng.random(n) > 0.1)
        return pd.DataFrame(
            {
                "订单编号": pd.Series(np.arange(n)).astype("str").str.zfill(18),
                "客户": who,
                "买家": who,
                "下单时间": ordered,
                "付款时间": paid,
                "付款日期": paid,
                "交易状态": rng.choice(STATES, n, p=[0.05, 0.05, 0.1, 0.7, 0.1]),
                "交易金额": amount,
                "订单金额": amount,
                "实付金额": amount,
                "商品件数": rng.integers(1, 9, n),
            }
        )

    @cached_property
    def raw(self) -> pd.DataFrame:
        """The same orders as exported: texts, a fifth of them twice."""
        rng, orders = self._rng, self.orders
        table = pd.DataFrame(
            {
                "订单编号 ": '="' + orders["订单编号"] + '"',
                "买家实际支付金额": orders["交易金额"].map("{:,.2f}元".format),
                "订单付款时间": orders["付款时间"].dt.strftime("%Y-%m-%d %H:%M:%S").fillna(""),
                "联系手机": pd.Series(rng.integers(12 * 10**9, 13 * 10**9, self.size)).astype(
                    "str"
                ),
                "导出日期": "2021-12-30",
            }
        )
        again = table.sample(frac=0.2, random_state=1).assign(导出日期="2021-12-31")
        return pd.concat([table, again], ignore_index=True)

    @cached_property
    def clean(self) -> pd.DataFrame:
        """The exported orders with a plain header."""
        return self.raw.rename(columns=str.strip)

    @cached_property
    def inquiries(self) -> pd.DataFrame:
        """One row per buyer and day."""
        rng, n = self._rng, self.size
        asked, ordered = rng.integers(0, 3, n), rng.integers(0, 3, n)
        return pd.DataFrame(
            {
                "日期": AS_OF - pd.to_timedelta(rng.integers(0, 40, n), unit="D"),
                "买家": rng.choice(self._names, n),
                "咨询次数": asked,
                "下单数": ordered,
                "付款数": np.minimum(ordered, 1),
            }
        )

    @cached_property
    def rounds(self) -> pd.DataFrame:
        """One row per question and reply, three rounds a conversation."""
        rng, n = self._rng, self.size
        wait = pd.Series(rng.exponential(60, n)).where(rng.random(n) > 0.03)
        return pd.DataFrame(
            {
                "会话编号": pd.Series(np.arange(n) // 3).astype("str"),
                "轮次": np.arange(n) % 3,
                "客服": "小满",
                "提问时间": self._moments(n),
                "等待秒数": wait,
                "是否机器人": np.where(np.arange(n) % 3 == 0, "是", "否"),
            }
        )

    @cached_property
    def refunds(self) -> pd.DataFrame:
        """One row per product."""
        rng, n = self._rng, self.size
        names = [
            "售出件数",
            "付款子订单数",
            "退款件数",
            "退款子订单数",
            "前期退款件数",
            "前期退款子订单数",
        ]
        table = pd.DataFrame({"商品": pd.Series(np.arange(n)).astype("str")})
        for place, name in enumerate([*names, "销售额", "退款额", "前期退款额"]):
            table[name] = rng.integers(20 - 2 * place, 40 - 2 * place, n)
        return table

    @cached_property
    def sheet(self) -> pd.DataFrame:
        """One row per customer: up to three dates of purchase, how often, and the amount."""
        rng, n = self._rng, len(self._names)
        times = rng.integers(1, 7, n)
        table = pd.DataFrame({"姓名": self._names, "性别": rng.choice(["女", "男"], n)})
        day = pd.Series(pd.Timestamp("2019-05-01") + pd.to_timedelta(rng.integers(0, 20, n), "D"))
        for place, name in enumerate(customer_table.DATES, 1):
            table[name] = day.where(times >= place)
            day = day + pd.to_timedelta(rng.integers(0, 20, n), unit="D")
        return table.assign(
            **{
                customer_table.TIMES: times,
                customer_table.TOTAL: rng.integers(500, 40_000, n) / 100,
            }
        )

    @cached_property
    def rfm(self) -> pd.DataFrame:
        """R, F and M of each customer, with levels and class."""
        return rfm.classify(self.orders, AS_OF)

    @cached_property
    def behaviour(self) -> pd.DataFrame:
        """One row per customer: first and last purchase, how often, how much."""
        done = self.orders[self.orders["交易状态"] == "交易成功"]
        return done.groupby("客户", as_index=False).agg(
            首次购买=("下单时间", "min"),
            最近购买=("下单时间", "max"),
            成交次数=("订单编号", "count"),
            成交金额=("交易金额", "sum"),
        )

    @cached_property
    def survey(self) -> pd.DataFrame:
        """One row per answer; about half of the customers answered, some of them twice."""
        rng, n = self._rng, max(len(self._names) // 2, 1)
        table = pd.DataFrame(
            {
                "答卷日期": self._moments(n).dt.normalize(),
                "客户": rng.choice(self._names, n),
                "期望值": rng.integers(0, 101, n),
                "感知值": rng.integers(0, 101, n),
            }
        )
        for item in ("认可", "推荐", "换店"):
            table[item] = pd.Series(rng.integers(1, 6, n)).where(rng.random(n) > 0.05)
        return table

    @cached_property
    def customers(self) -> pd.DataFrame:
        """Behaviour and survey joined, with the four types."""
        return loyalty_types(join_survey(self.behaviour, self.survey, AS_OF))
