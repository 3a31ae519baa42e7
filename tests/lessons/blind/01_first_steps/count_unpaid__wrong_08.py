# missing parentheses after sum
def count_unpaid(orders):
    number = orders["付款时间"].isna().sum
    return number
