# the list of buyers instead of how many
def count_buyers(orders):
    number = orders["买家"].unique()
    return number
