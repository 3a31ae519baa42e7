def total_amount(orders):
    total = 0
    for yuan in orders["订单金额"]:
        total = total + yuan
    return total
