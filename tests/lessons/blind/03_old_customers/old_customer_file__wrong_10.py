# all states counted (the state filter forgotten in the pivot table)
p = trades.pivot_table(index="客户", values=["订单编号", "交易金额"], aggfunc={"订单编号": "count", "交易金额": "sum"}).reset_index()
p = p[["客户", "订单编号", "交易金额"]]
p.columns = ["客户名称", "实际成交次数", "成交金额"]
p["成交金额"] = p["成交金额"].round(2)
p = p[(p["实际成交次数"] >= 2) & (p["成交金额"] > 40)]
p.to_excel("老客户统计表.xlsx", index=False)
