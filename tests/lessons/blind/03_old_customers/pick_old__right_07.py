# numbers on the left, reversed comparison
def pick_old(summary):
    old = summary[(40 < summary["成交金额"]) & (2 <= summary["实际成交次数"])]
    return old
