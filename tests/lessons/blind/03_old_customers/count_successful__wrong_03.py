# gives the table, not how many rows
def count_successful(trades):
    number = trades[trades["交易状态"] == "交易成功"]
    return number
