# wrong column name
def count_successful(trades):
    number = (trades["状态"] == "交易成功").sum()
    return number
