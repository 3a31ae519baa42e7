def total_amount(orders):
    money = orders["订单金额"]
    total = round(money.sum(), 2)  # 到分
    return total
