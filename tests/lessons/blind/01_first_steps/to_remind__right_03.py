def to_remind(orders, amount):
    unpaid = orders["交易状态"].eq("等待买家付款")
    large = amount <= orders["订单金额"]
    remind = orders[unpaid & large]
    return remind
