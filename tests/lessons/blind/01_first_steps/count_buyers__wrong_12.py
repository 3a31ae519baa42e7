# result never named: forgot number =
def count_buyers(orders):
    orders["买家"].nunique()
    return number
