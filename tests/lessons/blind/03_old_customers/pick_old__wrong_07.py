# only the money
def pick_old(summary):
    old = summary[summary["成交金额"] > 40]
    return old
