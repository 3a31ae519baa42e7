# looks at 交易状态 == 交易成功
def spend_per_customer(trades):
    paid = trades[trades["交易状态"] == "交易成功"]
    sales = paid["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
