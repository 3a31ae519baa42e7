# numbers swapped between the columns
def pick_old(summary):
    old = summary[(summary["成交金额"] >= 2) & (summary["实际成交次数"] > 40)]
    return old
