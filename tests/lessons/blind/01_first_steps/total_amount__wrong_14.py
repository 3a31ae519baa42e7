# rounded to whole yuan
def total_amount(orders):
    total = int(orders["订单金额"].sum())
    return total
