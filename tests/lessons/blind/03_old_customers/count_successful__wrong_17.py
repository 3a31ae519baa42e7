# loop starts at 1 and leaves out the first row
def count_successful(trades):
    number = 0
    for i in range(1, len(trades)):
        if trades["交易状态"].iloc[i] == "交易成功":
            number = number + 1
    return number
