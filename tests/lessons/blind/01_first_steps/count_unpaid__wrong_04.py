# the rows instead of how many
def count_unpaid(orders):
    number = orders[orders["付款时间"].isna()]
    return number
