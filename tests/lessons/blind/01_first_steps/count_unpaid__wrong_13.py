# both conditions: blank and waiting, though any state counts
def count_unpaid(orders):
    number = (orders["付款时间"].isna() & (orders["交易状态"] == "等待买家付款")).sum()
    return number
