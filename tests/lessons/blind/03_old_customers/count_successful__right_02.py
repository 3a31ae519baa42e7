# plain loop with a counter
def count_successful(trades):
    """一笔一笔地数"""
    number = 0
    for state in trades["交易状态"]:
        if state == "交易成功":
            number += 1
    return number
