# counts with summary from outside
def count_old(trades):
    old = summary[(summary["实际成交次数"] >= 2) & (summary["成交金额"] > 40)]
    return len(old)
