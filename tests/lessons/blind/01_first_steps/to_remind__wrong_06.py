# forgot the amount condition
def to_remind(orders, amount):
    remind = orders[orders["交易状态"] == "等待买家付款"]
    return remind
