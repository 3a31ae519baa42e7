# sum of a mask, type converted
def count_successful(trades):
    number = int((trades["交易状态"] == "交易成功").sum())
    return number
