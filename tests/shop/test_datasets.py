"""The committed files are what the program makes, and contain what the lessons need."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from helpers.shop import datasets
from helpers.shop.simulate import Shop
from tests.shop.reading import read


@pytest.fixture(scope="module")
def shop() -> Shop:
    return datasets.story_shop()


@pytest.mark.parametrize("name", datasets.TABLES)
def test_each_file_is_what_its_seed_makes(name: str, shop: Shop) -> None:
    made = datasets.TABLES[name](shop)
    kept = read(datasets.FOLDER / name)
    assert list(made.columns) == list(kept.columns)
    made = made.astype(kept.dtypes.to_dict())  # files keep no unit of time
    pd.testing.assert_frame_equal(kept, made)


@pytest.mark.parametrize("name", datasets.TABLES)
def test_each_file_and_column_is_in_the_dictionary(name: str) -> None:
    text = (datasets.FOLDER / "README.md").read_text(encoding="utf-8")
    section = text.split(f"## {name}")[1].split("\n## ")[0]
    table = read(datasets.FOLDER / name)
    assert f"{len(table)} 行" in section
    for column in table.columns:
        assert column.strip() in section


def test_small_and_openable() -> None:
    files = list(datasets.FOLDER.iterdir())
    # member_orders.csv, two and a half years of orders, is by far the largest
    assert all(path.stat().st_size < 350_000 for path in files)
    assert sum(path.stat().st_size for path in files) < 1_000_000
    for path in datasets.FOLDER.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") or path.name in datasets.RAW
    sheets = pd.ExcelFile(datasets.FOLDER / "trades_2019_09.xlsx").sheet_names
    assert sheets[0] == "交易记录"


def test_writing_and_reading_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datasets.main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(datasets.TABLES)
    for name in datasets.TABLES:
        pd.testing.assert_frame_equal(read(tmp_path / name), read(datasets.FOLDER / name))
        if name.endswith(".csv"):
            assert (tmp_path / name).read_bytes() == (datasets.FOLDER / name).read_bytes()
    assert "trades_2019_09.xlsx" in capsys.readouterr().out
