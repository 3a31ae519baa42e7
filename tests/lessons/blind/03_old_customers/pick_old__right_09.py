# drops rows by index in a loop
def pick_old(summary):
    old = summary.copy()
    for i in summary.index:
        if summary.loc[i, "实际成交次数"] < 2 or not summary.loc[i, "成交金额"] > 40:
            old = old.drop(i)
    return old
