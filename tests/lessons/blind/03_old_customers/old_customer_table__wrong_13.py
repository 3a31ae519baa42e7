# columns still called as in the earlier exercise
def old_customer_table(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    s = done.groupby("客户").agg(订单数=("订单编号", "count"), 金额合计=("交易金额", "sum")).round(2).reset_index()
    s = s[(s["订单数"] >= 2) & (s["金额合计"] > 40)]
    table = s.rename(columns={"客户": "客户名称"})
    return table
