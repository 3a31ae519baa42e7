# wrong column: number of items
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
    average = paid["商品件数"].mean()
    return average
