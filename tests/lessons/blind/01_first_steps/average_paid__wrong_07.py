# state paid, awaiting shipping, instead of all that have been paid
def average_paid(orders):
    paid = orders[orders["交易状态"] == "买家已付款，等待卖家发货"]
    average = paid["订单金额"].mean()
    return average
