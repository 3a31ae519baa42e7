# compares with the text NaT
def count_unpaid(orders):
    number = (orders["付款时间"] == "NaT").sum()
    return number
