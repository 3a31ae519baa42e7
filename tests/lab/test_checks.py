"""``check``, ``hint`` and error cards in one real kernel; each test works on an exercise of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest

from helpers.exercises.catalog import exercise
from tests.lab.kernel import Notebook, Outputs, notebook

pytestmark = pytest.mark.slow

SET_UP = """import pandas as pd
from helpers.lab import check, dataset, hint, ratio
trades = pd.read_excel(dataset("trades_2019_09.xlsx"), dtype={"订单编号": str})
"""
COUNTED = """def count_successful(trades):
    number = (trades["交易状态"] == "交易成功").sum()
    return number
"""
OLD_COUNTED = """def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    total = done.groupby("客户")["交易金额"].agg(["count", "sum"])
    old = total[(total["count"] >= 2) & (total["sum"] > 40)]
    return len(old)
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Notebook]:
    with notebook(tmp_path_factory.mktemp("lesson")) as opened:
        assert opened.run(SET_UP) == Outputs()
        yield opened


def checked(book: Notebook, name: str) -> Outputs:
    shown = book.run(f'check("{name}")', f"check_{name}")
    assert shown.error == ""
    assert shown.printed == ""  # stderr would cost the marks in stock nbgrader
    assert exercise(name).title in shown.words
    return shown


def test_before_the_answer_ran(book: Notebook) -> None:
    shown = checked(book, "quick_rate")
    assert shown.value == "0"
    assert "还没有作答" in shown.words and "还没有找到 quick_rate" in shown.words


def test_the_untouched_stub(book: Notebook) -> None:
    stub = exercise("average_wait").stub
    for source in (stub, stub + "\n# 我不会"):
        assert book.run(source, "average_wait").error == ""
        shown = checked(book, "average_wait")
        assert shown.value == "0" and "还没有作答" in shown.words


def test_a_hint_in_the_answers_place_is_named(book: Notebook) -> None:
    book.run('best_day = (\n    hint("best_day")\n)', "best_day")
    assert "要写在别的格子里" in checked(book, "best_day").words


def test_a_wrong_answer_then_a_right_one(book: Notebook) -> None:
    book.run("def count_successful(trades):\n    return len(trades)", "count")
    wrong = checked(book, "count_successful")
    assert float(wrong.value) < 3 and "想一想" in wrong.words and "所有订单" in wrong.words
    book.run(COUNTED, "count")
    right = checked(book, "count_successful")
    assert right.value == "3" and "全对" in right.words and "3 / 3 分" in right.words


def test_a_right_answer_in_a_new_cell_counts(book: Notebook) -> None:
    book.run("counted = 'A'", "old cell")
    assert checked(book, "counted_state").value == "0"
    book.run("counted = 'C'", "new cell")
    assert checked(book, "counted_state").value == "1"


def test_an_answer_that_raises_when_it_is_called(book: Notebook) -> None:
    book.run("def group_trades(trades):\n    return trades['电话']", "group")
    shown = checked(book, "group_trades")
    assert shown.value == "0"
    assert "第 2 行" in shown.words and "找不到“电话”" in shown.words and "交易金额" in shown.words


def test_an_endless_loop_does_not_hang_the_check(book: Notebook) -> None:
    book.run("import helpers.lab.checks as c\nc.SECONDS = 0.2")
    book.run("def refund_rate(refunds):\n    while True:\n        pass", "refunds")
    shown = checked(book, "refund_rate")
    book.run("c.SECONDS = 8.0")
    assert shown.value == "0" and "停不下来的循环" in shown.words


@pytest.mark.parametrize("cell", ["count_old", ""], ids=["cell ids", "no cell ids"])
@pytest.mark.parametrize(
    ("broken", "word"),
    [
        ("def count_old(trades)\n    return 3", "少了英文冒号"),
        ("def count_old(trades):\n    return （3)", "全角"),
        ("def count_old(trades):\n    return 3\nprint(count_odd(trades))", "不认识名字 count_odd"),
    ],
    ids=["syntax", "full width", "exception"],
)
def test_a_cell_that_failed_is_not_judged_by_its_former_value(
    book: Notebook, cell: str, broken: str, word: str
) -> None:
    book.run(OLD_COUNTED, cell)
    assert checked(book, "count_old").value == "4"
    assert book.run(broken, cell).error != ""
    shown = checked(book, "count_old")
    assert shown.value == "0"
    assert "运行出错" in shown.words and word in shown.words
    book.run(OLD_COUNTED, cell)
    assert checked(book, "count_old").value == "4"


