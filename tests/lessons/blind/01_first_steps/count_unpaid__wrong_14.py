# Excel function
def count_unpaid(orders):
    number = COUNTBLANK(orders["付款时间"])
    return number
