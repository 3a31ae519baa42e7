# wrong state: copied the example above
def waiting_orders(orders):
    waiting = orders[orders["交易状态"] == "买家已付款，等待卖家发货"]
    return waiting
