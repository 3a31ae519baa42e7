# from the raw trades, sorted, own sheet name, Chinese variable name
成功 = trades[trades["交易状态"] == "交易成功"]
表 = 成功.pivot_table(index="客户", values=["订单编号", "交易金额"], aggfunc={"订单编号": "count", "交易金额": "sum"}).reset_index()
表 = 表.rename(columns={"客户": "客户名称", "订单编号": "实际成交次数", "交易金额": "成交金额"})
表["成交金额"] = 表["成交金额"].round(2)
表 = 表[(表["实际成交次数"] >= 2) & (表["成交金额"] > 40)]
表 = 表[["客户名称", "实际成交次数", "成交金额"]].sort_values("成交金额", ascending=False)
表.to_excel("老客户统计表.xlsx", sheet_name="老客户", index=False)
