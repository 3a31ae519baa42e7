# divides by all the orders
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    average = paid["订单金额"].sum() / len(orders)
    return average
