# state name written wrongly, so no row
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == "等待付款"]
    return waiting
