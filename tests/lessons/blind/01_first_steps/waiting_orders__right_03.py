def waiting_orders(orders):
    no = orders["交易状态"] != "等待买家付款"
    waiting = orders[~no].copy()
    return waiting

waiting_orders(orders)
