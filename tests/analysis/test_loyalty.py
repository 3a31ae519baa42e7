from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis import loyalty as ly
from helpers.errors import WorkbookError
from helpers.shop.random_loyalty import random_behaviour, random_customers, random_survey

NAN = float("nan")


def survey(*rows: tuple[str, float, float, float, float, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["客户", "期望值", "感知值", "认可", "推荐", "换店"])
    return table.assign(答卷日期=pd.Timestamp("2021-12-05"))


def behaviour(*rows: tuple[str, str | None, str | None, int, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["客户", "首次购买", "最近购买", "成交次数", "成交金额"])
    return table.assign(
        首次购买=pd.to_datetime(table["首次购买"]), 最近购买=pd.to_datetime(table["最近购买"])
    )


def people(*rows: tuple[float, int]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["态度", "成交次数"]).assign(成交金额=10.0)


CUSTOMERS = st.integers(0, 10**6).map(lambda seed: random_customers(np.random.default_rng(seed)))
SURVEYS = st.integers(0, 10**6).map(lambda seed: random_survey(np.random.default_rng(seed)))
SEEDS = st.integers(0, 10**6)


def test_satisfaction_is_a_difference() -> None:
    table = survey(
        ("好", 60, 72, 5, 5, 1), ("平", 80, 80, 4, 4, 2), ("差", 95, 90, 3, 3, 3),
        ("空", NAN, 90, 3, 3, 3), ("也空", 90, NAN, 3, 3, 3),
    )  # fmt: skip
    result = ly.with_satisfaction(table)["满意度"]
    assert result.tolist()[:3] == [12, 0, -5] and result[3:].isna().all()
    assert ly.feelings(result).tolist()[:3] == ["高于期望", "等于期望", "低于期望"]
    assert ly.feelings(result)[3:].isna().all()


def test_attitude_turns_the_reversed_item_and_skips_blanks() -> None:
    table = survey(
        ("忠", 0, 0, 5, 5, 1), ("摇摆", 0, 0, 5, 4, 4), ("没答一题", 0, 0, 5, NAN, 3),
        ("只答反题", 0, 0, NAN, NAN, 2), ("没答", 0, 0, NAN, NAN, NAN),
    )  # fmt: skip
    result = ly.attitude_scores(table)
    assert list(result.columns) == ["客户", "态度"]
    assert result["态度"].tolist()[:4] == pytest.approx([5, 11 / 3, 4, 4])
    assert math.isnan(result["态度"].iloc[4])
    tenths = survey(("甲", 0, 0, 10, 0, 3))
    assert ly.attitude_scores(tenths, low=0, high=10)["态度"].tolist() == pytest.approx([17 / 3])


@pytest.mark.parametrize("answer", [0, 6])
def test_answers_off_the_scale_are_refused(answer: int) -> None:
    with pytest.raises(WorkbookError, match="推荐”列里有 1–5 以外"):
        ly.attitude_scores(survey(("甲", 0, 0, 3, answer, 3)))


def test_the_latest_answer_stays() -> None:
    table = survey(("甲", 1, 0, 1, 1, 1), ("乙", 2, 0, 1, 1, 1), ("甲", 3, 0, 1, 1, 1))
    days = pd.to_datetime(["2021-12-09", "2021-12-05", "2021-12-02"])
    last = ly.last_answers(table.assign(答卷日期=days)).set_index("客户")["期望值"]
    assert last.to_dict() == {"甲": 1, "乙": 2}
    same_day = ly.last_answers(table).set_index("客户")["期望值"]
    assert same_day.to_dict() == {"甲": 3, "乙": 2}


def test_joining_keeps_every_customer_once() -> None:
    bought = behaviour(
        ("甲", "2021-12-01", "2021-12-21", 4, 100.0), ("乙", "2020-12-31", "2021-06-01", 2, 9.9),
        ("丙", None, None, 0, 0.0),
    )  # fmt: skip
    said = survey(("甲", 80, 70, 5, 5, 1), ("甲", 80, 90, 1, 1, 5), ("过客", 50, 60, 3, 3, 3))
    table = ly.join_survey(bought, said, "2021-12-31").set_index("客户")
    assert table.index.tolist() == ["甲", "乙", "丙"]
    assert table.loc["甲", ["满意度", "态度", "首购天数", "距今天数", "笔均"]].tolist() == [
        10,
        1,
        30,
        10,
        25,
    ]
    assert table.loc["乙", "首购天数"] == 365 and math.isnan(table.loc["乙", "态度"])
    assert table.loc["丙", ["首购天数", "距今天数", "笔均"]].isna().all()
    assert ly.answered_amount(said, bought) == 100.0
    assert ly.purchase_intervals(bought).fillna(-1).tolist() == pytest.approx([20 / 3, 152, -1])


def test_repurchase_rate_by_hand() -> None:
    table = pd.DataFrame({"成交次数": [0, 1, 1, 2, 7]})
    assert ly.repurchase_rate(table) == 0.5
    assert ly.repurchase_rate(table, times=3) == 0.25
    assert math.isnan(ly.repurchase_rate(table.head(1)))
    assert math.isnan(ly.repurchase_rate(table.head(0)))


def test_the_four_types_and_their_bounds() -> None:
    table = people((4, 4), (3.99, 4), (4, 3), (3.99, 3), (NAN, 9))
    assert ly.loyalty_types(table)["忠诚类型"].tolist() == [
        "绝对忠诚", "惯性忠诚", "潜在忠诚", "非忠诚", "态度未知",
    ]  # fmt: skip
    assert ly.loyalty_types(table, 3.99, 3)["忠诚类型"].tolist() == ["绝对忠诚"] * 4 + ["态度未知"]
    summary = ly.type_summary(table)
    assert summary["客户数"].tolist() == [1] * 5 and summary["金额占比"].tolist() == [0.2] * 5
    assert ly.type_summary(table.head(0))["金额占比"].isna().all()


def test_feelings_within_types() -> None:
    table = pd.DataFrame(
        {
            "忠诚类型": ["惯性忠诚", "惯性忠诚", "非忠诚", None],
            "感受": ["低于期望", "高于期望", "低于期望", "高于期望"],
        }
    )
    shares = ly.feeling_shares(table)
    assert shares.loc["惯性忠诚"].to_dict() == {"低于期望": 0.5, "高于期望": 0.5}
    assert shares.loc["非忠诚"].tolist() == [1, 0]


def kind(**values: float) -> str:
    usual = {
        "态度": 1.0,
        "成交次数": 1,
        "成交金额": 10.0,
        "距今天数": 300,
        "首购天数": 300,
        "笔均": 99.0,
    }
    return str(ly.loyal_kinds(pd.DataFrame([{**usual, **values}]))["忠诚客户"].iloc[0])


def test_the_three_kinds_and_their_bounds() -> None:
    assert kind() == "其他"
    assert kind(成交金额=500.0, 距今天数=181) == "久未来的大客户"
    assert kind(成交金额=499.99, 距今天数=181) == kind(成交金额=500.0, 距今天数=180) == "其他"
    newcomer = {"首购天数": 90, "距今天数": 5, "成交次数": 3, "成交金额": 200.0}
    assert kind(**newcomer) == "新来的常客"
    for worse in ({"首购天数": 91}, {"成交次数": 2}, {"成交金额": 199.99}):
        assert kind(**{**newcomer, **worse}) == "其他"
    assert kind(态度=4.0, 笔均=30.0) == "爱店的小客户"
    assert kind(态度=3.99, 笔均=30.0) == kind(态度=4.0, 笔均=30.01) == "其他"
    # who fits several is given the most urgent one, and a blank fits nothing
    assert kind(**newcomer, 态度=5.0, 笔均=20.0) == "新来的常客"
    assert kind(成交金额=600.0, 态度=5.0, 笔均=20.0) == "久未来的大客户"
    assert kind(态度=NAN, 距今天数=NAN, 首购天数=NAN, 笔均=NAN, 成交金额=900.0) == "其他"


def test_empty_tables_are_no_error() -> None:
    said, bought = survey().head(0), behaviour().head(0)
    assert ly.with_satisfaction(said).empty and ly.attitude_scores(said).empty
    joined = ly.join_survey(bought, said, "2021-12-31")
    assert joined.empty and ly.loyalty_types(joined).empty and ly.loyal_kinds(joined).empty
    assert ly.answered_amount(said, bought) == 0
    assert ly.feeling_shares(pd.DataFrame(columns=["忠诚类型", "感受"])).empty


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ly.with_satisfaction(survey().drop(columns="期望值")), "缺少列：期望值"),
        (lambda: ly.attitude_scores(survey(("甲", 1, 1, 1, 1, 1)).astype({"换店": str})), "换店”列应当是数字"),
        (lambda: ly.last_answers(survey(("甲", 1, 1, 1, 1, 1)).assign(答卷日期="昨天")), "日期时间"),
        (lambda: ly.loyalty_types([1]), "list"),  # type: ignore[arg-type]
        (lambda: ly.repurchase_rate(pd.DataFrame({"次数": [1]})), "缺少列：成交次数"),
    ],
)  # fmt: skip
def test_unfit_input_is_refused_in_chinese(call: Any, words: str) -> None:
    with pytest.raises(WorkbookError, match=words):
        call()


