# line not indented
def count_buyers(orders):
number = orders["买家"].nunique()
    return number
