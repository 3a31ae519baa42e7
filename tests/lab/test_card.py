"""The check card for every kind of verdict; nothing in it can be more than text."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import get_args

import pytest

from helpers.checking.verdict import PartResult, Shown, Status, Verdict
from helpers.lab.card import card_html

VERDICT = Verdict(
    exercise="count_old",
    title="老客户有几位",
    score=2.5,
    points=4,
    status="partial",
    headline="部分正确",
    says="正好两次的客户没有算。",
    asks="“及以上”包含这个数吗？",
    tables=(Shown("例子", ("客户", "次数"), (("小岚", "2"), ("阿树", "3"))),),
    parts=(PartResult("基本计算", 2.5, True), PartResult("边界", 1.5, False)),
)
STATUSES = get_args(Status)


class _Tags(HTMLParser):
    """Every tag opened and closed, and the text between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_card(status: Status) -> None:
    card = _Tags(card_html(replace(VERDICT, status=status)))
    assert card.open == []
    for words in (VERDICT.title, VERDICT.headline, "2.5 / 4 分", VERDICT.says, VERDICT.asks):
        assert words in card.text
    assert "想一想：" in card.text and "阿树" in card.text


def test_the_sign_tells_right_from_wrong_without_the_colour() -> None:
    signs = {status: card_signs(status) for status in STATUSES}
    assert signs["right"] not in {sign for status, sign in signs.items() if status != "right"}
    assert signs["not_attempted"] not in {signs["wrong"], signs["error"], signs["partial"]}


def card_signs(status: Status) -> str:
    return _Tags(card_html(replace(VERDICT, status=status, parts=()))).text[0]


@pytest.mark.parametrize("status", STATUSES)
def test_words_are_dark_enough_on_their_ground(status: Status) -> None:
    html = card_html(replace(VERDICT, status=status))
    dark, light = re.search(r"solid (#\w{6});background:(#\w{6})", html).groups()  # type: ignore[union-attr]
    ratio = (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)
    assert ratio >= 4  # large bold text needs 3


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_shares_of_the_marks_are_shown_until_all_are_earned() -> None:
    assert "✔ 基本计算（2.5 分）" in card_html(VERDICT)
    assert "✘ 边界（1.5 分）" in card_html(VERDICT)
    assert "得分点" not in card_html(replace(VERDICT, status="right"))
    assert "得分点" not in card_html(replace(VERDICT, parts=VERDICT.parts[:1]))


def test_nothing_is_said_where_there_is_nothing_to_say() -> None:
    card = _Tags(card_html(replace(VERDICT, says="", asks="", tables=(), parts=())))
    assert card.tags == {"div", "span"}
    assert "想一想" not in card.text


NASTY = "<script>alert(1)</script><img src=x onerror='x'>&amp;\"'</div></td>"


def test_everything_is_escaped() -> None:
    nasty = replace(
        VERDICT,
        title=NASTY,
        headline=NASTY,
        says=NASTY,
        asks=NASTY,
        tables=(Shown(NASTY, (NASTY, "次数"), ((NASTY, "2"),)),),
        parts=(PartResult(NASTY, 1, True), PartResult(NASTY, 1, False)),
    )
    card, plain = _Tags(card_html(nasty)), _Tags(card_html(VERDICT))
    assert (card.tags, card.attributes, card.open) == (plain.tags, plain.attributes, [])
    assert card.text.count(NASTY) == 9


def test_the_card_needs_no_script_and_no_network() -> None:
    card = _Tags(card_html(VERDICT))
    assert card.attributes == {"style"}
    assert "url(" not in card_html(VERDICT) and "http" not in card_html(VERDICT)


def test_a_table_shows_every_row_in_order() -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", card_html(VERDICT))
    assert [re.sub(r"<[^>]*>", " ", row).split() for row in rows] == [
        ["客户", "次数"],
        ["小岚", "2"],
        ["阿树", "3"],
    ]


@pytest.mark.parametrize(("score", "text"), [(2.5, "2.5"), (3.0, "3"), (0, "0")])
def test_nbgrader_reads_the_score_from_the_verdicts_repr(score: float, text: str) -> None:
    assert repr(replace(VERDICT, score=score)) == text


def test_a_verdict_is_plain_data() -> None:
    assert Verdict.from_dict(json.loads(json.dumps(VERDICT.to_dict()))) == VERDICT
