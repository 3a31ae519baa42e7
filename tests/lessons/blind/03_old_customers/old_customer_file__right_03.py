# written cell by cell with openpyxl
from openpyxl import Workbook

wb = Workbook()
ws = wb.active
ws.append(["客户名称", "实际成交次数", "成交金额"])
for name, times, money in summary[["客户", "实际成交次数", "成交金额"]].values.tolist():
    if times >= 2 and money > 40:
        ws.append([name, int(times), float(money)])
wb.save("老客户统计表.xlsx")
