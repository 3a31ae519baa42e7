# copied the state of the example
def to_remind(orders, amount):
    remind = orders[(orders["交易状态"] == "卖家已发货，等待买家确认") & (orders["订单金额"] >= amount)]
    return remind
