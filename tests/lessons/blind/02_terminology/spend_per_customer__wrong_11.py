# duplicate buyers removed before adding the money
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()].drop_duplicates("买家")
    sales = paid["订单金额"].sum()
    buyers = len(paid)
    return ratio(sales, buyers)
