# len of the comparison: counts every row
def count_successful(trades):
    number = len(trades["交易状态"] == "交易成功")
    return number
