# full-width brackets and colon
def count_successful(trades)：
    number = len（trades[trades["交易状态"] == "交易成功"]）
    return number
