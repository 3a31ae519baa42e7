# money from the whole table, people who paid
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    sales = trades["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
