# query in words
def pick_old(summary):
    old = summary.query("实际成交次数 >= 2 and 成交金额 > 40")
    return old
