# state's name cut short, finds none
def count_successful(trades):
    number = (trades["交易状态"] == "成功").sum()
    return number
