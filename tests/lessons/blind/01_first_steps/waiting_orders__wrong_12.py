# condition compares the text with itself, not the column of the table
def waiting_orders(orders):
    waiting = orders["交易状态" == "等待买家付款"]
    return waiting
