# only the number of orders
def pick_old(summary):
    old = summary[summary["实际成交次数"] >= 2]
    return old
