"""The sentence beside lesson 07's sliders, and that the sliders can be made."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from helpers.lab.widgets.rfm import cuts_sentence, explore_cuts

RFM = pd.DataFrame(
    [("甲", 10, 6, 300.0), ("乙", 400, 6, 200.5), ("丙", 20, 1, 12.0), ("丁", 10, 5, 100.0)],
    columns=["客户", "R", "F", "M"],
)


def test_the_sentence_counts_and_adds_up_two_classes() -> None:
    said = cuts_sentence(RFM, 100, 4.5, 50)
    assert "R 少于 100 天、F 多于 4.5 笔、M 多于 50 元" in said
    assert "重要价值 2 位</b>，一共花了 400.00 元" in said
    assert "重要保持 1 位，一共花了 200.50 元" in said


def test_what_equals_a_limit_is_low() -> None:
    assert "重要价值 1 位" in cuts_sentence(RFM, 100, 5, 50)
    assert "重要价值 0 位</b>，一共花了 0.00 元" in cuts_sentence(RFM, 10, 1, 50)


def test_the_sliders_show_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    import IPython.display

    shown: list[Any] = []
    monkeypatch.setattr(IPython.display, "display", shown.append)
    explore_cuts(RFM)
    (box,) = shown
    *sliders, text = box.children
    assert [slider.value for slider in sliders] == [402, 3.4, 137]
    sliders[2].value = 250
    assert "M 多于 250 元" in text.value and "重要价值 1 位" in text.value
