def waiting_orders(orders):
    waiting = orders.query('交易状态 == "等待买家付款"')
    return waiting
