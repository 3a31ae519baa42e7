"""Lessons 05 and 06's sheet: 24 customers in the layout of the course, made up by hand.

Row 1 is a title with the course's slip ("6月31日"), row 2 the header, rows 3 to 26 the customers; dates
of purchase in D, E and F, the total in I. Every bound and every gap of the course's classes has a
customer: exactly 100 and 200 yuan and just over, often but little, once but much, twice on one day.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FILE = "customers_24.xlsx"
SHEET = "客户消费情况"
TITLE = "客户消费情况统计表（2019年5月1日—6月31日）"
DATES = ["第一次购买日期", "第二次购买日期", "第三次购买日期"]
COLUMNS = ["序号", "姓名", "性别", *DATES, "近3个月总购买频次", "是否粉丝", "总消费金额/元"]
_WIDTHS = (6, 10, 6, 16, 16, 16, 18, 10, 14)

# name, sex, first, second and third purchase (month-day), how often, fan of the shop, yuan in all
_ROWS: tuple[tuple[str, str, str, str, str, int, str, float], ...] = (
    ("沈若兰", "女", "05-01", "05-13", "05-27", 5, "是", 386.50),
    ("杜明远", "男", "05-02", "05-20", "", 2, "否", 158.00),
    ("贺青禾", "女", "05-02", "", "", 1, "是", 268.00),
    ("石磊", "男", "05-03", "05-03", "06-01", 3, "否", 143.70),
    ("叶知秋", "女", "05-04", "05-11", "05-18", 6, "是", 512.30),
    ("龚海涛", "男", "05-05", "06-12", "", 2, "否", 76.40),
    ("尹素梅", "女", "05-05", "05-12", "05-19", 8, "是", 200.00),
    ("房启航", "男", "05-06", "", "", 1, "否", 39.90),
    ("穆晓棠", "女", "05-08", "05-22", "06-05", 4, "是", 231.60),
    ("乔安平", "男", "05-09", "05-30", "06-27", 3, "否", 100.00),
    ("阮玉洁", "女", "05-10", "06-10", "", 2, "是", 214.80),
    ("熊大川", "男", "05-11", "05-14", "05-15", 4, "否", 128.50),
    ("薛冬梅", "女", "05-13", "", "", 1, "否", 58.00),
    ("莫子谦", "男", "05-15", "05-29", "06-12", 3, "是", 187.20),
    ("白露", "女", "05-16", "06-03", "06-20", 4, "是", 298.90),
    ("柯振宇", "男", "05-18", "06-18", "", 2, "否", 100.10),
    ("苗秀英", "女", "05-20", "05-23", "05-26", 7, "是", 643.00),
    ("鲁小北", "男", "05-21", "", "", 1, "是", 126.00),
    ("佟雅琴", "女", "05-24", "05-31", "06-07", 5, "否", 200.50),
    ("康宏达", "男", "05-26", "06-15", "06-30", 3, "是", 256.40),
    ("安小茹", "女", "06-01", "06-01", "", 2, "是", 92.60),
    ("邢家伟", "男", "06-06", "", "", 1, "否", 45.50),
    ("卓一凡", "女", "06-14", "06-21", "06-29", 3, "是", 118.00),
    ("温静姝", "女", "06-30", "", "", 1, "否", 88.80),
)


def course_sheet() -> pd.DataFrame:
    """The 24 customers with the columns of ``COLUMNS``; a purchase that never was is blank (NaT)."""
    rows = [(number, *row) for number, row in enumerate(_ROWS, 1)]
    table = pd.DataFrame(rows, columns=COLUMNS)
    for column in DATES:
        full = ("2019-" + table[column]).where(table[column] != "")
        table[column] = pd.to_datetime(full)
    return table


def write_course_sheet(table: pd.DataFrame, path: Path) -> None:
    """Write the customers in the course's layout: title in row 1, header in row 2."""
    with pd.ExcelWriter(path, engine="openpyxl") as writer:
        table.to_excel(writer, sheet_name=SHEET, index=False, startrow=1)
        sheet = writer.sheets[SHEET]
        sheet["A1"] = TITLE
        sheet.merge_cells("A1:I1")
        sheet.freeze_panes = "A3"
        for row in sheet["D3:F26"]:  # with the time of day they would not fit, and show as ####
            for cell in row:
                cell.number_format = "yyyy-mm-dd"
        for column, width in zip("ABCDEFGHI", _WIDTHS, strict=True):
            sheet.column_dimensions[column].width = width
