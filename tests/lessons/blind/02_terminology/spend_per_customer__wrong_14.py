# mean of the order amounts called sales
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    sales = paid["订单金额"].mean()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
