# forgot the state condition
def to_remind(orders, amount):
    remind = orders[orders["订单金额"] >= amount]
    return remind
