# chained comparison, misread brackets
def pick_old(summary):
    old = summary[2 <= summary["实际成交次数"] <= 40]
    return old
