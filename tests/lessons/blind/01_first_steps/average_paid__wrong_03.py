# isna: the unpaid ones
def average_paid(orders):
    paid = orders[orders["付款时间"].isna()]
    average = paid["订单金额"].mean()
    return average
