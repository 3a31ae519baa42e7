"""The data sets contain what the lessons need: each trap, each number in a text."""

from __future__ import annotations

import openpyxl
import pandas as pd
import pytest

from helpers.analysis import cleaning as cl
from helpers.analysis import loyalty as ly
from helpers.analysis import old_customers as oc
from helpers.analysis import rfm, states
from helpers.analysis import terminology as tm
from helpers.shop import course_sheet, datasets, raw_orders
from helpers.shop.simulate import Shop
from helpers.shop.trades_table import BOUNDARY_NAMES
from tests.shop.reading import read


@pytest.fixture(scope="module")
def shop() -> Shop:
    return datasets.story_shop()


@pytest.fixture(scope="module")
def trades() -> pd.DataFrame:
    return read(datasets.FOLDER / "trades_2019_09.xlsx")


def test_the_trades_of_september(trades: pd.DataFrame) -> None:
    assert 300 <= len(trades) <= 420
    assert trades["订单编号"].is_unique
    assert trades["订单编号"].str.fullmatch(r"\d{18}").all()
    assert trades["下单时间"].is_monotonic_increasing
    assert (trades["下单时间"].dt.to_period("M") == pd.Period("2019-09")).all()
    assert set(trades["交易状态"]) == set(states.STATES)
    assert 15 <= len(oc.old_customers(trades)) <= 30


def test_every_trap_of_the_rule_has_a_customer(trades: pd.DataFrame) -> None:
    done = oc.successful_by_customer(trades).set_index("客户")
    old = set(oc.old_customers(trades)["客户名称"])
    assert set(trades["客户"]) > BOUNDARY_NAMES
    assert old & BOUNDARY_NAMES == {"隔壁班阿树", "常来的老邻居"}
    assert done.loc["核桃派小岚"].tolist() == [2, 40.0]
    assert done.loc["办公室团长", "实际成交次数"] == 1
    assert done.loc["每次一小包"].tolist() == [3, 31.6]
    assert "选择困难症" not in done.index
    anything = trades.assign(交易状态=states.SUCCESS)
    careless = set(oc.old_customers(anything)["客户名称"])
    assert {"手滑的大橘", "月底才下单", "选择困难症"} <= careless - old


def test_plain_float_sums_decide_the_same_in_the_trades(trades: pd.DataFrame) -> None:
    done = trades[trades["交易状态"] == states.SUCCESS].groupby("客户")["交易金额"]
    by_loop = {name: sum(amounts) for name, amounts in done}
    exact = oc.successful_by_customer(trades).set_index("客户")["成交金额"]
    for limit in (40.0, 50.0, 100.0):
        above = {name for name, total in by_loop.items() if total > limit}
        assert above == set(exact[exact > limit].index)


def test_the_tables_of_the_terms_show_each_trap() -> None:
    names = ["inquiries_28d", "paid_trades", "reply_rounds", "refunds_by_product"]
    inquiries, orders, rounds, refunds = (read(datasets.FOLDER / f"{name}.csv") for name in names)
    by_buyers = tm.conversion_by_buyers(inquiries, "2019-09-30")
    assert by_buyers != tm.conversion_by_buyers(inquiries, "2019-10-03", days=40)
    assert tm.conversion_by_buyers(inquiries, "2019-09-30", outcome="付款数") < by_buyers
    assert tm.daily_conversion(inquiries, "2019-09-30")["询单转化率"].max() > 1
    assert (inquiries["咨询次数"] == 0).any()
    assert tm.spend_per_customer(orders) != tm.spend_per_customer(orders, successful_only=True)
    assert tm.daily_spend(orders)["客单价"].mean() < 0.9 * tm.spend_per_customer(orders)
    counted = tm.counted_rounds(rounds)
    assert counted["等待秒数"].isna().any() and (counted["等待秒数"] > 600).any()
    assert tm.average_response(rounds) != pytest.approx(rounds["等待秒数"].mean(), rel=0.1)
    rates = {tm.refund_rate(refunds, basis, flag) for basis in ("件数", "子订单数", "金额")  # type: ignore[arg-type]
             for flag in (True, False)}  # fmt: skip
    assert len(rates) == 6


