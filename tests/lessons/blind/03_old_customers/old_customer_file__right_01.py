# from summary, as shown
old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
old = old.rename(columns={"客户": "客户名称"})
old.to_excel("老客户统计表.xlsx", index=False)
