# called the outside text named paid
def average_paid(orders):
    average = paid["订单金额"].mean()
    return average