def test_the_first_day_has_orders_on_each_step_and_buyers_who_come_twice() -> None:
    orders = read(datasets.FOLDER / "first_day.csv")
    numbers = orders["交易状态"].value_counts()
    assert set(numbers.index) == set(states.STATES) - {states.SUCCESS}
    assert orders["买家"].nunique() < len(orders)
    # of closed ones too the time of payment may be blank
    assert numbers[states.WAITING_PAYMENT] < orders["付款时间"].isna().sum()
    waiting = orders[orders["交易状态"] == states.WAITING_PAYMENT]["订单金额"]
    assert (waiting >= 30).any() and (waiting < 30).any()


def test_the_course_sheet_has_the_layout_of_the_course() -> None:
    book = openpyxl.load_workbook(datasets.FOLDER / course_sheet.FILE)
    assert book.sheetnames == [course_sheet.SHEET]
    sheet = book[course_sheet.SHEET]
    assert "6月31日" in str(sheet["A1"].value)
    assert [sheet[f"{c}2"].value for c in "DEFI"] == [*course_sheet.DATES, "总消费金额/元"]
    assert (sheet.max_row, sheet["A3"].value, sheet["A26"].value) == (26, 1, 24)
    assert {cell.number_format for row in sheet["D3:F26"] for cell in row} == {"yyyy-mm-dd"}


def test_the_course_sheet_has_a_customer_for_each_trap() -> None:
    sheet = course_sheet.course_sheet()
    dates = sheet[course_sheet.DATES]
    assert dates.stack().dropna().between("2019-05-01", "2019-06-30").all()
    assert (dates.notna().sum(axis=1) == sheet["近3个月总购买频次"].clip(upper=3)).all()
    assert not (dates.diff(axis=1) < pd.Timedelta(0)).any(axis=None)
    pairs = set(zip(sheet["近3个月总购买频次"], sheet["总消费金额/元"], strict=True))
    assert {(8, 200.0), (5, 200.5), (3, 100.0), (2, 100.1), (1, 268.0), (4, 128.5)} <= pairs
    assert (sheet["第一次购买日期"] == sheet["第二次购买日期"]).sum() == 2
    assert sheet["姓名"].is_unique


def test_the_first_month_has_a_peak_that_two_orders_make() -> None:
    month = read(datasets.FOLDER / "first_month.csv")
    best = month.loc[month["付款金额"].idxmax()]
    assert (best["几号"], best["星期"], best["付款金额"]) == (20, "周一", 1506.0)
    assert month.head(7)["付款金额"].idxmax() == 0  # a week alone tells another story
    # neither more people nor more orders than on other days: 20 May is no feast in these data
    assert best["下单笔数"] < month["下单笔数"].mean()
    assert best["咨询人数"] < month["咨询人数"].mean()
    assert (month["付款笔数"] <= month["下单笔数"]).all()
    for column in ("下单笔数", "付款金额"):  # the third place is no tie
        assert month[column].nlargest(4).is_unique
    weeks = [round(month["付款金额"][first : first + 7].sum(), 2) for first in (5, 12)]
    assert weeks == [1956.2, 1865.3]


def test_the_best_days_orders_are_those_of_the_month() -> None:
    month = read(datasets.FOLDER / "first_month.csv").set_index("几号")
    orders = read(datasets.FOLDER / "best_day_orders.csv")
    assert len(orders) == month.loc[20, "下单笔数"] == month.loc[20, "付款笔数"]
    assert orders["订单金额"].sum() == pytest.approx(month.loc[20, "付款金额"])
    largest = orders.nlargest(3, "订单金额")["订单金额"].tolist()
    assert largest == [564.6, 447.8, 192.6]
    told = orders.set_index("买家")[["第几次下单", "商品件数", "订单金额"]]
    assert told.loc["散步_小禾"].tolist() == [2, 17, 564.6]
    assert told.loc["青山爱钓鱼"].tolist() == [1, 2, 39.8]


def test_the_opening_day_of_the_month_is_the_first_day() -> None:
    opening = read(datasets.FOLDER / "first_month.csv").iloc[0]
    orders = read(datasets.FOLDER / "first_day.csv")
    paid = orders[orders["付款时间"].notna()]["订单金额"]
    assert (opening["下单笔数"], opening["付款笔数"]) == (len(orders), len(paid))
    assert opening["付款金额"] == pytest.approx(paid.sum())


