# all but closed
def count_successful(trades):
    number = (trades["交易状态"] != "交易关闭").sum()
    return number
