# prints instead of returning
def count_buyers(orders):
    number = orders["买家"].nunique()
    print(number)
