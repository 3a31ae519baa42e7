# wrong column: number of items
def total_amount(orders):
    total = orders["商品件数"].sum()
    return total
