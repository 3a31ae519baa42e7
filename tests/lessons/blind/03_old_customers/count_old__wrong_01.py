# the draft copied unchanged
def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    done = done[done["交易金额"] > 40]
    total = done.groupby("客户").agg(次数=("订单编号", "count"), 金额=("交易金额", "sum"))
    old = total[total["次数"] >= 2]
    return len(old)
