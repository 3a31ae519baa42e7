def count_unpaid(orders):
    number = len(orders) - orders["付款时间"].count()
    return number
