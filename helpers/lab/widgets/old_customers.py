"""Lesson 03: two sliders for the rule for old customers."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.old_customers import old_customers


def explore_rule(trades: pd.DataFrame) -> None:
    """Show two sliders for the rule for old customers, and how many customers it leaves.

    Args:
        trades: One row per order, with the columns 客户, 交易状态 and 交易金额 (yuan).
    """
    import ipywidgets as widgets
    from IPython.display import display

    style = {"description_width": "9em"}
    layout = widgets.Layout(width="28em")
    times = widgets.IntSlider(2, 1, 6, description="实际成交至少几次", style=style, layout=layout)
    amount = widgets.IntSlider(
        40, 0, 200, 10, description="成交金额大于多少元", style=style, layout=layout
    )
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        shown.value = rule_sentence(trades, times.value, amount.value)

    times.observe(update, "value")
    amount.observe(update, "value")
    update()
    display(widgets.VBox([times, amount, shown]))


def rule_sentence(trades: pd.DataFrame, min_orders: int, min_amount: float) -> str:
    """Say in Chinese how many old customers a rule leaves and how much they spent."""
    old = old_customers(trades, min_orders, min_amount)
    return (
        f"至少 {min_orders} 次、大于 {min_amount:g} 元：<b>{len(old)} 位</b>老客户，"
        f"一共花了 {old['成交金额'].sum():.2f} 元。"
    )
