# function defined without amount, so it cannot be handed over
def to_remind(orders):
    remind = orders[(orders["交易状态"] == "等待买家付款") & (orders["订单金额"] >= amount)]
    return remind
