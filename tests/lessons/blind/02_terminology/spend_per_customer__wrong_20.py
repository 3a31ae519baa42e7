# unfinished
def spend_per_customer(trades):
    ...  # 在这里写你的代码
    return ratio(sales, buyers)