def test_the_tables_of_loyalty_have_a_face_for_each_idea() -> None:
    survey, behaviour = (
        read(datasets.FOLDER / f"{name}_2021.csv") for name in ("survey", "behaviour")
    )
    assert behaviour["客户"].is_unique
    twice = survey["客户"].value_counts()
    assert set(twice[twice > 1].index) == {"村尾的桂婶", "等快递的小曼"}
    strangers = set(survey["客户"]) - set(behaviour["客户"])
    silent = set(behaviour["客户"]) - set(survey["客户"])
    assert len(strangers) == 3 and len(silent) > 50
    assert survey[["期望值", "感知值", "认可", "推荐", "换店"]].isna().any().all()
    # the poster says 4.6; on the average the expectation was missed
    assert round(survey["总评"].mean(), 1) == 4.6
    assert ly.with_satisfaction(survey)["满意度"].mean() < 0
    customers = ly.join_survey(behaviour, survey, "2021-12-31")
    typed = ly.loyalty_types(customers).set_index("客户")["忠诚类型"]
    assert typed["村尾的桂婶"] == "惯性忠诚" and typed["见谁都夸的小柏"] == "潜在忠诚"
    assert typed["正好四次的阿苇"] == typed["等快递的小曼"] == "绝对忠诚"
    assert typed.value_counts().min() >= 15 and typed.nunique() == 5
    top = behaviour.loc[behaviour["成交次数"].idxmax()]
    worst = ly.with_satisfaction(survey).sort_values("满意度").iloc[0]
    assert top["客户"] == worst["客户"] == "村尾的桂婶"
    kinds = ly.loyal_kinds(customers).set_index("客户")["忠诚客户"]
    assert kinds[["开民宿的老贺", "刚搬来的许家", "攒零钱的阿芹"]].tolist() == list(ly.KINDS)
    assert kinds["每天一包的阿檀"] == "新来的常客"  # fits 爱店的小客户 as well
    said = behaviour["客户"].isin(survey["客户"])
    assert ly.repurchase_rate(behaviour[said]) > ly.repurchase_rate(behaviour[~said]) + 0.2
    assert (behaviour["成交次数"] == 0).any()


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    return read(datasets.FOLDER / "raw_orders_2019_06.csv")


@pytest.fixture(scope="module")
def june() -> pd.DataFrame:
    return read(datasets.FOLDER / "orders_2019_06.csv")


def test_the_raw_export_has_every_quirk_that_the_lesson_counts(raw: pd.DataFrame) -> None:
    data = (datasets.FOLDER / "raw_orders_2019_06.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert [name for name in raw.columns if name != name.strip()] == [
        "买家实际支付金额 ",
        "订单状态 ",
        "订单付款时间 ",
    ]
    raw = cl.clean_header(raw)
    assert raw["订单编号"].str.fullmatch(r'="\d{18}"').all()
    assert raw["联系手机"].dropna().str.fullmatch(r"'12\d{9}").all()
    blanks = cl.blank_spellings(raw)
    assert blanks.loc["买家实际支付金额"].tolist() == [0, 65, 4]
    assert blanks.loc["订单付款时间"].tolist() == [65, 0, 0]
    assert blanks.loc["联系手机", "空"] == 3
    assert (len(raw), raw["订单编号"].nunique()) == (468, 312)
    assert (len(raw.drop_duplicates()), cl.known_total(cl.clean_amount(raw))) == (468, 128075.73)
    assert cl.bad_dates(raw)["买家会员名"].tolist() == ["自提_陈老师"]
    both = raw.merge(raw, on="订单编号").query("导出日期_x < 导出日期_y")
    assert (len(both), (both["订单状态_x"] != both["订单状态_y"]).sum()) == (156, 52)
    only_earlier = set(raw["订单编号"]) - set(raw[raw["导出日期"] == "2019-07-01"]["订单编号"])
    assert len(only_earlier) == 82


