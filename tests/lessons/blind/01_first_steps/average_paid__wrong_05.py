# sum instead of mean
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    average = paid["订单金额"].sum()
    return average
