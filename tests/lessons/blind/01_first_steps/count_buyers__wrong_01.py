# missing parentheses after the method
def count_buyers(orders):
    number = orders["买家"].nunique
    return number