def plain_type(attitude: float, orders: float, like: float, often: float) -> str:
    if attitude != attitude:
        return "态度未知"
    if attitude >= like:
        return "绝对忠诚" if orders >= often else "潜在忠诚"
    return "惯性忠诚" if orders >= often else "非忠诚"


@given(CUSTOMERS, st.sampled_from([3, 3.5, 4]), st.integers(1, 8))
@settings(deadline=None, max_examples=50)
def test_types_agree_with_plain_python_and_fill_the_whole(
    table: pd.DataFrame, like: float, often: int
) -> None:
    typed = ly.loyalty_types(table, like, often)
    assert typed["忠诚类型"].tolist() == [
        plain_type(a, n, like, often) for a, n in zip(table["态度"], table["成交次数"], strict=True)
    ]
    summary = ly.type_summary(table, like, often)
    assert summary["客户数"].sum() == len(table)
    assert summary["成交金额"].sum() == pytest.approx(table["成交金额"].sum())
    assert summary["金额占比"].sum() == pytest.approx(1)
    fonder = ly.type_summary(table, like - 0.5, often).set_index("忠诚类型")["客户数"]
    now = summary.set_index("忠诚类型")["客户数"]
    assert fonder["绝对忠诚"] >= now["绝对忠诚"] and fonder["态度未知"] == now["态度未知"]


