# compares with an empty text
def count_unpaid(orders):
    number = (orders["付款时间"] == "").sum()
    return number
