# missing closing bracket
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == "等待买家付款"
    return waiting
