# == None finds nothing
def count_unpaid(orders):
    number = (orders["付款时间"] == None).sum()
    return number
