def count_unpaid(orders):
    blank = orders[orders["付款时间"].isnull()]
    number = len(blank)
    return number
