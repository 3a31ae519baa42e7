# value_counts with .get, so that a table without success gives 0
def count_successful(trades):
    ...  # 在这里写你的代码
    number = trades["交易状态"].value_counts().get("交易成功", 0)
    return number
