# how many amounts instead of their sum
def total_amount(orders):
    total = orders["订单金额"].count()
    return total