@pytest.mark.parametrize("cell", ["changes", ""], ids=["cell ids", "no cell ids"])
def test_a_function_without_its_first_line(book: Notebook, cell: str) -> None:
    book.run("def class_changes(customers):\n    return 0", cell)
    assert "运行出错" not in checked(book, "class_changes").words
    shown = book.run("number = 1\nreturn number", cell)
    assert "return 只能写在 def 下面" in shown.words and not shown.traceback
    for _ in range(2):  # the second time, the last cell is a check
        assert "return 只能写在 def 下面" in checked(book, "class_changes").words
    book.run("class_changes(customers):\n    return 0", cell)
    assert "少了 def" in checked(book, "class_changes").words
    book.run("def class_changes(customers):\n    return 0", cell)
    assert "运行出错" not in checked(book, "class_changes").words


@pytest.mark.parametrize("cell", ["to_pay", ""], ids=["cell ids", "no cell ids"])
def test_an_answer_without_its_name(book: Notebook, cell: str) -> None:
    book.run("seeds_price, snack_price, postage, coupon = 9.9, 4.9, 5, 3", "names")
    total = "seeds_price * 2 + snack_price * 3 + postage - coupon"
    for before in ("...", "to_pay = 42.5", f"to_pay = {total}", f"to_pay = {total} ＋ 1"):
        book.run(before, cell)
        book.run(total, cell)
        for _ in range(2):  # the second time, the last cell is a check
            shown = checked(book, "to_pay")
            assert shown.value == "0" and f"要写成 to_pay = {total}。" in shown.words
    book.run(f"to_pay = {total}\nto_pay + 0", cell)
    assert checked(book, "to_pay").value == "2"


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n        y = x\n    return y",
        "def f(x):\n    y = x\n     return y",
        "def f(x):\nreturn x",
    ],
    ids=["eight spaces", "five spaces", "no spaces"],
)
def test_blanks_that_cannot_be_read_are_explained_and_so_is_what_comes_later(
    book: Notebook, source: str
) -> None:
    shown = book.run(source)
    assert "缩进不对" in shown.words and shown.printed == "" and not shown.traceback
    assert "除数是 0" in book.run("1 / 0").words


def test_a_sum_in_another_cell_costs_nothing(book: Notebook) -> None:
    book.run('after_three_runs = "B"', "cell_order")
    book.run("10 - 3", "elsewhere")
    assert checked(book, "cell_order").value == "1"


def test_another_cell_that_failed_costs_nothing(book: Notebook) -> None:
    book.run(
        "def pooled_rate(daily):\n    return daily['下单数'].sum() / daily['咨询次数'].sum()", "p"
    )
    before = checked(book, "pooled_rate").value
    assert float(before) > 0
    book.run("1 / 0", "elsewhere")
    book.run("pooled_rate(", "elsewhere too")
    assert checked(book, "pooled_rate").value == before


def test_an_answer_whose_name_was_changed_is_gone(book: Notebook) -> None:
    book.run("def recent_days(inquiries, last, days):\n    return inquiries", "recent")
    assert "还没有找到" not in checked(book, "recent_days").words
    book.run("def recent_day(inquiries, last, days):\n    return inquiries", "recent")
    shown = checked(book, "recent_days")
    assert shown.value == "0" and "还没有找到 recent_days" in shown.words


@pytest.mark.parametrize(
    "line",
    [
        "from helpers.analysis.terminology import spend_per_customer as mine",
        "import helpers.analysis.terminology",
    ],
)
def test_an_answer_that_calls_a_reference_is_refused(book: Notebook, line: str) -> None:
    source = f"def spend_per_customer(trades):\n    {line}\n    return 1"
    book.run(source, "spend")
    shown = checked(book, "spend_per_customer")
    assert shown.value == "0" and "不计分" in shown.words


