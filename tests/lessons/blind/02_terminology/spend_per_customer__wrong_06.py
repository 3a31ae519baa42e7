# buyers counted from the whole table
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    sales = paid["订单金额"].sum()
    buyers = trades["买家"].nunique()
    return ratio(sales, buyers)
