# thinks "more than 40" begins at 41
def pick_old(summary):
    old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] >= 41)]
    return old