def test_nobody_of_the_raw_export_by_hand_is_a_simulated_customer(shop: Shop) -> None:
    assert not raw_orders.NAMES & set(shop.customers["account"])


def test_june_after_the_first_half(june: pd.DataFrame, shop: Shop) -> None:
    assert june["订单编号"].is_unique and june["订单编号"].str.fullmatch(r"\d{18}").all()
    assert (cl.known_total(june), june["实付金额"].count()) == (123089.82, 268)
    assert len(june.dropna()) == 1 and june.dropna()["实付金额"].tolist() == [5760.0]
    odd = cl.odd_amounts(june, 1, 1000).set_index("订单编号")["实付金额"]
    assert odd.to_dict() == {
        "482002761746901000": 5760.0,
        "482003521246901041": 0.01,
        "482004665616901082": 0.01,
        "482004626426901123": 5980.0,
        "482004765544901164": 99999.0,
    }
    # what the lesson says of May, to compare with
    month = shop.orders["created_at"].dt.to_period("M") == pd.Period("2019-05")
    paid = shop.orders["paid_at"].notna()
    assert shop.orders.loc[month & paid, "amount_cents"].sum() == 1310590


def test_june_after_the_decisions(june: pd.DataFrame) -> None:
    kept = june[june["买家会员名"] != raw_orders.SHOP_ITSELF]
    amounts = kept["实付金额"].replace({5980.0: 59.8, 99999.0: float("nan")})
    kept = kept.assign(实付金额=amounts)
    assert (len(kept), amounts.count(), cl.known_total(kept)) == (310, 265, 17170.6)
    assert (round(amounts.mean(), 2), cl.middle_amount(kept)) == (64.79, 30.9)
    small = amounts[amounts < 1000]
    assert (round(small.mean(), 2), small.median()) == (43.22, 30.9)
    assert (kept["订单付款时间"].notna() & amounts.isna()).sum() == 3
    phones = kept["联系手机"]
    masked = cl.mask_phones(kept)["联系手机"]
    assert (phones.nunique(), masked.nunique()) == (180, 179)
    twins = kept[masked == "127****2635"]
    assert set(twins["买家会员名"]) == {"楼下的大鹏", "山里_蜜枣"}
    assert cl.person_codes(phones, "口令").nunique() == 180


def test_the_members_show_what_lesson_07_says() -> None:
    orders, classes = (
        read(datasets.FOLDER / f"member_{name}.csv") for name in ("orders", "classes")
    )
    assert orders["客户"].nunique() == 1250 and len(classes) % 5 == 0
    assert set(orders["交易状态"]) == set(states.STATES)
    assert (orders["付款日期"].notna() & (orders["交易状态"] == states.CLOSED)).any()
    done = orders[orders["交易状态"] == states.SUCCESS]
    assert done.duplicated(["客户", "付款日期"]).any()
    top = classes.sort_values("M", ascending=False).head(100)
    assert (top["R"] > 365).sum() == 43
    assert top["客户"].iloc[0] == "勤快的糯米" and "爱看云_小鱼" in set(top["客户"])
    numbers = classes["类别"].value_counts()
    assert set(numbers.index) == set(rfm.CLASSES.values())
    # the colleague's mistake: as many as there are coupons
    assert (numbers["重要保持"], numbers["重要价值"]) == (100, 172)
    assert len(rfm.rfm_table(orders, "2021-06-30")) == 932
    for kind, number in (("重要保持", 600 // 14), ("重要价值", 100)):
        amounts = classes.loc[classes["类别"] == kind, "M"].nlargest(number + 1).tolist()
        assert amounts[-1] < amounts[-2]  # no tie at the last place
    for measure in ("R", "F", "M"):  # nobody on the line: float means decide rightly
        assert not (classes[measure] == classes[measure].mean()).any()


def test_plain_pandas_gives_the_same_levels_of_the_members() -> None:
    kept = read(datasets.FOLDER / "member_classes.csv")
    better = pd.DataFrame(
        {
            "R级": kept["R"] < kept["R"].mean(),
            "F级": kept["F"] > kept["F"].mean(),
            "M级": kept["M"] > kept["M"].mean(),
        }
    )
    assert (better == (kept[["R级", "F级", "M级"]] == "高")).all(axis=None)
