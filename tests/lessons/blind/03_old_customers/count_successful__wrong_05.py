# prints, never names number
def count_successful(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    print(len(done))
    return number
