# sets of names and isin, sorted, fresh index
def pick_old(summary):
    a = set(summary.loc[summary["实际成交次数"] >= 2, "客户"])
    b = set(summary.loc[summary["成交金额"] > 40, "客户"])
    old = summary[summary["客户"].isin(a & b)]
    old = old.sort_values("成交金额", ascending=False).reset_index(drop=True)
    return old
