# missing parentheses after sum
def total_amount(orders):
    total = orders["订单金额"].sum
    return total
