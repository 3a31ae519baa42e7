# mathematical sign
def pick_old(summary):
    old = summary[(summary["实际成交次数"] ≥ 2) & (summary["成交金额"] > 40)]
    return old
