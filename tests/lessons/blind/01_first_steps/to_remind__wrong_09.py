# wrong column: items instead of amount
def to_remind(orders, amount):
    remind = orders[(orders["交易状态"] == "等待买家付款") & (orders["商品件数"] >= amount)]
    return remind
