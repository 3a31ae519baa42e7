# renames first and then groups by the old name
def old_customer_table(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    done = done.rename(columns={"客户": "客户名称"})
    s = done.groupby("客户").agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).round(2).reset_index()
    table = s[(s["实际成交次数"] >= 2) & (s["成交金额"] > 40)]
    return table
