# amount times items: the order amount is already for the whole order
def total_amount(orders):
    total = (orders["订单金额"] * orders["商品件数"]).sum()
    return total
