# unfinished
def count_successful(trades):
    ...  # 在这里写你的代码
    return number
