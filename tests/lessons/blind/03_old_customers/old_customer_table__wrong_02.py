# uses done from outside
def old_customer_table(trades):
    s = done.groupby("客户").agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).round(2).reset_index()
    table = s[(s["实际成交次数"] >= 2) & (s["成交金额"] > 40)].rename(columns={"客户": "客户名称"})
    return table
