# text with a unit
def count_successful(trades):
    number = str((trades["交易状态"] == "交易成功").sum()) + "笔"
    return number
