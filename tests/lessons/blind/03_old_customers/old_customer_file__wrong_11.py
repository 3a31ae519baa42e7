# no header line
old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
old.to_excel("老客户统计表.xlsx", index=False, header=False)
