# thinks the success filter was the one too early
def count_old(trades):
    total = trades.groupby("客户").agg(次数=("订单编号", "count"), 金额=("交易金额", "sum"))
    old = total[(total["次数"] >= 2) & (total["金额"] > 40)]
    return len(old)
