def to_remind(orders, amount):
    remind = orders.query("交易状态 == '等待买家付款' and 订单金额 >= @amount")
    return remind
