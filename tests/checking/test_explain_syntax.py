"""Slips of writing, compiled by Python itself, in plain Chinese with the line."""

from __future__ import annotations

import pytest

from helpers.checking.explain import explain
from tests.checking.support import said


@pytest.mark.parametrize(
    ("source", "wide", "narrow"),
    [
        ("print（1)", "（", "("),
        ("a = [1，2]", "，", ","),
        ("def f(x)：\n    return x", "：", ":"),
        ("print(“好”)", "“", '"'),
        ("a = trades['客户’]", "’", "'"),
        ('print("你好”)', "”", '"'),
        ("a ＝ 3", "＝", "="),
        ("a = trades【'客户'】", "【", "["),
    ],
)
def test_full_width_punctuation(source: str, wide: str, narrow: str) -> None:
    said(source, f"全角）符号 {wide} ", f"半角）的 {narrow} ")


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("a = '好，的' 3", "读不懂"),
        ("a = '满 40 => 减 5' 3", "读不懂"),
        ('print("你好，世界"', "数一数"),
        ('print("你好，世界)', "引号没有配对"),
        ('print("他说“好”)', "引号没有配对"),
        ("a = '''说明：还没有写完", "引号没有配对"),
        ("def f(x)  # 定义：一个函数", "少了英文冒号"),
    ],
)
def test_full_width_signs_in_a_text_or_comment_are_not_blamed(source: str, word: str) -> None:
    assert "全角" not in said(source, word)


@pytest.mark.parametrize(
    ("sign", "right"), [("≥", ">="), ("≤", "<="), ("≠", "!="), ("=>", ">="), ("×", "*"), ("÷", "/")]
)
def test_signs_from_the_mathematics_book(sign: str, right: str) -> None:
    said(f"a = trades['交易金额'] {sign} 40", f"不认识 {sign}，要写成 {right}")


@pytest.mark.parametrize(
    "source", ["a = 40元", "a = 12.5 + 40 元", "2次 = 1", "n = 3\na = n > 40abc"]
)
def test_a_number_with_its_unit(source: str) -> None:
    said(source, "数字后面直接跟了文字", line=source.count("\n") + 1)


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("a = trades[trades['交易金额'] > 40", "数一数"),
        ("a = (1, 2\nb = 3", "数一数"),
        ("a = {1: 2\nb = 3", "数一数"),
        ("a = (1, 2]", "不是同一种"),
        ("a = 1)", "多了一个"),
        ("a = [1]]", "多了一个"),
        ("a = 'abc", "引号"),
    ],
)
def test_unbalanced_brackets_and_quotes(source: str, word: str) -> None:
    said(source, "没有配对", word)


@pytest.mark.parametrize("head", ["def f(x)", "if 3 > 2", "for i in [1]"])
def test_a_missing_colon(head: str) -> None:
    said(f"n = 1\n{head}\n    print(n)", "少了英文冒号", line=2)


@pytest.mark.parametrize("source", ["if n = 3:\n    pass", "trades[trades['客户'] = '小岚']"])
def test_one_equals_sign_for_two(source: str) -> None:
    said(source, "两个等号 ==")


@pytest.mark.parametrize(
    ("source", "line"),
    [('{"有间隔" = 18}', 1), ('x = {"甲": 1, "乙" = 2}', 1), ('x = {\n    "甲" = 1,\n}', 2)],
)
def test_an_equals_sign_within_a_dict(source: str, line: int) -> None:
    said(source, "英文冒号", line=line)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("def f(x):\nreturn x", 2),
        ("def f(x):\n    y = x\n  return y", 3),
        ("x = 3\n  y = 4", 2),
        ("if True:\n\tx = 1\n        y = 2", 3),
    ],
)
def test_indentation(source: str, line: int) -> None:
    said(source, "缩进不对", line=line)


def test_return_that_slipped_out_of_its_function() -> None:
    said("def f(x):\n    y = x\nreturn y", "return 只能写在 def 下面", line=3)


@pytest.mark.parametrize("source", ["a = (1, 2", "a = '''说明：", "def f(x):"])
def test_a_cell_that_ends_too_early_in_jupyter(source: str) -> None:
    text = explain("SyntaxError", "incomplete input", source, 1)
    assert "还没有写完" in text and "全角" not in text


@pytest.mark.parametrize("message", ["incomplete input", "unterminated triple-quoted string"])
def test_the_double_quote_in_double_quotes(message: str) -> None:
    text = explain("SyntaxError", message, 'ids = ids.str.replace(""", "")', 1)
    assert "外面用单引号" in text


@pytest.mark.parametrize("written", ["best_day = 20", "... = 20", 'reason = "C"'])
def test_a_name_given_again_within_the_brackets(written: str) -> None:
    said(f"best_day = (\n    {written}\n)", "还在上面的括号里面", line=2)


@pytest.mark.parametrize("answer", ["=332-281", "= 20", "＝332-281"])
def test_a_sum_written_as_in_excel(answer: str) -> None:
    said(f"n = (\n    {answer}  # 在这里写你的代码\n)", "把最前面的 = 去掉", line=2)


@pytest.mark.parametrize(
    "source", ["n = (\n    332-281=51  # 差\n)", "n = 332 - 281 = 51", "n = (\n    1.5 + 2 =\n)"]
)
def test_a_sum_with_its_result(source: str) -> None:
    said(source, "等号和得数不用写", line=2 if "\n" in source else 1)


def test_full_width_digits() -> None:
    said("n = ２０", "全角）符号 ２ ", "半角）的 2 ")


def test_the_first_line_of_a_function_without_def() -> None:
    said("class_changes(customers):\n    return customers", "少了 def")


@pytest.mark.parametrize("sign", ["−", "—", "–"])
def test_a_dash_for_a_minus(sign: str) -> None:
    said(f"a = 332 {sign} 281", "要写成 -")


@pytest.mark.parametrize("source", ["a = [1 4 2]", "a = [1, 4 2]", "a = [\n    1 4 2\n]"])
def test_numbers_without_commas(source: str) -> None:
    said(source, "中间要有英文逗号", line=2 if "\n" in source else 1)
