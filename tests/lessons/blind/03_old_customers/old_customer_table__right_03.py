# plain dicts, cents as whole numbers so that nothing is lost
def old_customer_table(trades):
    cishu = {}
    fen = {}
    for _, r in trades.iterrows():
        if r["交易状态"] != "交易成功":
            continue
        who = r["客户"]
        cishu[who] = cishu.get(who, 0) + 1
        fen[who] = fen.get(who, 0) + round(r["交易金额"] * 100)
    rows = [(w, cishu[w], fen[w] / 100) for w in cishu if cishu[w] >= 2 and fen[w] > 4000]
    table = pd.DataFrame(rows, columns=["客户名称", "实际成交次数", "成交金额"])
    return table
