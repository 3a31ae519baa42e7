# .count() of a whole table gives one number per column
def count_successful(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    number = done.count()
    return number
