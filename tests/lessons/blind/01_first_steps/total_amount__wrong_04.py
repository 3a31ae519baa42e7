# average instead of sum
def total_amount(orders):
    total = orders["订单金额"].mean()
    return total
