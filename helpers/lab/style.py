"""Chinese in every plot, on every system: the font comes with a package, not from the system."""

from __future__ import annotations

import importlib.util
from pathlib import Path

FONT = "Noto Sans SC"
# told apart by the colour-blind and on a school's projector (Okabe and Ito, 2008)
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#666666")


def font_file() -> Path:
    """The font file that the package zhplot carries (Noto Sans SC, under the OFL)."""
    spec = importlib.util.find_spec("zhplot")  # found, not imported: it would change matplotlib
    assert spec is not None and spec.origin is not None, "zhplot is a dependency"
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def use_chinese_font() -> None:
    """Make matplotlib and seaborn write Chinese, with readable sizes and colours."""
    import matplotlib
    from cycler import cycler
    from matplotlib import font_manager

    font_manager.fontManager.addfont(str(font_file()))
    matplotlib.rcParams.update(
        {
            "font.family": [FONT],
            "font.size": 12,
            "axes.unicode_minus": False,
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "figure.figsize": (8, 4.5),
            "figure.dpi": 96,
        }
    )
