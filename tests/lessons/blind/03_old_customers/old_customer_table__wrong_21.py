# only the first two steps done
def old_customer_table(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    table = done.groupby("客户").agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum"))
    return table
