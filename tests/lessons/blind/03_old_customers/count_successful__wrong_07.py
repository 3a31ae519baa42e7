# copied the mean from the guessing cell
def count_successful(trades):
    number = (trades["交易状态"] == "交易成功").mean() * 100
    return number
