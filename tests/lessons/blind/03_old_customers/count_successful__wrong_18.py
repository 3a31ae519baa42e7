# counter is set, not raised
def count_successful(trades):
    number = 0
    for s in trades["交易状态"]:
        if s == "交易成功":
            number = +1
    return number
