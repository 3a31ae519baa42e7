# wrong column: only statuses that wait for payment are taken out (closed unpaid ones stay)
def spend_per_customer(trades):
    paid = trades[trades["交易状态"] != "等待买家付款"]
    sales = paid["订单金额"].sum()
    buyers = paid["买家"].nunique()
    return ratio(sales, buyers)
