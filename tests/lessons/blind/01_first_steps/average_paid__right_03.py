def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    money = paid["订单金额"]
    average = money.sum() / money.count()
    return average
