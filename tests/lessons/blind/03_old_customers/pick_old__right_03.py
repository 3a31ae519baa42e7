# two filters one after the other
def pick_old(summary):
    old = summary[summary["实际成交次数"] > 1]
    old = old[old["成交金额"] > 40]
    return old
