# Excel formula
def total_amount(orders):
    total = SUM(orders["订单金额"])
    return total
