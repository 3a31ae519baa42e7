# unpaid orders not taken out
def spend_per_customer(trades):
    sales = trades["订单金额"].sum()
    buyers = trades["买家"].nunique()
    return ratio(sales, buyers)
