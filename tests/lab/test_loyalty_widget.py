"""What lesson 10's sliders say, without drawing them."""

from __future__ import annotations

import pandas as pd

from helpers.lab.widgets.loyalty import quadrant_sentence

PEOPLE = pd.DataFrame(
    {
        "态度": [5.0, 4.0, 3.0, 2.0, None],
        "成交次数": [4, 1, 9, 0, 6],
        "成交金额": [40.0, 10.0, 25.0, 0.0, 25.0],
    }
)


def test_the_sentence_counts_each_type_and_the_inert_money() -> None:
    said = quadrant_sentence(PEOPLE, 4, 4)
    assert said == (
        "态度 4 分及以上、成交 4 次及以上：绝对忠诚 <b>1</b> 位、潜在忠诚 <b>1</b> 位、"
        "惯性忠诚 <b>1</b> 位、非忠诚 <b>1</b> 位；惯性忠诚的客户花的钱占 25.0%。"
    )


def test_other_cut_offs_move_people() -> None:
    said = quadrant_sentence(PEOPLE, 2.5, 1)
    assert "绝对忠诚 <b>3</b> 位" in said and "态度 2.5 分" in said and "占 0.0%" in said


def test_nobody_spent_anything() -> None:
    assert "还没有成交金额" in quadrant_sentence(PEOPLE.head(0), 4, 4)
