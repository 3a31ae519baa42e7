# copied without repairing
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    average = paid["定单金额"].mean()
    return average
