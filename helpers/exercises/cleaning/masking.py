"""Phone numbers that only the shop may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from helpers.analysis.cleaning import mask_phones as reference_mask_phones
from helpers.checking.calls import Outcome
from helpers.exercises.cleaning import cases
from helpers.exercises.cleaning.cases import june_case
from helpers.exercises.cleaning.shapes import column_for_table
from helpers.exercises.model import Case, Exercise, Mistake, Part

Change = Callable[["pd.Series[str]"], Any]


def _changing(change: Change) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """The table with its phone numbers changed in some way."""
    return lambda kept: kept.assign(联系手机=change(kept["联系手机"]))


def _original_left(kept: pd.DataFrame) -> pd.DataFrame:
    return kept.assign(手机=reference_mask_phones(kept)["联系手机"])


def _is_original_left(expected: Outcome, actual: Outcome) -> bool:
    """A further column under whatever name, and the whole numbers still there."""
    right, mine = expected.value, actual.value
    if not isinstance(right, pd.DataFrame) or not isinstance(mine, pd.DataFrame):
        return False
    if len(mine) != len(right) or not set(right.columns) < set(map(str, mine.columns)):
        return False
    return bool((mine["联系手机"].dropna().astype(str).str.len() == 11).all())


def _all_like(pattern: str) -> Callable[[Outcome, Outcome], bool]:
    """Every number of the table has this form."""

    def recognises(expected: Outcome, actual: Outcome) -> bool:
        mine = actual.value
        if not isinstance(mine, pd.DataFrame) or list(mine) != list(expected.value):
            return False
        phones = mine["联系手机"].dropna()
        return len(phones) > 0 and bool(phones.astype(str).str.fullmatch(pattern).all())

    return recognises


def _is_blanks_as_text(expected: Outcome, actual: Outcome) -> bool:
    """The numbers that are there are masked; those that are not have become something too."""
    right, mine = expected.value, actual.value
    if not isinstance(mine, pd.DataFrame) or set(mine.columns) != set(right.columns):
        return False
    if set(mine["订单编号"]) != set(right["订单编号"]) or len(mine) != len(right):
        return False
    wanted = right.set_index("订单编号")["联系手机"]
    given = mine.set_index("订单编号")["联系手机"].reindex(wanted.index)
    return bool(given.notna().all() and (given == wanted)[wanted.notna()].all())


def _column_dropped(kept: pd.DataFrame) -> pd.DataFrame:
    return kept.drop(columns="联系手机")


def _phones_by_slice(kept: pd.DataFrame) -> pd.DataFrame:
    table = kept.copy()
    table["联系手机"] = table["联系手机"].str.slice_replace(3, 7, "****")
    return table


def _phones_by_pattern(kept: pd.DataFrame) -> pd.DataFrame:
    hidden = kept["联系手机"].str.replace(r"^(\d{3})\d{4}(\d{4})$", r"\1****\2", regex=True)
    return kept.assign(联系手机=hidden)


def _phones_by_loop(kept: pd.DataFrame) -> pd.DataFrame:
    table = kept.copy()
    hidden = []
    for phone in table["联系手机"]:
        hidden.append(None if pd.isna(phone) else phone[:3] + "****" + phone[7:])
    table["联系手机"] = hidden
    return table


def _phone_cases() -> list[Case]:
    return [
        Case("june", "六月的订单", {"kept": cases.kept()}),
        june_case(
            "four",
            "四位都留了手机",
            "kept",
            ("小满", "12434561789", 56.5, "03", None),
            ("晓晓", "12587652345", 37.75, "04", None),
            ("老韩", "12698703456", 20.25, "05", None),
            ("阿澈", "12712344567", 12.5, "06", None),
            ("阿木", "12856788901", 18.0, "07", None),
            ("小满", "12434561789", 31.0, "08", None),
            ("团购", "12911119876", 88.0, "09", None),
            ("豆豆", "12022226543", 15.5, "10", None),
        ),
        june_case(
            "no_phone",
            "有人没有留手机",
            "kept",
            ("自提", None, 26.75, "05", None),
            ("晓晓", "12587652345", 37.75, "06", None),
            ("阿澈", "12712344567", 12.5, "07", None),
        ),
    ]


MASK_PHONES = Exercise(
    name="mask_phones",
    title="给手机号打码",
    kind="function",
    answer="mask_phones",
    asks="写函数 mask_phones(kept)：联系手机 只露前 3 位和后 4 位，中间换成 ****；没有的还是空白。",
    stub="def mask_phones(kept):\n    table = kept.copy()\n    ...\n    return table",
    reference=lambda kept: reference_mask_phones(kept),
    cases=_phone_cases,
    parts=(
        Part("留了手机的", 3, ("four",)),
        Part("没有留手机的，六月的", 2, ("june", "no_phone"), random=True),
    ),
    mistakes=(
        Mistake(
            "four_in_front",
            "前面露出了 4 位，多了一位。",
            ".str[:3] 取的是前几位？",
            _changing(lambda p: p.str[:4] + "****" + p.str[-4:]),
        ),
        Mistake(
            "three_behind",
            "后面只露出了 3 位，少了一位。",
            "从倒数第几位开始，才是后 4 位？",
            _changing(lambda p: p.str[:3] + "****" + p.str[-3:]),
        ),
        Mistake(
            "two_in_front",
            "前面只露出了 2 位，少了一位。",
            "前 3 位，冒号后面写几？",
            _changing(lambda p: p.str[:2] + "****" + p.str[-4:]),
        ),
        Mistake(
            "last_digit_missing",
            "最后一位没有取到：冒号后面又写了一个数，取到它的前面就停了。",
            "要一直取到最后，冒号后面该不该写数？",
            _changing(lambda p: p.str[:3] + "****" + p.str[-4:-1]),
        ),
        Mistake(
            "one_behind",
            "后面只剩下了一个数字：没有冒号，只取一个字。",
            ".str[-4] 和 .str[-4:]，差在哪里？",
            _changing(lambda p: p.str[:3] + "****" + p.str[-4]),
        ),
        Mistake(
            "one_in_front",
            "前面只露出了一个数字：没有冒号，只取一个字。",
            ".str[3] 和 .str[:3]，差在哪里？",
            _changing(lambda p: p.str[3] + "****" + p.str[-4:]),
        ),
        Mistake(
            "one_each_side",
            "少了冒号：[3] 只取一个字，[:3] 才是取前三个。",
            "前后两处方括号里，冒号都写了吗？",
            _changing(lambda p: p.str[3] + "****" + p.str[-4]),
            recognises=_all_like(r"\d\*{4}\d"),
        ),
        Mistake(
            "first_four_behind",
            "后 4 位不对：.str[:4] 又从头取了 4 位。",
            "从最后往前数，4 的前面要添什么符号，冒号在哪一边？",
            _changing(lambda p: p.str[:3] + "****" + p.str[:4]),
        ),
        Mistake(
            "seven_behind",
            "后面露出了 7 位：.str[4:] 是从第 5 位一直取到最后。",
            "从最后往前数，4 的前面要添什么符号？",
            _changing(lambda p: p.str[:3] + "****" + p.str[4:]),
        ),
        Mistake(
            "as_the_example",
            "照抄了示例，只露第一个字：手机号要露前 3 位和后 4 位。",
            "示例取了几个字，星号有几个，后面接了什么？",
            _changing(lambda p: p.str[:1] + "**"),
        ),
        Mistake(
            "last_cut_off",
            "冒号放错了边：后半截露出来的不是后 4 位，是去掉后 4 位剩下的。",
            "从倒数第 4 位到最后，冒号写在 -4 的哪一边？",
            _changing(lambda p: p.str[:3] + "****" + p.str[:-4]),
        ),
        Mistake(
            "first_cut_off",
            "冒号放错了边：第 4 位以后的数字全露出来了。",
            "从头到第 3 位，冒号写在 3 的哪一边？",
            _changing(lambda p: p.str[3:] + "****" + p.str[-4:]),
        ),
        Mistake(
            "rows_for_digits",
            "没有写 .str，方括号取的是几行，不是几个数字，大多数都成了空白。",
            "要从每一格里取几个字，方括号前面要写什么？",
            _changing(lambda p: p[:3] + "****" + p[-4:]),
        ),
        Mistake(
            "other_stars",
            "中间的星号个数不对：题目要 4 个。",
            "数一数，引号里有几个星号？",
            _changing(lambda p: p.str[:3] + "***" + p.str[-4:]),
            recognises=_all_like(r"\d{3}(\*{1,3}|\*{5,})\d{4}"),
        ),
        Mistake(
            "all_hidden",
            "整个号码都成了星号，客服没法和客户核对后四位了。",
            "题目要露出哪几位？",
            _changing(lambda p: p.mask(p.notna(), "***********")),
            recognises=_all_like(r"\*+"),
        ),
        Mistake(
            "end_missing",
            "后 4 位没有接上。",
            "三段用加号连起来，第三段写了吗？",
            _changing(lambda p: p.str[:3] + "****"),
        ),
        Mistake(
            "one_number_for_all",
            "每一格都写成了 138****5678，那只是题目里的样子。",
            "前 3 位和后 4 位，要从谁的号码里取？",
            lambda kept: kept.assign(联系手机="138****5678"),
        ),
        Mistake(
            "rows_dropped",
            "没有留手机的订单被去掉了：这一步只打码，一行也不能少。",
            "没有留手机的，题目说应该是什么样？",
            lambda kept: reference_mask_phones(kept).dropna(subset=["联系手机"]),
        ),
        column_for_table(lambda kept: reference_mask_phones(kept), "联系手机"),
        Mistake(
            "nothing_hidden",
            "手机号还是原来的样子：打好码的一列，没有存回表里。",
            "等号左边，写的是 table 里的这一列吗？",
            lambda kept: kept.copy(),
        ),
        Mistake(
            "original_left",
            "打好码的放进了新的一列，原来的手机号还在表里，等于没有打码。",
            "等号左边的列名，要写新的，还是写回“联系手机”？",
            _original_left,
            recognises=_is_original_left,
        ),
        Mistake(
            "column_dropped",
            "你把这一列删掉了，客服要核对后四位，就没有办法了。",
            "题目要的是删掉，还是盖住中间？",
            _column_dropped,
        ),
        Mistake(
            "blanks_as_text",
            "没有留手机的人，也变出了一个号码。",
            "空白该不该还是空白？前面是不是先填了什么？",
            _changing(lambda p: (p.str[:3] + "****" + p.str[-4:]).fillna("****")),
            recognises=_is_blanks_as_text,
        ),
    ),
    styles=(_phones_by_slice, _phones_by_pattern, _phones_by_loop),
    hints=(
        "每一格取前 3 位：.str[:3]；取后 4 位：.str[-4:]。",
        "三段用加号连起来：前 3 位 + 四个星号 + 后 4 位，再存回同一列。",
        'phone = table["联系手机"]，table["联系手机"] = phone.str[:____] + "****" + phone.str[____:]',
    ),
    random=cases.random_kept,
)
