"""Lesson 07: three sliders for the limits between high and low."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import add_class, add_levels


def explore_cuts(rfm: pd.DataFrame) -> None:
    """Show three sliders for the limits of R, F and M, and how many customers are 重要价值 then.

    Args:
        rfm: One row per customer, with the columns R (days), F (orders) and M (yuan).
    """
    import ipywidgets as widgets
    from IPython.display import display

    style = {"description_width": "9em"}
    layout = widgets.Layout(width="28em")
    days = widgets.IntSlider(
        402, 30, 900, 1, description="R 少于多少天", style=style, layout=layout
    )
    orders = widgets.FloatSlider(
        value=3.4, min=1, max=15, step=0.1, description="F 多于多少笔", style=style, layout=layout
    )
    money = widgets.IntSlider(
        137, 10, 500, 1, description="M 多于多少元", style=style, layout=layout
    )
    shown = widgets.HTML()

    def update(_change: object = None) -> None:
        shown.value = cuts_sentence(rfm, days.value, orders.value, money.value)

    for slider in (days, orders, money):
        slider.observe(update, "value")
    update()
    display(widgets.VBox([days, orders, money, shown]))


def cuts_sentence(rfm: pd.DataFrame, days: float, orders: float, money: float) -> str:
    """Say in Chinese how many customers are in two of the classes under these limits."""
    table = add_class(add_levels(rfm, {"R": days, "F": orders, "M": money}))
    best = table[table["类别"] == "重要价值"]
    away = table[table["类别"] == "重要保持"]
    return (
        f"R 少于 {days:g} 天、F 多于 {orders:g} 笔、M 多于 {money:g} 元："
        f"<b>重要价值 {len(best)} 位</b>，一共花了 {best['M'].sum():.2f} 元；"
        f"重要保持 {len(away)} 位，一共花了 {away['M'].sum():.2f} 元。"
    )
