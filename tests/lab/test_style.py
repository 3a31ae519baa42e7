"""Chinese in every plot: each character that the lessons could draw has a glyph in our font."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
import seaborn as sns
from matplotlib.ft2font import FT2Font

from helpers.exercises.catalog import lessons
from helpers.lab.dataset import REPOSITORY
from helpers.lab.style import COLOURS, FONT, font_file, use_chinese_font
from helpers.shop import datasets
from helpers.shop.raw_orders import ENCODING

matplotlib.use("Agg")
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*/*.ipynb"))


@pytest.fixture(autouse=True)
def _our_style() -> Iterator[None]:
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        use_chinese_font()
        yield
    plt.close("all")


def drawn(texts: Iterable[str]) -> None:
    """Draw texts for real; a missing glyph is an error."""
    figure = plt.figure()
    for text in texts:
        figure.text(0, 0, text.replace("$", r"\$"))
    saved(figure)


def saved(figure: plt.Figure) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.savefig(io.BytesIO(), format="png", dpi=30)


def strings(source: str) -> set[str]:
    """Every text in a cell's code: titles, labels, column names."""
    code = "\n".join("" if line.startswith("%") else line for line in source.splitlines())
    nodes = ast.walk(ast.parse(code))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def is_chinese(character: str) -> bool:
    """Tell a Chinese character or its punctuation; pictures (an emoji in a heading) are neither."""
    wide = unicodedata.east_asian_width(character) in ("W", "F")
    return wide and unicodedata.category(character) != "So"


def characters(texts: Iterable[str]) -> list[str]:
    """The texts' characters in lines of 40, without blanks and what no code can print."""
    found = sorted({c for text in texts for c in text if c.isprintable() and not c.isspace()})
    return ["".join(found[i : i + 40]) for i in range(0, len(found), 40)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_text_in_a_notebooks_code_can_be_drawn(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    texts = {t for cell in cells if cell.cell_type == "code" for t in strings(cell.source)}
    assert any(map(is_chinese, "".join(texts)))
    drawn(characters(texts))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_all_chinese_in_a_notebook_can_be_drawn(path: Path) -> None:
    text = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    drawn(characters(filter(is_chinese, text)))


@pytest.mark.parametrize("name", sorted({n for lesson in lessons() for n in lesson.datasets}))
def test_every_value_of_the_data_can_be_drawn(name: str) -> None:
    path = REPOSITORY / "datasets" / name
    encoding = ENCODING if name in datasets.RAW else "utf-8"
    table = pd.read_excel(path) if path.suffix == ".xlsx" else pd.read_csv(path, encoding=encoding)
    drawn(characters([*table.columns, *map(str, table.to_numpy().ravel())]))


def test_all_of_gb2312_has_glyphs() -> None:
    glyphs = FT2Font(str(font_file())).get_charmap()
    pairs = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    signs = [pair.decode("gb2312", "ignore") for pair in pairs]
    assert len([s for s in signs if s]) == 6763
    assert [s for s in signs if s and ord(s) not in glyphs] == []


def test_a_missing_glyph_would_be_noticed() -> None:
    with pytest.raises(UserWarning, match="Glyph"):
        drawn(["\U0001f600"])


SALES = pd.DataFrame({"客户": ["小岚", "阿树"], "金额（元）": [-3.5, 2.0]})
PLOTS: dict[str, Callable[[], object]] = {
    "pandas": lambda: SALES.plot.bar(x="客户", y="金额（元）", title="老客户"),
    "barplot": lambda: sns.barplot(SALES, x="客户", y="金额（元）"),
    "lineplot": lambda: sns.lineplot(SALES, x="客户", y="金额（元）"),
    "catplot": lambda: sns.catplot(SALES, x="客户", y="金额（元）", hue="客户", kind="bar"),
    "heatmap": lambda: sns.heatmap(SALES.set_index("客户"), annot=True),
}


@pytest.mark.parametrize("theme", [False, True], ids=["plain", "set_theme"])
@pytest.mark.parametrize("draw", PLOTS.values(), ids=PLOTS)
def test_plots_and_their_negative_numbers(draw: Callable[[], object], theme: bool) -> None:
    if theme:
        sns.set_theme(font=FONT, rc={"axes.unicode_minus": False})
    draw()
    assert plt.gcf().axes[0].xaxis.label.get_fontfamily() == [FONT]
    saved(plt.gcf())


def test_the_font_comes_with_a_package_and_not_from_the_system() -> None:
    assert font_file().is_file() and "site-packages" in font_file().parts
    assert matplotlib.font_manager.findfont(FONT) == str(font_file())


def test_colours_are_told_apart() -> None:
    cycle = matplotlib.rcParams["axes.prop_cycle"].by_key()["color"]
    assert tuple(cycle) == COLOURS and len(set(COLOURS)) == 7


def test_finding_the_font_leaves_its_package_alone() -> None:
    code = "import sys, helpers.lab; sys.exit('zhplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], timeout=120).returncode == 0
