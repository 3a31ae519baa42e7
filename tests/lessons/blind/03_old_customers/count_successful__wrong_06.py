# adds up the money
def count_successful(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    number = done["交易金额"].sum()
    return number
