# uses the outside name waiting inside, where waiting is the result
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == waiting]
    return waiting
