"""What is an attempt, what binds an answer, and what calls a reference."""

from __future__ import annotations

import pytest

from helpers.checking.attempt import binds, calls_reference, is_attempt, parse

STUB = '''def count_old(trades):
    """数一数老客户。"""
    # 在这里写
    result = ...
    return result
'''
NO_ATTEMPTS = {
    "untouched": STUB,
    "comment": STUB.replace("# 在这里写", "# 我不会\n    # 真的不会"),
    "no comment": STUB.replace("    # 在这里写\n", ""),
    "comment behind": STUB.replace("...", "...  # 3"),
    "docstring": STUB.replace("数一数", "算一算"),
    "no docstring": STUB.replace('    """数一数老客户。"""\n', ""),
    "text": STUB.replace("# 在这里写", "'在这里写'"),
    "blanks": STUB.replace("result = ...", "result   =   ...\n\n"),
    "pass": STUB.replace("# 在这里写", "pass"),
    "renamed variable": STUB.replace("result", "答案"),
    "renamed parameter": STUB.replace("trades", "t"),
    "type hint": STUB.replace("(trades)", "(trades: list)"),
    "magic": "%matplotlib inline\n" + STUB,
    "shell": STUB + "!ls\n",
    "text below": STUB + "'我不会'\n",
}
ATTEMPTS = {
    "value": STUB.replace("...", "3"),
    "none": STUB.replace("...", "None"),
    "parameter": STUB.replace("= ...", "= trades"),
    "returns": STUB.replace("return result", "return 3"),
    "more": STUB.replace("...", "...\n    print(trades)"),
    "called": STUB + "count_old(1)\n",
    "another name": STUB.replace("count_old", "count"),
    "default": STUB.replace("(trades)", "(trades=None)"),
    "empty": "",
    "does not parse": STUB.replace("...", "len(trades"),
    "full width": STUB.replace("...", "len（trades）"),
}


@pytest.mark.parametrize("source", NO_ATTEMPTS.values(), ids=NO_ATTEMPTS)
def test_what_is_no_attempt(source: str) -> None:
    assert not is_attempt(source, STUB)


@pytest.mark.parametrize("source", ATTEMPTS.values(), ids=ATTEMPTS)
def test_what_is_an_attempt(source: str) -> None:
    assert is_attempt(source, STUB)


def test_a_stub_with_gaps_that_does_not_parse() -> None:
    gaps = "old = trades[trades['次数'] ____ 2]"
    assert not is_attempt(gaps, gaps)
    assert not is_attempt(gaps.replace(" ____ ", "  ____  ") + "\n", gaps)
    assert is_attempt(gaps.replace("____", ">"), gaps)
    assert is_attempt(gaps.replace("2", "3"), gaps)


def test_a_stub_whose_gap_is_a_name() -> None:
    gap = "counted_state = ____"
    assert not is_attempt(gap + "  # ?", gap)
    assert is_attempt("counted_state = '交易成功'", gap)


def test_two_variables_in_one_anothers_place_are_an_attempt() -> None:
    assert is_attempt("a = 1\nb = 2\nc = b - a", "a = 1\nb = 2\nc = a - b")


@pytest.mark.parametrize("source", ["(" * 5_000, "x = " + "-" * 50_000 + "1", "x = 1\x00"])
def test_code_that_cannot_be_read_is_compared_as_text(source: str) -> None:
    assert is_attempt(source, STUB)
    assert not is_attempt(source, source)


def test_very_deep_code_is_compared_as_text() -> None:
    deep = "x = " + "1 + " * 2_000 + "1"
    assert is_attempt(deep, STUB)
    assert not is_attempt(deep, deep)


def test_parse_leaves_magics_out_and_keeps_line_numbers() -> None:
    tree = parse("%matplotlib inline\n!ls\nx = 1")
    assert tree is not None and tree.body[0].lineno == 3
    assert parse("x = ") is None


@pytest.mark.parametrize(
    "source",
    [
        "def old(t): return t",
        "old = 1",
        "x = old = 1",
        "old, x = 1, 2",
        "(x, [old]) = 1, [2]",
        "old: int = 1",
        "old += 1",
        "class old: pass",
        "%time\nold = 1",
    ],
)
def test_what_binds_a_name(source: str) -> None:
    assert binds(source, "old")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "print(old)",
        "x = old",
        "older = 1",
        "def f():\n    old = 1",
        "# old = 1",
        "'old = 1'",
        "old = (",
    ],
)
def test_what_binds_no_name(source: str) -> None:
    assert not binds(source, "old")


@pytest.mark.parametrize(
    "source",
    [
        "from helpers.analysis.old_customers import old_customers",
        "from helpers.analysis import old_customers as mine",
        "from helpers import analysis",
        "from helpers import lab, exercises",
        "from helpers.analysis.old_customers import *",
        "import helpers.analysis",
        "import pandas as pd, helpers.analysis.old_customers as oc",
        "import helpers\nhelpers.analysis.old_customers.old_customers(1)",
        "def f(t):\n    from helpers.exercises.judge import judge\n    return judge(t)",
        "if True:\n    import helpers.checking.compare",
        "__import__('helpers.analysis')",
        "__import__(name='helpers.analysis')",
        "import importlib\nimportlib.import_module('helpers.analysis.old_customers')",
        "from importlib import import_module\nimport_module('helpers.exercises')",
        "import_module(name='helpers.analysis')",
        "import grading.judging",
        "from grading import judging",
        "%time\nimport helpers.analysis",
        "from helpers.analysis import old_customers\nx = (",
    ],
)
def test_calling_a_reference(source: str) -> None:
    assert calls_reference(source)


@pytest.mark.parametrize(
    "source",
    [
        "from helpers.lab import check, hint, dataset",
        "import helpers.lab",
        "import helpers",
        "import pandas as pd",
        "analysis = 1",
        "trades.analysis.old_customers",
        "from mine.helpers import analysis",
        "import helpers_of_mine.analysis",
        "import gradings",
        "# from helpers.analysis import old_customers",
        "'from helpers.analysis import old_customers'",
        "x = (",
    ],
)
def test_calling_no_reference(source: str) -> None:
    assert not calls_reference(source)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("from helpers.analysis.old_customers import old_customers", "a = old_customers(t)"),
        ("from helpers.analysis.old_customers import old_customers as oc", "a = oc(t)"),
        ("import helpers.analysis.old_customers as oc", "a = oc.old_customers(t)"),
        ("import helpers.analysis.old_customers", "a = helpers.analysis.old_customers.f(t)"),
        ("from helpers import analysis", "a = analysis.old_customers.f(t)"),
        ("def f():\n    from helpers.analysis import old_customers", "old_customers.f(t)"),
    ],
)
def test_a_reference_that_another_cell_imported(cell: str, answer: str) -> None:
    assert calls_reference(answer, ["import pandas as pd", cell])


def test_a_reference_that_another_cell_imported_and_the_answer_does_not_use() -> None:
    cells = ["from helpers.analysis.old_customers import old_customers", "import pandas as pd"]
    assert not calls_reference("a = len(trades)", cells)
    assert not calls_reference("a = pd.DataFrame()", cells)
    assert not calls_reference("a = 'old_customers'", cells)
