# groups all states first, picks the successful rows after: same result
def old_customer_table(trades):
    t = trades.groupby(["客户", "交易状态"]).agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).reset_index()
    t = t[t["交易状态"] == "交易成功"].round({"成交金额": 2})
    t = t[(t["实际成交次数"] >= 2) & (t["成交金额"] > 40)]
    t = t.drop(columns="交易状态")
    table = t.rename(columns={"客户": "客户名称"})
    return table
