# divides by orders
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    sales = paid["订单金额"].sum()
    buyers = len(paid)
    return ratio(sales, buyers)
