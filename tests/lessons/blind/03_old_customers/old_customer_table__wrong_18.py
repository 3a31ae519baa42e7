# groups by customer and state on all orders, never looks at the state
def old_customer_table(trades):
    s = trades.groupby(["客户", "交易状态"]).agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).round(2).reset_index()
    s = s[(s["实际成交次数"] >= 2) & (s["成交金额"] > 40)]
    s = s.rename(columns={"客户": "客户名称"})
    table = s[["客户名称", "实际成交次数", "成交金额"]]
    return table
