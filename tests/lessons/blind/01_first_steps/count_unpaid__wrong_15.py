# states waiting or closed: a closed order may have been paid and refunded
def count_unpaid(orders):
    number = orders["交易状态"].isin(["等待买家付款", "交易关闭"]).sum()
    return number
