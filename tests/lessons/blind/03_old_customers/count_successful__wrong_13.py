# counts customers, not orders
def count_successful(trades):
    number = trades[trades["交易状态"] == "交易成功"]["客户"].nunique()
    return number
