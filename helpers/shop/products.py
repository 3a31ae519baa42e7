"""The shop's shelf."""

from __future__ import annotations

import pandas as pd

_SHELF = (  # title, category, price in cents, how often it is taken (relative)
    ("每日坚果混合装 7包", "混合坚果", 2990, 9.0),
    ("每日坚果混合装 30包", "混合坚果", 8990, 3.0),
    ("原味瓜子 500g", "瓜子", 990, 10.0),
    ("五香瓜子 500g", "瓜子", 990, 7.0),
    ("焦糖瓜子 250g", "瓜子", 690, 6.0),
    ("盐焗花生 400g", "花生", 1280, 8.0),
    ("蒜香花生 250g", "花生", 890, 5.0),
    ("薄皮核桃 500g", "核桃", 2680, 6.0),
    ("奶香碧根果 250g", "核桃", 2590, 6.0),
    ("开口松子 200g", "松子", 3990, 3.0),
    ("夏威夷果 250g", "夏威夷果", 2790, 5.0),
    ("炭烧腰果 200g", "腰果", 2480, 5.0),
    ("原味巴旦木 250g", "巴旦木", 2380, 5.0),
    ("糖炒板栗仁 100g", "板栗", 790, 8.0),
    ("红枣夹核桃 250g", "果干", 1980, 5.0),
    ("新疆葡萄干 250g", "果干", 1090, 6.0),
    ("芒果干 100g", "果干", 950, 7.0),
    ("冻干草莓 30g", "果干", 1390, 4.0),
    ("手工山楂条 200g", "果干", 680, 5.0),
    ("海苔脆 40g", "零食", 590, 6.0),
    ("猫耳朵 150g", "零食", 490, 4.0),
    ("小麻花 200g", "零食", 650, 4.0),
    ("坚果礼盒 8袋", "礼盒", 12800, 1.5),
    ("年货大礼包 12袋", "礼盒", 19800, 0.7),
)


def shelf() -> pd.DataFrame:
    """Columns product_id, title, category, price_cents, weight (relative popularity)."""
    table = pd.DataFrame(list(_SHELF), columns=["title", "category", "price_cents", "weight"])
    table.insert(0, "product_id", range(1, len(table) + 1))
    return table
