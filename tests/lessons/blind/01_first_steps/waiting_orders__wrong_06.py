# one column instead of the rows
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == "等待买家付款"]["买家"]
    return waiting
