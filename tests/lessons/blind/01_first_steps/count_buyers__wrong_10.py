# reads the file again instead of using the table handed over
def count_buyers(orders):
    orders = pd.read_csv(dataset("first_day.csv"))
    number = orders["买家"].nunique()
    return number
