# one condition after the other with the mask of the whole table lined up by .loc
def pick_old(summary):
    mask = (summary["实际成交次数"].ge(2)) * (summary["成交金额"].gt(40))
    old = summary.loc[mask, ["客户", "实际成交次数", "成交金额"]].copy()
    return old
