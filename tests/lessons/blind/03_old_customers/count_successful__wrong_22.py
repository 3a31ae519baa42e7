# counts shipped as successful too
def count_successful(trades):
    ok = trades[(trades["交易状态"] == "交易成功") | (trades["交易状态"] == "卖家已发货，等待买家确认")]
    number = len(ok)
    return number
