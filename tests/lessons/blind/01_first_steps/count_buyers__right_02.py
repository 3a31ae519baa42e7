def count_buyers(orders):
    number = len(orders["买家"].value_counts())
    return number
