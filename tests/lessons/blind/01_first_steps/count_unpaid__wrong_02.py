# counts the paid ones
def count_unpaid(orders):
    number = orders["付款时间"].notna().sum()
    return number
