# != None keeps every row
def average_paid(orders):
    paid = orders[orders["付款时间"] != None]
    average = paid["订单金额"].mean()
    return average
