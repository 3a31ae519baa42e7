def average_paid(orders):
    paid = orders.dropna(subset=["付款时间"])
    average = paid["订单金额"].mean()
    return average
