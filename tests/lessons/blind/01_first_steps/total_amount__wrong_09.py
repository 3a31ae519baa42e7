# misspelt column name
def total_amount(orders):
    total = orders["定单金额"].sum()
    return total
