# subtracts everything that is not successful
def count_successful(trades):
    quanbu = len(trades)
    bu_suan = (trades["交易状态"] != "交易成功").sum()
    number = quanbu - bu_suan
    return number
