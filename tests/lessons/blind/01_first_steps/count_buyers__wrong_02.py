# counts orders, not buyers
def count_buyers(orders):
    number = len(orders)
    return number
