# whole yuan: 40.01 turns into 40
def pick_old(summary):
    old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"].astype(int) > 40)]
    return old
