"""The committed files are what the program makes, and contain what the lessons need."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from helpers.analysis import old_customers as oc
from helpers.analysis import rfm, states
from helpers.analysis import terminology as tm
from helpers.shop import datasets
from helpers.shop.simulate import Shop
from helpers.shop.trades_table import BOUNDARY_NAMES

TIMES = {"下单时间", "付款时间", "提问时间", "日期", "付款日期"}


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".xlsx":
        return pd.read_excel(path, dtype={"订单编号": str})
    header = pd.read_csv(path, nrows=0).columns
    dates = [name for name in header if name in TIMES]
    return pd.read_csv(path, dtype={"订单编号": str}, parse_dates=dates)


@pytest.fixture(scope="module")
def shop() -> Shop:
    return datasets.story_shop()


@pytest.fixture(scope="module")
def trades() -> pd.DataFrame:
    return read(datasets.FOLDER / "trades_2019_09.xlsx")


@pytest.mark.parametrize("name", datasets.TABLES)
def test_each_file_is_what_its_seed_makes(name: str, shop: Shop) -> None:
    made = datasets.TABLES[name](shop)
    kept = read(datasets.FOLDER / name)
    assert list(made.columns) == list(kept.columns)
    made = made.astype(kept.dtypes.to_dict())  # files keep no unit of time
    pd.testing.assert_frame_equal(kept, made)


@pytest.mark.parametrize("name", datasets.TABLES)
def test_each_file_and_column_is_in_the_dictionary(name: str) -> None:
    text = (datasets.FOLDER / "README.md").read_text(encoding="utf-8")
    section = text.split(f"## {name}")[1].split("\n## ")[0]
    table = read(datasets.FOLDER / name)
    assert f"{len(table)} 行" in section
    for column in table.columns:
        assert column in section


def test_small_and_openable() -> None:
    files = list(datasets.FOLDER.iterdir())
    # member_orders.csv, two and a half years of orders, is by far the largest
    assert all(path.stat().st_size < 350_000 for path in files)
    assert sum(path.stat().st_size for path in files) < 1_000_000
    for path in datasets.FOLDER.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    sheets = pd.ExcelFile(datasets.FOLDER / "trades_2019_09.xlsx").sheet_names
    assert sheets[0] == "交易记录"


def test_writing_and_reading_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datasets.main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(datasets.TABLES)
    for name in datasets.TABLES:
        pd.testing.assert_frame_equal(read(tmp_path / name), read(datasets.FOLDER / name))
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (datasets.FOLDER / name).read_bytes()
    assert "trades_2019_09.xlsx" in capsys.readouterr().out


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
