def to_remind(orders, amount):
    return orders[(orders["订单金额"].ge(amount)) & (orders["交易状态"] == waiting)]
