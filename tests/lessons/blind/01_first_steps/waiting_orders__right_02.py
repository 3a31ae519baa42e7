def waiting_orders(orders):
    condition = orders["交易状态"].isin(["等待买家付款"])
    waiting = orders.loc[condition, :]
    return waiting
