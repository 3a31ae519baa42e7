# amount set again inside the function
def to_remind(orders, amount):
    amount = 30
    remind = orders[(orders["交易状态"] == "等待买家付款") & (orders["订单金额"] >= amount)]
    return remind
