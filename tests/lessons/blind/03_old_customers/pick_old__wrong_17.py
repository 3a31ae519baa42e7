# starts again from the September orders outside of the function
def pick_old(summary):
    s = done.groupby("客户").agg(实际成交次数=("订单编号", "count"), 成交金额=("交易金额", "sum")).round(2).reset_index()
    old = s[(s["实际成交次数"] >= 2) & (s["成交金额"] > 40)]
    return old
