def count_buyers(orders):
    buyers = orders["买家"]
    number = len(buyers.drop_duplicates().dropna())
    return number
