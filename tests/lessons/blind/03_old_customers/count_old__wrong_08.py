# 40.00 included
def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    total = done.groupby("客户").agg(次数=("订单编号", "count"), 金额=("交易金额", "sum")).round(2)
    old = total[(total["次数"] >= 2) & (total["金额"] >= 40)]
    return len(old)
