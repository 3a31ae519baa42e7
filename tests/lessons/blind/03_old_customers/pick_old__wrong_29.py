# if with a whole column
def pick_old(summary):
    if summary["实际成交次数"] >= 2 and summary["成交金额"] > 40:
        old = summary
    return old
