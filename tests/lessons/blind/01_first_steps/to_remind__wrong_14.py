# blank payment time instead of the state: closed orders too
def to_remind(orders, amount):
    remind = orders[(orders["付款时间"].isna()) & (orders["订单金额"] >= amount)]
    return remind
