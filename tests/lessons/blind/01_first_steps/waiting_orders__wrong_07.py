# how many instead of the rows
def waiting_orders(orders):
    waiting = (orders["交易状态"] == "等待买家付款").sum()
    return waiting
