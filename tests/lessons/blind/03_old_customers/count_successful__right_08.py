# iterrows
def count_successful(trades):
    jieguo = []
    for i, row in trades.iterrows():
        if row["交易状态"] == "交易成功":
            jieguo.append(row["订单编号"])
    number = len(jieguo)
    return number
