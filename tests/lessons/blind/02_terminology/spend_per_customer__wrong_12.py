# daily figure averaged
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    day = paid.groupby(paid["付款时间"].dt.date).agg(m=("订单金额", "sum"), n=("买家", "nunique"))
    return (day["m"] / day["n"]).mean()
