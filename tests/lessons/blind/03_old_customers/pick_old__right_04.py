# throws out those who do not qualify (not-or)
def pick_old(summary):
    tai_shao = summary["实际成交次数"] < 2
    bu_gou = summary["成交金额"] <= 40
    old = summary[~(tai_shao | bu_gou)]
    return old
