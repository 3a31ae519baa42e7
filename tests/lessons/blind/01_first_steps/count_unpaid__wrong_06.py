# length of the mask is the whole table
def count_unpaid(orders):
    number = len(orders["付款时间"].isna())
    return number
