def to_remind(orders, amount):
    remind = orders[orders["交易状态"] == "等待买家付款"]
    remind = remind[remind["订单金额"] >= amount]
    return remind
