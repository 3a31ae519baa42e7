# the money of all orders, the number of the successful ones
def old_customer_table(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    a = done.groupby("客户").agg(实际成交次数=("订单编号", "count")).reset_index()
    b = trades.groupby("客户").agg(成交金额=("交易金额", "sum")).round(2).reset_index()
    s = a.merge(b, on="客户")
    s = s[(s["实际成交次数"] >= 2) & (s["成交金额"] > 40)]
    table = s.rename(columns={"客户": "客户名称"})
    return table
