# compares with an empty text: nothing is filtered
def spend_per_customer(trades):
    paid = trades[trades["付款时间"] != ""]
    sales = paid["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
