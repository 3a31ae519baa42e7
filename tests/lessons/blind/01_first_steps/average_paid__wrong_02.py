# average of the whole table, paid not used
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    average = orders["订单金额"].mean()
    return average
