# renames first, pivot table, query
def old_customer_table(trades):
    t = trades.rename(columns={"客户": "客户名称"}).query("交易状态 == '交易成功'")
    p = t.pivot_table(index="客户名称", values=["订单编号", "交易金额"], aggfunc={"订单编号": "count", "交易金额": "sum"})
    p = p.reindex(columns=["订单编号", "交易金额"])
    p.columns = ["实际成交次数", "成交金额"]
    p["成交金额"] = p["成交金额"].round(2)
    table = p.query("实际成交次数 >= 2 & 成交金额 > 40").reset_index()
    return table
