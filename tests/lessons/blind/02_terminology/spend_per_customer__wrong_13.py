# average of each buyer's average order
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    return paid.groupby("买家")["订单金额"].mean().mean()
