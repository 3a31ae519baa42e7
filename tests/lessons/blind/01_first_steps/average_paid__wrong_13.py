# only the mask is named paid, then a column is taken from it
def average_paid(orders):
    paid = orders["付款时间"].notna()
    average = paid["订单金额"].mean()
    return average
