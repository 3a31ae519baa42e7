# single equals sign overwrites the whole column
def waiting_orders(orders):
    orders["交易状态"] = "等待买家付款"
    waiting = orders
    return waiting
