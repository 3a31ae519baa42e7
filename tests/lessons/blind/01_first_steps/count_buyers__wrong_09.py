# parameter renamed, but the outside table is still used
def count_buyers(table):
    number = orders["买家"].nunique()
    return number
