# old is a list of names
def count_old(trades):
    old = []
    for name in trades["客户"].unique():
        his = trades[(trades["客户"] == name) & (trades["交易状态"] == "交易成功")]
        if len(his) >= 2 and round(his["交易金额"].sum(), 2) > 40:
            old.append(name)
    return len(old)
