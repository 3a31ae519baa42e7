# money condition only
def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    total = done.groupby("客户").agg(次数=("订单编号", "count"), 金额=("交易金额", "sum"))
    old = total[total["金额"] > 40]
    return len(old)