def plain_kind(row: dict[str, float]) -> str:
    if row["成交金额"] >= 500 and row["距今天数"] > 180:
        return "久未来的大客户"
    if row["首购天数"] <= 90 and row["成交次数"] >= 3 and row["成交金额"] >= 200:
        return "新来的常客"
    return "爱店的小客户" if row["态度"] >= 4 and row["笔均"] <= 30 else "其他"


@given(CUSTOMERS)
@settings(deadline=None, max_examples=50)
def test_kinds_agree_with_plain_python(table: pd.DataFrame) -> None:
    expected = [plain_kind(row) for row in table.to_dict("records")]  # type: ignore[arg-type]
    assert ly.loyal_kinds(table)["忠诚客户"].tolist() == expected


@given(SURVEYS)
@settings(deadline=None, max_examples=50)
def test_attitudes_agree_with_plain_python(table: pd.DataFrame) -> None:
    for row, found in zip(table.to_dict("records"), ly.attitude_scores(table)["态度"], strict=True):
        given_ = [row["认可"], row["推荐"], 6 - row["换店"]]
        answered = [x for x in given_ if x == x]
        expected = sum(answered) / len(answered) if answered else NAN
        assert found == pytest.approx(expected, nan_ok=True)
        assert not answered or 1 <= found <= 5


@given(SEEDS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=30)
def test_row_order_and_index_do_not_matter_and_the_input_stays(seed: int, rnd: Any) -> None:
    rng = np.random.default_rng(seed)
    said, bought = random_survey(rng), random_behaviour(rng)
    said["答卷日期"] = pd.date_range("2021-12-01", periods=len(said))  # no two on one day
    before = said.copy(deep=True), bought.copy(deep=True)
    joined = ly.loyal_kinds(ly.loyalty_types(ly.join_survey(bought, said, "2021-12-31")))
    shuffled = []
    for table in (said, bought):
        order = list(range(len(table)))
        rnd.shuffle(order)
        shuffled.append(table.iloc[order].set_axis([0] * len(table)))
    again = ly.loyal_kinds(ly.loyalty_types(ly.join_survey(shuffled[1], shuffled[0], "2021-12-31")))
    pd.testing.assert_frame_equal(
        joined.sort_values("客户", ignore_index=True), again.sort_values("客户", ignore_index=True)
    )
    assert joined["客户"].tolist() == bought["客户"].tolist()
    assert ly.answered_amount(said, bought) == ly.answered_amount(*shuffled)
    assert ly.repurchase_rate(bought) == pytest.approx(ly.repurchase_rate(shuffled[1]), nan_ok=True)
    pd.testing.assert_frame_equal(said, before[0])
    pd.testing.assert_frame_equal(bought, before[1])


@given(SEEDS)
@settings(deadline=None, max_examples=30)
def test_identities(seed: int) -> None:
    rng = np.random.default_rng(seed)
    said, bought = random_survey(rng), random_behaviour(rng)
    silent = bought[~bought["客户"].isin(said["客户"])]["成交金额"].sum()
    assert ly.answered_amount(said, bought) + silent == bought["成交金额"].sum()
    rate = ly.repurchase_rate(bought)
    assert math.isnan(rate) or 0 <= rate <= 1
    customers = ly.loyalty_types(random_customers(rng))
    shares = ly.feeling_shares(customers.assign(感受=ly.feelings(customers["满意度"])))
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1)
