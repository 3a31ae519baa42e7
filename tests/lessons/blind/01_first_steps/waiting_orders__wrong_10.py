# quotes round the short name
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == "waiting"]
    return waiting
