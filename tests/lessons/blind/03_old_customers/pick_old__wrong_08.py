# the second filter starts again from the whole table
def pick_old(summary):
    old = summary[summary["实际成交次数"] >= 2]
    old = summary[summary["成交金额"] > 40]
    return old
