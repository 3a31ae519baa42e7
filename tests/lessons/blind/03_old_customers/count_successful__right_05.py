# list.count
def count_successful(trades):
    states = trades["交易状态"].tolist()
    number = states.count("交易成功")
    return number
