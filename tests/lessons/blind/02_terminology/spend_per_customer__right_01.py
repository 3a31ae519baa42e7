# dropna, then the mean of the buyers' totals
def spend_per_customer(trades):
    per_buyer = trades.dropna(subset=["付款时间"]).groupby("买家")["订单金额"].sum()
    return per_buyer.mean()
