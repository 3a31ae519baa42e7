# the column of the raw table
def pick_old(summary):
    old = summary[(summary["实际成交次数"] >= 2) & (summary["交易金额"] > 40)]
    return old
