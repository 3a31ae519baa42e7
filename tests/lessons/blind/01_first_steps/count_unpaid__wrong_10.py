# count() does not count the Trues but all cells
def count_unpaid(orders):
    number = orders["付款时间"].isna().count()
    return number
