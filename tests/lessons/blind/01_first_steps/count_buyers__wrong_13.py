# count() counts the filled cells, repeats included
def count_buyers(orders):
    number = orders["买家"].count()
    return number
