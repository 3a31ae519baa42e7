# old is the common part of two sets
def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    n = done.groupby("客户").size()
    m = done.groupby("客户")["交易金额"].sum().round(2)
    old = set(n[n > 1].index) & set(m[m > 40].index)
    return len(old)
