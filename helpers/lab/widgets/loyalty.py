"""Lesson 10: two sliders for the cut-offs of the four types of loyalty."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.loyalty import TYPES, type_summary


def explore_quadrants(customers: pd.DataFrame) -> None:
    """Show two sliders for the cut-offs of attitude and behaviour, and the four types they make.

    Args:
        customers: One row per customer, with the columns 态度 (1–5), 成交次数 and 成交金额 (yuan).
    """
    import ipywidgets as widgets
    from IPython.display import display

    style = {"description_width": "9em"}
    layout = widgets.Layout(width="28em")
    like = widgets.FloatSlider(
        value=4, min=2, max=5, step=0.5, description="态度至少几分", style=style, layout=layout
    )
    often = widgets.IntSlider(4, 1, 12, description="成交至少几次", style=style, layout=layout)
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        shown.value = quadrant_sentence(customers, like.value, often.value)

    like.observe(update, "value")
    often.observe(update, "value")
    update()
    display(widgets.VBox([like, often, shown]))


def quadrant_sentence(customers: pd.DataFrame, like: float, often: float) -> str:
    """Say in Chinese how many customers are of each type, and what part of the money is inert."""
    table = type_summary(customers, like, often).set_index("忠诚类型")
    numbers = "、".join(f"{name} <b>{table['客户数'][name]}</b> 位" for name in TYPES)
    share = float(table["金额占比"]["惯性忠诚"])
    money = "还没有成交金额" if pd.isna(share) else f"惯性忠诚的客户花的钱占 {share:.1%}"
    return f"态度 {like:g} 分及以上、成交 {often:g} 次及以上：{numbers}；{money}。"