def test_html_in_a_learners_column_name_is_text(book: Notebook) -> None:
    name = "<script>alert(1)</script>"
    book.run(
        f"def pick_old(summary):\n    return summary.rename(columns={{'客户': '{name}'}})", "pick"
    )
    shown = checked(book, "pick_old")
    assert name in shown.words and "<script" not in shown.html


def test_html_in_a_learners_exception_is_text(book: Notebook) -> None:
    shown = book.run("raise ValueError('<img src=x onerror=alert(1)>')")
    assert "<img src=x" in shown.words and "<img" not in shown.html


def test_an_exception_is_explained_and_the_english_is_folded(book: Notebook) -> None:
    shown = book.run("n = 1\ntrades['交易全额'].sum()")
    outer, inner = shown.html.split("<details", 1)
    assert "第 2 行" in outer and "是不是想写 交易金额？" in outer and "Traceback" not in outer
    assert "open" not in inner.split(">", 1)[0]
    assert "Traceback" in inner and "KeyError" in inner
    assert shown.error == "KeyError" and not shown.traceback  # Run All stops, without the scare


def test_an_exception_in_a_function_names_the_learners_line(book: Notebook) -> None:
    shown = book.run("def f(t):\n    x = 1\n    return t.groupby('电话').size()\n\nf(trades)")
    assert "第 3 行（return t.groupby('电话').size()）" in shown.words


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("n = (1, 2", "还没有写完"),
        ("trade.head()", "是不是想写 trades？"),
        ("ratio(trades, 2)", "可是上面那个是一张表"),
        ("dataset('没有.csv')", "找不到数据文件 没有.csv"),
        ("check('no_such_exercise')", "没有叫“no_such_exercise”的练习"),
        ("hint('练习的名字')", "引号里要写题目里给的名字"),
        ("other = pd.DataFrame({'店铺': []})\ntrades.sort_values('店铺')", "它在另一张表里"),
    ],
)
def test_other_error_cards(book: Notebook, source: str, word: str) -> None:
    assert word in book.run(source).words.split("Python 的原话")[0]


def test_hints_come_one_by_one(book: Notebook) -> None:
    hints = exercise("draw_top").hints
    for seen in [1, 2, 3, 3]:
        printed = book.run('hint("draw_top")').printed
        assert printed.splitlines() == [
            f"提示 {number}/3：{text}" for number, text in enumerate(hints[:seen], 1)
        ]


def test_a_workbook_that_is_not_there_and_one_with_another_name(book: Notebook) -> None:
    shown = checked(book, "old_customer_file")
    assert shown.value == "0" and "还没有找到文件“老客户统计表.xlsx”" in shown.words
    assert "同一个文件夹" in shown.words
    table = pd.DataFrame({"客户名称": ["小岚"], "实际成交次数": [2], "成交金额": [41.0]})
    table.to_excel(book.folder / "老客户.xlsx", index=False)
    shown = checked(book, "old_customer_file")
    assert shown.value == "0" and "文件夹里只有：老客户.xlsx" in shown.words
    (book.folder / "老客户.xlsx").rename(book.folder / "老客户统计表.xlsx")
    assert "还没有" not in checked(book, "old_customer_file").words


def test_a_cell_that_should_have_written_the_workbook_and_failed(book: Notebook) -> None:
    (book.folder / "老客户统计表.xlsx").unlink(missing_ok=True)
    book.run('my_tabel.to_excel("老客户统计表.xlsx")', "file")
    assert "不认识名字 my_tabel" in checked(book, "old_customer_file").words
    book.run("pass", "file")
    assert "还没有找到文件" in checked(book, "old_customer_file").words


def test_a_file_that_is_no_workbook(book: Notebook) -> None:
    path = book.folder / "老客户统计表.xlsx"
    path.write_bytes(b"no workbook")
    shown = checked(book, "old_customer_file")
    path.unlink()
    assert shown.value == "0" and "另存为 .xlsx" in shown.words
