# only those waiting for payment
def count_unpaid(orders):
    number = len(orders[orders["交易状态"] == "等待买家付款"])
    return number
