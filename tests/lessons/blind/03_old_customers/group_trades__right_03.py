# two dicts and a plain loop
def group_trades(trades):
    shu = {}
    qian = {}
    for kehu, zhuangtai, jine in zip(trades["客户"], trades["交易状态"], trades["交易金额"]):
        key = (kehu, zhuangtai)
        shu[key] = shu.get(key, 0) + 1
        qian[key] = qian.get(key, 0) + jine
    hang = []
    for key in shu:
        hang.append([key[0], key[1], shu[key], qian[key]])
    table = pd.DataFrame(hang, columns=["客户", "交易状态", "订单数", "金额合计"])
    return table
