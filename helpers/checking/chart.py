"""A chart as plain data: what its axes show, read from matplotlib without importing it here."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any

MAX_MARKS = 2_000
_SIGNS = {"元": "￥¥"}  # other ways to write a unit


@dataclass(frozen=True)
class Chart:
    """What a reader sees: kind of marks, one label and one value a mark, and the texts.

    ``kind`` is "bar" (upright or lying), "line", "scatter", "pie" or "empty". ``values`` are in the
    units of the value axis, ``labels`` the tick labels beside the marks. ``from_zero`` tells whether the value
    axis includes zero, as bars must.
    """

    kind: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    title: str
    category_label: str
    value_label: str
    from_zero: bool

    def to_dict(self) -> dict[str, Any]:
        """Return JSON-ready data."""
        return {**asdict(self), "labels": list(self.labels), "values": list(self.values)}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Chart:
        """Build a chart from ``to_dict``'s data; raises ValueError or KeyError for any other form."""
        labels = tuple(str(label)[:200] for label in data["labels"])
        values = tuple(float(value) for value in data["values"])
        if len(labels) != len(values) or len(labels) > MAX_MARKS:
            raise ValueError("labels and values differ in number")
        texts = {k: str(data[k])[:500] for k in ("kind", "title", "category_label", "value_label")}
        return cls(labels=labels, values=values, from_zero=bool(data["from_zero"]), **texts)


def unit_of(label: str) -> str:
    """The unit in an axis' name, "元" of 金额（元）; several that would do are "位、人". Empty without one."""
    found = re.search(r"（(.+)）", label)
    return found[1] if found else ""


def has_unit(chart: Chart, units: str) -> bool:
    """Tell whether the value axis, or the title behind 单位：, names one of ``units`` (see ``unit_of``).

    The first may stand anywhere; any other only behind a sign, as in （人）.
    """
    # （单位：元） after the title, as charts in Excel often have it
    behind_title = re.search(r"单位\s*[：:].*", chart.title)
    label = chart.value_label + (behind_title[0] if behind_title else "")
    first, *others = units.split("、")
    if first in label or any(sign in label for sign in _SIGNS.get(first, "")):
        return True
    return any(re.search(rf"[（(/：:\[\s]{one}", label) for one in others)


def is_matplotlib(value: object) -> bool:
    """Tell whether ``value`` is an Axes or Figure, without importing matplotlib."""
    names = {(c.__module__.split(".")[0], c.__name__) for c in type(value).__mro__}
    return ("matplotlib", "Axes") in names or ("matplotlib", "Figure") in names


def read_chart(drawn: Any) -> Chart:
    """Read the first axes of a Figure, or the Axes itself, as a ``Chart``."""
    axes = drawn
    if isinstance(getattr(drawn, "axes", None), list):  # a Figure; an Axes' own ``axes`` is itself
        if not drawn.axes:
            return Chart("empty", (), (), "", "", "", False)
        axes = drawn.axes[0]
    containers = [c for c in axes.containers if hasattr(c, "orientation")]
    bars = [patch for container in containers for patch in container.patches]
    if bars:
        return _read_bars(axes, bars[:MAX_MARKS], containers[0].orientation == "horizontal")
    if axes.patches and all(type(p).__name__ == "Wedge" for p in axes.patches):
        wedges = axes.patches[:MAX_MARKS]
        spans = [(w.theta2 - w.theta1) / 360 for w in wedges]
        return _chart(axes, "pie", [str(w.get_label()) for w in wedges], spans, lying=False)
    if axes.lines:
        line = axes.lines[0]
        places = [float(x) for x in line.get_xdata(orig=False)]
        return _read_points(axes, "line", line.get_xdata(), places, line.get_ydata())
    if axes.collections:
        offsets = axes.collections[0].get_offsets()
        return _read_points(axes, "scatter", offsets[:, 0], offsets[:, 0], offsets[:, 1])
    return _chart(axes, "empty", [], [], lying=False)


def _read_bars(axes: Any, bars: list[Any], lying: bool) -> Chart:
    centres = [
        (b.get_y() + b.get_height() / 2) if lying else (b.get_x() + b.get_width() / 2) for b in bars
    ]
    values = [float(b.get_width() if lying else b.get_height()) for b in bars]
    return _chart(axes, "bar", _tick_labels(axes, centres, lying), values, lying)


def _read_points(axes: Any, kind: str, xs: Any, places: Any, ys: Any) -> Chart:
    labels = _tick_labels(axes, [float(place) for place in places], lying=False)
    days = str(getattr(xs, "dtype", "")).startswith("datetime64")
    if days or not all(labels) or any(map(_is_number, labels)):  # no names, only a scale
        labels = [f"{x:g}" if isinstance(x, (int, float)) else str(x) for x in xs]
    return _chart(axes, kind, labels[:MAX_MARKS], [float(y) for y in ys[:MAX_MARKS]], lying=False)


def _is_number(label: str) -> bool:
    try:
        float(label)
    except ValueError:
        return False
    return True


def _tick_labels(axes: Any, centres: list[float], lying: bool) -> list[str]:
    axis = axes.yaxis if lying else axes.xaxis
    ticks = dict(
        zip(
            [round(float(t), 3) for t in axis.get_ticklocs()],
            [str(t.get_text()) for t in axis.get_ticklabels()],
            strict=False,
        )
    )
    return [ticks.get(round(c, 3), "") for c in centres]


def _chart(axes: Any, kind: str, labels: list[str], values: list[float], lying: bool) -> Chart:
    x, y = str(axes.get_xlabel()).strip(), str(axes.get_ylabel()).strip()
    low, high = sorted(axes.get_xlim() if lying else axes.get_ylim())
    title = str(axes.get_title()).strip()
    if not title and axes.figure is not None:
        title = str(getattr(axes.figure, "get_suptitle", lambda: "")()).strip()
    return Chart(
        kind=kind,
        labels=tuple(labels),
        values=tuple(values),
        title=title,
        category_label=y if lying else x,
        value_label=x if lying else y,
        from_zero=bool(low <= 0 <= high),  # NumPy has a bool of its own
    )
