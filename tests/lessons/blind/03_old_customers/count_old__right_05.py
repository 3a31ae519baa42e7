# groupby.filter, then the unique names
def count_old(trades):
    done = trades[trades["交易状态"] == "交易成功"]
    g = done.groupby("客户")
    times = g["订单编号"].transform("count")
    money = g["交易金额"].transform("sum").round(2)
    old = done[(times >= 2) & (money > 40)]["客户"].unique()
    return len(old)
