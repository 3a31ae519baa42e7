"""The references beside the same questions in SQL, answered by DuckDB, on random shops.

Where joins and windows are involved, an independent language is the best second opinion.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np
import pandas as pd
import pytest

from helpers.analysis import cleaning, customer_table, interval_days, loyalty, rfm
from helpers.analysis import old_customers as oc
from helpers.analysis import terminology as tm
from helpers.analysis.states import STATES, SUCCESS
from helpers.shop.random_tables import random_inquiries, random_reply_rounds

AS_OF = pd.Timestamp("2021-06-30")


@pytest.fixture(params=range(6))
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    return np.random.default_rng(request.param)


@pytest.fixture
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def random_orders(rng: np.random.Generator, size: int = 400) -> pd.DataFrame:
    """Orders of some sixty customers over two years; some without a payment, some of one day."""
    days = pd.Timestamp("2019-06-01") + pd.to_timedelta(rng.integers(0, 900, size), unit="D")
    moments = days + pd.to_timedelta(rng.integers(0, 86_400, size), unit="s")
    table = pd.DataFrame(
        {
            "订单编号": [f"{n:018d}" for n in rng.permutation(size)],
            "客户": rng.choice([f"客户{n:02d}" for n in range(60)], size),
            "下单时间": moments.astype("datetime64[s]"),
            "交易状态": rng.choice(STATES, size, p=[0.1, 0.1, 0.1, 0.6, 0.1]),
            "交易金额": rng.integers(1, 30_000, size) / 100,
        }
    )
    paid = table["下单时间"] + pd.to_timedelta(rng.integers(1, 90_000, size), unit="s")
    return table.assign(付款日期=paid.where(rng.random(size) > 0.05))


def same(ours: pd.DataFrame, theirs: pd.DataFrame, keys: list[str]) -> None:
    """The same rows, whatever their order and the exact type of number."""
    theirs = theirs[list(ours.columns)]
    pair = [t.sort_values(keys, ignore_index=True) for t in (ours, theirs)]
    assert len(pair[0]) == len(pair[1])
    for name in ours.columns:
        mine, wanted = pair[0][name], pair[1][name]
        if pd.api.types.is_numeric_dtype(mine.dtype):
            np.testing.assert_allclose(
                mine.astype("float64"), wanted.astype("float64"), atol=1e-9, equal_nan=True
            )
        else:
            assert mine.astype("object").where(mine.notna(), None).tolist() == (
                wanted.astype("object").where(wanted.notna(), None).tolist()
            ), name


def test_old_customers(rng: np.random.Generator, sql: duckdb.DuckDBPyConnection) -> None:
    trades = random_orders(rng)
    wanted = sql.execute(
        """
        SELECT 客户 AS 客户名称, count(*) AS 实际成交次数,
               sum(CAST(round(交易金额 * 100) AS BIGINT)) / 100.0 AS 成交金额
        FROM trades WHERE 交易状态 = '交易成功'
        GROUP BY 客户 HAVING count(*) >= 2 AND sum(CAST(round(交易金额 * 100) AS BIGINT)) > 60000
        """
    ).df()
    same(oc.old_customers(trades, 2, 600), wanted, ["客户名称"])


def test_conversion_by_buyers_in_a_window(
    rng: np.random.Generator, sql: duckdb.DuckDBPyConnection
) -> None:
    inquiries = random_inquiries(rng)
    found = sql.execute(
        """
        WITH asked AS (
            SELECT * FROM inquiries
            WHERE 咨询次数 > 0 AND CAST(日期 AS DATE) BETWEEN DATE '2019-09-03' AND DATE '2019-09-30'
        )
        SELECT count(DISTINCT 买家) FILTER (WHERE 下单数 > 0) / nullif(count(DISTINCT 买家), 0)
        FROM asked
        """
    ).fetchone()
    assert found is not None
    assert tm.conversion_by_buyers(inquiries, "2019-09-30") == pytest.approx(found[0])


def test_average_response_of_capped_rounds(
    rng: np.random.Generator, sql: duckdb.DuckDBPyConnection
) -> None:
    rounds = random_reply_rounds(rng)
    found = sql.execute(
        """
        SELECT avg(least(coalesce(等待秒数, 600), 600)) FROM rounds
        WHERE 是否机器人 = '否' AND hour(提问时间) >= 8 AND hour(提问时间) < 23
        """
    ).fetchone()
    assert found is not None
    assert tm.average_response(rounds) == pytest.approx(found[0])


def test_latest_rows(rng: np.random.Generator, sql: duckdb.DuckDBPyConnection) -> None:
    table = random_orders(rng, 120)[["订单编号", "交易状态"]]
    table = pd.concat([table, table.sample(60, random_state=1)], ignore_index=True)
    table["导出日期"] = rng.choice(["2019-06-29", "2019-06-30", "2019-07-01"], len(table))
    table["行"] = range(len(table))
    wanted = sql.execute(
        """
        SELECT * EXCLUDE place FROM (
            SELECT *, row_number() OVER (PARTITION BY 订单编号 ORDER BY 导出日期 DESC, 行 DESC) AS place
            FROM "table") WHERE place = 1
        """
    ).df()
    same(cleaning.latest_rows(table), wanted, ["订单编号"])


def test_classes_and_their_levels(rng: np.random.Generator, sql: duckdb.DuckDBPyConnection) -> None:
    size = 200
    customers = pd.DataFrame(
        {
            "姓名": [f"客户{n}" for n in range(size)],
            "性别": rng.choice(["男", "女"], size),
            customer_table.TIMES: rng.integers(1, 7, size),
            customer_table.TOTAL: rng.choice([99.99, 100, 100.01, 199.99, 200, 200.01, 350], size),
        }
    )
    levels = customer_table.service_levels()
    wanted = sql.execute(
        """
        WITH classed AS (
            SELECT 姓名, 性别,
                CASE WHEN "近3个月总购买频次" >= 4 AND "总消费金额/元" > 200 THEN '高价值客户'
                     WHEN "近3个月总购买频次" BETWEEN 2 AND 3 AND "总消费金额/元" > 100 THEN '中等价值客户'
                     ELSE '一般客户' END AS 客户类型
            FROM customers)
        SELECT * FROM classed LEFT JOIN levels USING (客户类型)
        """
    ).df()
    same(customer_table.management_table(customers, levels), wanted, ["姓名"])


def test_gaps_between_orders(rng: np.random.Generator, sql: duckdb.DuckDBPyConnection) -> None:
    orders = random_orders(rng)
    wanted = sql.execute(
        """
        SELECT 客户, 下单时间, lag(下单时间) OVER one AS 上次时间,
               date_diff('day', CAST(lag(下单时间) OVER one AS DATE), CAST(下单时间 AS DATE)) AS 间隔天数
        FROM orders WINDOW one AS (PARTITION BY 客户 ORDER BY 下单时间)
        """
    ).df()
    same(interval_days.gaps_from_orders(orders), wanted, ["客户", "下单时间"])


def test_rfm_and_its_classes(rng: np.random.Generator, sql: duckdb.DuckDBPyConnection) -> None:
    trades = random_orders(rng)
    found = sql.execute(
        """
        WITH one AS (
            SELECT 客户, date_diff('day', max(CAST(付款日期 AS DATE)), DATE '2021-06-30') AS R,
                   count(*) AS F, sum(CAST(round(交易金额 * 100) AS BIGINT)) AS cents
            FROM trades
            WHERE 交易状态 = $state AND CAST(付款日期 AS DATE) <= DATE '2021-06-30' GROUP BY 客户)
        SELECT 客户, R, F, cents / 100.0 AS M,
               CASE WHEN R < avg(R) OVER () THEN '1' ELSE '0' END
               || CASE WHEN F > avg(F) OVER () THEN '1' ELSE '0' END
               || CASE WHEN cents > avg(cents) OVER () THEN '1' ELSE '0' END AS code
        FROM one
        """,
        {"state": SUCCESS},
    ).df()
    ours = rfm.classify(trades, AS_OF)
    same(ours[["客户", "R", "F", "M"]], found, ["客户"])
    wanted = found.set_index("客户")["code"].map(dict(rfm.CLASSES))
    assert ours.set_index("客户")["类别"].to_dict() == wanted.to_dict()


def test_quintiles_share_customers_as_ntile_does(
    rng: np.random.Generator, sql: duckdb.DuckDBPyConnection
) -> None:
    """For a number of customers that five divides, equal shares leave no choice."""
    values = pd.DataFrame({"v": rng.integers(0, 12, 200), "row": range(200)})
    wanted = sql.execute(
        'SELECT ntile(5) OVER (ORDER BY v, "row") AS score FROM "values" ORDER BY "row"'
    ).df()
    assert rfm.quintile_scores(values["v"]).tolist() == wanted["score"].tolist()


def test_survey_joined_to_behaviour(
    rng: np.random.Generator, sql: duckdb.DuckDBPyConnection
) -> None:
    trades = random_orders(rng)
    done = trades[trades["交易状态"] == SUCCESS]
    behaviour = done.groupby("客户", as_index=False).agg(
        首次购买=("下单时间", "min"),
        最近购买=("下单时间", "max"),
        成交次数=("订单编号", "count"),
        成交金额=("交易金额", "sum"),
    )
    size = 90
    survey = pd.DataFrame(
        {
            "答卷日期": AS_OF - pd.to_timedelta(rng.permutation(size), unit="D"),
            "客户": rng.choice([f"客户{n:02d}" for n in range(70)], size),
            "期望值": rng.integers(0, 101, size).astype("float64"),
            "感知值": rng.integers(0, 101, size).astype("float64"),
            **{
                item: rng.choice([1, 2, 3, 4, 5, np.nan], size) for item in ("认可", "推荐", "换店")
            },
        }
    )
    survey.loc[rng.random(size) < 0.1, "感知值"] = np.nan
    wanted = sql.execute(
        """
        WITH last AS (
            SELECT * FROM survey
            QUALIFY row_number() OVER (PARTITION BY 客户 ORDER BY 答卷日期 DESC) = 1)
        SELECT b.客户, nullif(l.感知值, 'nan') - nullif(l.期望值, 'nan') AS 满意度,
               list_avg(list_filter([l.认可, l.推荐, 6 - l.换店], lambda x: NOT isnan(x))) AS 态度,
               date_diff('day', CAST(b.最近购买 AS DATE), DATE '2021-06-30') AS 距今天数
        FROM behaviour b LEFT JOIN last l USING (客户)
        """
    ).df()
    ours = loyalty.join_survey(behaviour, survey, AS_OF)
    same(ours[["客户", "满意度", "态度", "距今天数"]], wanted, ["客户"])
