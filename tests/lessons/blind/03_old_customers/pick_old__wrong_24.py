# first 28 of the sorted table, as many as there are in September
def pick_old(summary):
    old = summary[summary["实际成交次数"] >= 2].sort_values("成交金额", ascending=False).head(28)
    return old
