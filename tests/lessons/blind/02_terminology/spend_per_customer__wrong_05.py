# divides by pieces
def spend_per_customer(trades):
    paid = trades[trades["付款时间"].notna()]
    sales = paid["订单金额"].sum()
    buyers = paid["商品件数"].sum()
    return ratio(sales, buyers)
