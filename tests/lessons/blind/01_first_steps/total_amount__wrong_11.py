# missing colon after def
def total_amount(orders)
    total = orders["订单金额"].sum()
    return total
