# filter result is not kept in a name
def spend_per_customer(trades):
    trades[trades["付款时间"].notna()]
    sales = trades["订单金额"].sum()
    buyers = trades["买家"].nunique()
    return ratio(sales, buyers)
